/**
 * Probe: what runs inside the page and takes the times. All of them are on the page's steady clock (performance.now).
 * "Drawn" is when the page has done all its work for the frame that shows the change: a task posted while the frame is
 * being made runs right after its style, layout and paint. What the screen adds is at most one frame more.
 */

/** What one waits for: something about the card of one key. */
export interface Sight {
  key: string
  /** Text of the value shown. */
  value?: string
  /** Selects the part of the card whose facts `has` tells; the card itself when absent. */
  part?: string
  /** Attribute and value. */
  has?: Record<string, string>
  /** Whether the key has an expiry. */
  expires?: boolean
  /** The card is there and not transparent. */
  visible?: boolean
}

export interface Probe {
  /** Begins to wait; false when it is to be seen already. */
  expect: (sight: Sight) => boolean
  /** When what was expected was drawn (null: not within 5 s), and when Enter was last pressed. */
  seen: () => Promise<{ drawn: number | null; pressed: number }>
  /** Begins to take down frames. */
  record: () => void
  /** Ends it: when each frame began, ms. */
  frames: () => number[]
  /** For each key typed since the last call: ms from the press to the frame that shows it. */
  typed: () => number[]
}

declare global {
  interface Window {
    probe: Probe
  }
}

/** Runs in the page before its own scripts. */
export function installProbe(): void {
  let pressed = 0
  let latencies: number[] = []
  let wanted: Sight | undefined
  let found: PromiseWithResolvers | undefined
  let recorded: number[] | undefined

  interface PromiseWithResolvers {
    promise: Promise<number>
    resolve: (drawn: number) => void
  }
  const withResolvers = (): PromiseWithResolvers => {
    let resolve: (drawn: number) => void = () => {}
    const promise = new Promise<number>(settle => {
      resolve = settle
    })
    return { promise, resolve }
  }
  const afterThisFrame = (act: (now: number) => void) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => act(performance.now())
    port2.postMessage(undefined)
  }
  const isSeen = ({ key, value, part, has = {}, expires, visible = false }: Sight): boolean => {
    const card = document.querySelector(`[data-key="${CSS.escape(key)}"]`)
    if (card === null) return false
    if (value !== undefined && card.querySelector('[data-value]')?.textContent !== value) return false
    if (expires !== undefined && card.hasAttribute('data-expires-at') !== expires) return false
    if (visible && Number(card.getAttribute('opacity') ?? 1) < 0.05) return false
    const told = part === undefined ? card : card.querySelector(part)
    return Object.entries(has).every(([name, text]) => told?.getAttribute(name) === text)
  }
  addEventListener(
    'keydown',
    event => {
      if (event.key === 'Enter') pressed = event.timeStamp
    },
    true,
  )
  addEventListener(
    'input',
    event => {
      const { timeStamp } = event
      requestAnimationFrame(() => afterThisFrame(now => latencies.push(now - timeStamp)))
    },
    true,
  )
  new MutationObserver(() => {
    if (wanted === undefined || !isSeen(wanted)) return
    wanted = undefined
    const settle = found?.resolve
    afterThisFrame(now => settle?.(now))
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

  window.probe = {
    expect(sight) {
      if (isSeen(sight)) return false
      wanted = sight
      found = withResolvers()
      return true
    },
    async seen() {
      const late = new Promise<null>(resolve => setTimeout(() => resolve(null), 5_000))
      const drawn = await Promise.race([found?.promise ?? late, late])
      wanted = undefined
      return { drawn, pressed }
    },
    record() {
      const times: number[] = []
      recorded = times
      const frame = (now: number) => {
        if (recorded !== times) return
        times.push(now)
        requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    },
    frames() {
      const times = recorded ?? []
      recorded = undefined
      return times
    },
    typed() {
      const taken = latencies
      latencies = []
      return taken
    },
  }
}
