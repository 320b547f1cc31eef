/** Console: a redis-cli for each client of this page. */
import type { CatalogueIndex } from '@rdd/shared/commands/keys'
import { sessionOf } from '../../store/session.ts'
import { Icon } from '../icon.tsx'
import { later } from '../later.tsx'
import { usePage, useStore } from '../use.ts'
import { Edge } from './edge.tsx'
import { Log } from './log.tsx'
import { Prompt } from './prompt.tsx'
import { Tabs } from './tabs.tsx'
import './console.css'

const ScriptMenu = later(async () => (await import('../script-menu.tsx')).ScriptMenu)

export function Console({ index }: { index: CatalogueIndex }) {
  const page = usePage()
  const { tabs, active } = useStore(page.consoles.store)
  const { console: open, consoleHeight } = useStore(page.prefs)
  const tab = tabs.find(({ client }) => client.id === active)

  return (
    <section className="console" aria-label="Clients" data-open={open} ref={place => height(place, consoleHeight)}>
      {open && <Edge />}
      <div className="console-head">
        <Tabs tabs={tabs} active={active} />
        {open && tabs.some(({ lines }) => lines.length > 0) && (
          <ScriptMenu
            label="Export"
            name="session"
            className="button plain small"
            session={() => sessionOf(page.consoles.store.get().tabs)}
          />
        )}
        <button
          type="button"
          className="button plain small icon fold"
          aria-expanded={open}
          aria-label={open ? 'Fold the console' : 'Open the console'}
          title={open ? 'Fold the console' : 'Open the console'}
          onClick={() => page.prefs.update(was => ({ ...was, console: !was.console }))}
        >
          <Icon name="down" />
        </button>
      </div>
      {tab && <Log key={tab.client.id} tab={tab} />}
      <Prompt tab={tab} index={index} />
    </section>
  )
}

function height(place: HTMLElement | null, px: number | undefined) {
  if (px === undefined) place?.style.removeProperty('--console-height')
  else place?.style.setProperty('--console-height', `${px}px`)
}
