/** Transport: the log as a line one can walk along. It moves this page's playhead only: Redis is not undone. */
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import type { RunView } from '@rdd/shared/run'
import { type Playhead, SPEEDS } from '../../store/playhead.ts'
import { Icon, type IconName } from '../icon.tsx'
import { usePage, useStore } from '../use.ts'
import { usePlayhead } from '../use-playhead.ts'
import { number } from '../words.ts'
import { Ticks } from './ticks.tsx'
import './transport.css'

export function Transport({ playhead, index }: { playhead: Playhead; index: CatalogueIndex }) {
  const page = usePage()
  const { live } = useStore(page.record.store)
  const connected = useStore(page.room).road.state === 'live'
  const { mode, playing, speed, seq, first, last, unseen } = usePlayhead(playhead)
  const running = playhead === live
  const place = `event ${number(seq)} of ${number(last)}`
  const { chapter } = useStore(page.place)
  const run = chapter.pattern ? page.runs.runOf(playhead) : undefined
  const plays = (chapter.pattern ? page.runs.playing(playhead) : undefined) ?? playing
  const { lesson } = useStore(page.lessons.store)
  useStore(page.lessons.progress)
  const ahead = chapter.pattern
    ? page.runs.canForward(playhead)
    : seq < last || (running && lesson !== undefined && page.lessons.canForward())

  return (
    <section className="transport" aria-label="Transport" data-mode={mode}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own */}
      <div role="group" aria-label="Playback" className="playback">
        <Step
          name="First"
          icon="first"
          off={seq <= first && mode === 'past'}
          onClick={() => void page.transport.first()}
        />
        <Step name="Back" icon="back" keys="PageUp" off={seq <= first} onClick={() => page.transport.back()} />
        {plays ? (
          <Step name="Pause" icon="pause" main onClick={() => page.transport.playOrPause()} />
        ) : (
          <Step name="Play" icon="play" main onClick={() => page.transport.playOrPause()} />
        )}
        <Step name="Forward" icon="forward" keys="PageDown" off={!ahead} onClick={() => page.transport.forward()} />
        <Step name="Last" icon="last" off={seq >= last} onClick={() => playhead.toLast()} />
      </div>
      <span className="at mono">{run ? hopPlace(run) : place}</span>
      <div className="line">
        <Ticks playhead={playhead} index={index} />
        <input
          type="range"
          aria-label="Time line"
          aria-valuetext={`${place}${mode === 'live' ? ', live' : ''}`}
          min={first}
          max={Math.max(last, first + 1)}
          value={seq}
          onChange={event => playhead.seek(Number(event.target.value))}
        />
      </div>
      <select
        className="field speed"
        aria-label="Speed"
        value={speed}
        onChange={event => {
          const chosen = SPEEDS.find(one => one === Number(event.target.value))
          if (chosen) playhead.setSpeed(chosen)
          if (chapter.pattern) page.runs.paced(playhead)
        }}
      >
        {SPEEDS.map(one => (
          <option key={one} value={one}>
            {one}×
          </option>
        ))}
      </select>
      {running ? (
        <button
          type="button"
          className="button live"
          aria-pressed={mode === 'live'}
          title={
            mode !== 'live'
              ? 'Back to what happens now'
              : connected
                ? 'Follows what happens'
                : 'Follows what happens once the server is back'
          }
          onClick={() => playhead.live()}
        >
          <span className="lamp" data-on={mode === 'live' && connected} />
          live{unseen > 0 && <b>+{number(unseen)}</b>}
        </button>
      ) : (
        <button type="button" className="button live" onClick={() => live && page.record.show(live)}>
          to the running room
        </button>
      )}
    </section>
  )
}

/** Which hop was the last, and how many are known: those that wait are ahead. */
function hopPlace({ hops }: RunView): string {
  const over = hops.filter(({ state }) => state === 'done' || state === 'failed').length
  return `hop ${over} of ${hops.length}`
}

interface StepProps {
  name: string
  icon: IconName
  keys?: string
  main?: boolean
  off?: boolean
  onClick: () => void
}

const Step = ({ name, icon, keys, main = false, off = false, onClick }: StepProps) => (
  <button
    type="button"
    className={main ? 'button icon run' : 'button icon'}
    aria-label={name}
    aria-keyshortcuts={keys}
    title={keys ? `${name} (${keys})` : name}
    disabled={off}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
)
