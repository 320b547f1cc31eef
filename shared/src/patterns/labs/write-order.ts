/** The write order: with the cache first, a reader meanwhile sees what was never committed, and may never be. */
import type { Lab } from './lab.ts'
import { productService } from './services.ts'
import { sameRow } from './stage.ts'

const WIDGET = { table: 'products', id: '1', ttlMs: 7_200_000 } as const
/** Postgres refuses text with a NUL in it: this write will fail. */
const REFUSED = { name: 'Widget \u0000', detail: '1' }

export const writeOrder: Lab = {
  id: 'write-order',
  title: 'A reader sees a price that was never committed',
  fault: 'dirty reads',
  async run(stage, form) {
    const { save, get } = productService(form)
    await stage.whole('A', ports => save(ports, { ...WIDGET, value: { name: 'Widget', detail: '1999' } }))

    const writer = await stage.start('A', ports => save(ports, { ...WIDGET, value: REFUSED }))
    await stage.to('A', 'asked', 'database.save')
    const told = await stage.whole('B', ports => get(ports, WIDGET))
    const failed = await writer()

    const dirty = !sameRow(told, await stage.row('products', '1'))
    return {
      counters: { 'dirty reads': Number(dirty), 'failed writes': Number('error' in failed) },
      note: dirty
        ? 'The reader got a price of 1; the write behind it failed a moment later.'
        : 'Readers see the committed price until the new one is committed too.',
    }
  },
}
