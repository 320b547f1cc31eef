/** How panels reach the page and watch its stores. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Page } from '../page.ts'
import type { Store } from '../store/store.ts'

const PageContext = createContext<Page | undefined>(undefined)
export const PageProvider = PageContext.Provider

export function usePage(): Page {
  const page = useContext(PageContext)
  if (page === undefined) throw new Error('A panel stands outside of the page.')
  return page
}

/** The store's value, anew whenever it is replaced. */
export const useStore = <T>(store: Pick<Store<T>, 'get' | 'subscribe'>): T =>
  useSyncExternalStore(store.subscribe, store.get)

/** Draws the component anew every `ms` while `on`: for waiting times and ages, which change by themselves. */
export function useTick(ms: number, on = true): void {
  const [, again] = useState(0)
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => again(n => n + 1), ms)
    return () => clearInterval(timer)
  }, [ms, on])
}
