/** Share: the link that opens this room, chapter and step. */
import { Copy } from '../copy.tsx'
import { usePage } from '../use.ts'

export function Share() {
  const page = usePage()
  return (
    <span className="share">
      <Copy className="button" wide label="Share" text={async () => page.address.linkHere().href} />
    </span>
  )
}
