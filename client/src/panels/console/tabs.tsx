/** Tabs: the clients of this page, each a connection of its own to the same Redis. */
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Tab } from '../../store/consoles.ts'
import { Icon } from '../icon.tsx'
import { usePage } from '../use.ts'

const NAME = /^[\w.-]{1,32}$/

export function Tabs({ tabs, active }: { tabs: readonly Tab[]; active: string | undefined }) {
  const page = usePage()
  const [naming, setNaming] = useState<string | undefined>(undefined)

  const adds = useRef<HTMLButtonElement>(null)

  /** What was there to fill in is gone: the focus goes where one goes on. */
  async function add(name: string) {
    setNaming(undefined)
    const added = await page.act(async () => {
      const client = await page.link.addClient(NAME.test(name) ? { name } : {})
      page.consoles.added(client)
    })
    if (added) page.focusPrompt.current()
    else adds.current?.focus()
  }

  const place = useRef<HTMLDivElement>(null)
  const closing = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button that closed a client is gone with it
  useEffect(() => {
    if (closing.current) place.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
    closing.current = false
  }, [tabs.length])

  async function close(client: string) {
    closing.current = true
    await page.act(() => page.link.closeClient({ client }))
  }

  return (
    <div className="tabs" ref={place}>
      {/* A tablist may hold tabs alone: it owns them, and the buttons that close them stand beside them. */}
      <span role="tablist" aria-label="Clients" aria-owns={tabs.map(({ client }) => `tab-${client.id}`).join(' ')} />
      {tabs.map(({ client, unread }) => (
        <span className="tab" key={client.id} data-active={client.id === active} data-state={client.state}>
          <button
            type="button"
            role="tab"
            id={`tab-${client.id}`}
            aria-selected={client.id === active}
            onClick={() => page.consoles.activate(client.id)}
          >
            {client.name}
            {client.state !== 'idle' && <i>{stateWords[client.state]}</i>}
            {unread > 0 && (
              <b className="unread">
                {unread}
                <span className="hidden"> new</span>
              </b>
            )}
          </button>
          {tabs.length > 1 && (
            <button
              type="button"
              className="close"
              aria-label={`Close ${client.name}`}
              title={`Close ${client.name}: its connection ends`}
              onClick={() => void close(client.id)}
            >
              <Icon name="close" />
            </button>
          )}
        </span>
      ))}
      {naming === undefined ? (
        <button
          type="button"
          className="button plain small icon"
          aria-label="Add a client"
          title="Add a client: another connection"
          onClick={() => setNaming('')}
          ref={adds}
        >
          <Icon name="add" />
        </button>
      ) : (
        <form
          className="naming"
          aria-label="New client"
          onSubmit={event => {
            event.preventDefault()
            void add(naming.trim())
          }}
        >
          <input
            className="field"
            // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
            autoFocus
            aria-label="Name of the new client"
            placeholder="name, or Enter"
            maxLength={32}
            value={naming}
            onChange={event => setNaming(event.target.value.replace(/[^\w.-]/g, '-'))}
            onKeyDown={event => {
              if (event.key !== 'Escape') return
              flushSync(() => setNaming(undefined))
              adds.current?.focus()
            }}
            onBlur={() => naming === '' && setNaming(undefined)}
          />
        </form>
      )}
    </div>
  )
}

const stateWords = {
  multi: 'TX',
  waiting: 'waiting',
  subscribed: 'subscribed',
  monitor: 'monitor',
  gone: 'ended',
} as const
