/** The gallery in a browser: every figure, with one slider for t. `?theme=dark`, `?only=<part of a name>`, `?t=0.5`. */
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '../src/styles/theme.css'
import '../src/styles/base.css'
import '../src/draw/draw.css'
import './page.css'
import { draw } from '../src/draw/draw.ts'
import { NOON } from './build.ts'
import { framesOf } from './figure.ts'
import { figures } from './figures.ts'

const asked = new URLSearchParams(location.search)
document.documentElement.dataset.theme = asked.get('theme') ?? 'light'
const slider = document.querySelector<HTMLInputElement>('#t')
const main = document.querySelector('main')
const drawings = figures
  .filter(([name]) => name.includes(asked.get('only') ?? ''))
  .map(([name, figure]) => {
    const section = document.createElement('section')
    const title = document.createElement('h2')
    title.textContent = `${name} · ${figure.title}`
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    svg.setAttribute('class', 'scene')
    const root = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    svg.append(root)
    section.append(title, svg)
    main?.append(section)
    const frames = framesOf(figure)
    return (t: number) => {
      const frame = frames(t)
      svg.setAttribute('width', String(frame.width))
      svg.setAttribute('height', String(frame.height))
      draw(root, frame, NOON)
    }
  })

const show = (t: number) => {
  for (const drawing of drawings) drawing(t)
}
slider?.addEventListener('input', () => show(Number(slider.value)))
if (slider) slider.value = asked.get('t') ?? '1'
show(Number(asked.get('t') ?? '1'))
