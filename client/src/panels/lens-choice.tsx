/** LensChoice: what of its keys a type's scene shows: what they hold, a string's bits, or how Redis keeps them. */
import type { RedisType } from '@rdd/shared/keyspace/view'
import type { Lens } from '../store/place.ts'
import { usePage, useStore } from './use.ts'

const words: Record<Lens, string> = { value: 'Value', bits: 'Bits', encoding: 'Encoding' }
const titles: Record<Lens, string> = {
  value: 'What the keys hold',
  bits: 'The bits SETBIT and BITCOUNT count',
  encoding: 'How Redis keeps them: encoding, memory, and the thresholds at which it changes',
}

export function LensChoice({ type }: { type: RedisType }) {
  const page = usePage()
  const { lens } = useStore(page.place)
  const lenses: Lens[] = type === 'string' ? ['value', 'bits', 'encoding'] : ['value', 'encoding']
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="lens" role="group" aria-label="Lens">
      {lenses.map(one => (
        <button
          type="button"
          key={one}
          aria-pressed={lens === one}
          title={titles[one]}
          onClick={() => page.place.update(was => ({ ...was, lens: one }))}
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}
