/** The one cache of what was asked. Loaded with the first panel that asks, so the first page does without it. */
import { QueryClient } from '@tanstack/react-query'

export const client = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 5000, refetchOnWindowFocus: false } },
})
