/** Share: the link that opens this room, chapter and step. */
import { Copy } from '../copy.tsx'
import { usePage, useStore } from '../use.ts'

export function Share() {
  const page = usePage()
  const { id } = useStore(page.room)
  return (
    <span className="share">
      <Copy
        className="button"
        wide
        label="Share"
        text={async () => {
          const link = new URL(page.addressOf(page.place.get().chapter), location.origin)
          if (id) link.searchParams.set('room', id)
          return link.href
        }}
      />
    </span>
  )
}
