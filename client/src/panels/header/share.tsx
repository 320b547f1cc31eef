/** Share: the link that opens this room and chapter. */
import { Copy } from '../copy.tsx'
import { usePage, useStore } from '../use.ts'

export function Share() {
  const { id } = useStore(usePage().room)
  return (
    <span className="share">
      <Copy
        className="button"
        wide
        label="Share"
        text={async () => `${location.origin}${location.pathname}${id ? `?room=${encodeURIComponent(id)}` : ''}`}
      />
    </span>
  )
}
