/** Opens the page: who this tab is, which room its address names, and the one React root. */
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import './styles/theme.css'
import './styles/base.css'
import './styles/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadDepth } from './depth-later.tsx'
import { openPage } from './page.ts'
import { Fence } from './panels/states/fence.tsx'
import { PageProvider } from './panels/use.ts'
import { randomId } from './random-id.ts'
import { followTheme } from './theme.ts'

const VIEWER = 'rdd:viewer'

/** 128 random bits, the same over reloads of this tab: its clients come back to it. */
function viewer(): string {
  const kept = sessionStorage.getItem(VIEWER)
  if (kept && /^[\w-]{22,64}$/.test(kept)) return kept
  const made = randomId()
  sessionStorage.setItem(VIEWER, made)
  return made
}

const asked = new URLSearchParams(location.search)
const step = Number(asked.get('step'))

const page = openPage({
  viewer: viewer(),
  room: asked.get('room') ?? undefined,
  pathname: location.pathname,
  step: Number.isInteger(step) && step > 0 ? step : undefined,
  shelf: localStorage,
  tabShelf: sessionStorage,
})
followTheme(page.prefs, page.shade)
// Fetched while the road opens. Where it fails, the stage says so.
if (page.place.get().chapter.type !== undefined) loadDepth().catch(() => {})

const place = document.getElementById('page')
if (place)
  createRoot(place).render(
    <PageProvider value={page}>
      <Fence>
        <App />
      </Fence>
    </PageProvider>,
  )
