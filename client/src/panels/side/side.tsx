/** Side: what is known of the key one looks at. */
import type { Playhead } from '../../store/playhead.ts'
import './side.css'

export function Side(_: { playhead: Playhead }) {
  return <aside className="side" aria-label="Key" />
}
