/** Later: a part of the page that is fetched when it is first needed, so that the first load stays small. */
import { type ComponentType, lazy, Suspense } from 'react'
import { Fence } from './states/fence.tsx'

/** The component that `load` brings. Nothing stands there until it is here. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Part = lazy(async () => ({ default: await load() }))
  return function Later(props: P) {
    return (
      <Fence>
        <Suspense>
          <Part {...props} />
        </Suspense>
      </Fence>
    )
  }
}
