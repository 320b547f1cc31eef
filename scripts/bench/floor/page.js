// The page of the floor: the newest value of each key, written once a frame.
const socket = io({ transports: ['websocket'] })
const main = document.querySelector('main')
const form = document.querySelector('form')
const cells = new Map()
const waiting = new Map()
let asked = false

function draw() {
  asked = false
  for (const [key, value] of waiting) {
    let cell = cells.get(key)
    if (!cell) {
      cell = document.createElement('p')
      cell.dataset.key = key
      cell.append(`${key} `, Object.assign(document.createElement('span'), {}))
      cell.lastChild.dataset.value = ''
      if (cells.size < 60) main.append(cell)
      cells.set(key, cell)
    }
    cell.lastChild.textContent = value
  }
  waiting.clear()
}
socket.on('keys', pairs => {
  for (const [key, value] of pairs) waiting.set(key, value)
  if (!asked) requestAnimationFrame(draw)
  asked = true
})
form.addEventListener('submit', event => {
  event.preventDefault()
  socket.emit('run', form.elements[0].value.split(' '), () => {})
  form.reset()
})
