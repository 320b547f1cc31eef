/** Applications: the small programs of a chapter, each with its controls, and the commands that every call runs. */
import type { Application, Form, Operation } from '@rdd/shared/applications/application'
import { useEffect, useRef, useState } from 'react'
import { applicationsOf, type Call, runOperation, sourceOf } from '../../store/applications.ts'
import { Copy } from '../copy.tsx'
import { usePage } from '../use.ts'
import { Prose } from './prose.tsx'

/** Calls kept in sight, the newest first. */
const MOST_CALLS = 8
/** Characters a field has room for at least. */
const LEAST_FIELD = 7

export function Applications({ path }: { path: string }) {
  const page = usePage()
  const [all, setAll] = useState<readonly Application[]>([])
  useEffect(() => {
    let gone = false
    void page.act(async () => {
      const found = await applicationsOf(path)
      if (!gone) setAll(found)
    })
    return () => {
      gone = true
    }
  }, [page, path])
  return all.map(application => <Controls key={application.name} application={application} />)
}

const formWords: Record<Form, string> = { safe: 'Safe', notebook: "Notebook's" }

function Controls({ application }: { application: Application }) {
  const page = usePage()
  const [form, setForm] = useState<Form>('safe')
  const [as, setAs] = useState<string | undefined>(application.clients?.[0])
  const [calls, setCalls] = useState<readonly { n: number; call: Call }[]>([])
  const list = useRef<HTMLOListElement>(null)
  const newest = calls[0]
  // What a call runs makes it longer, and its end says what came: both are to be seen.
  useEffect(() => {
    if (newest !== undefined) list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
  }, [newest])
  const forms = (['safe', 'notebook'] as const).filter(one => application.files[one] !== undefined)

  async function run(operation: Operation, fields: Readonly<Record<string, string>>) {
    await page.act(async () => {
      const client = await page.lessonClients.named(as, application.chapter)
      page.record.store.get().live?.live()
      const n = (calls[0]?.n ?? 0) + 1
      await runOperation(page.consoles, client, { operation, form, fields }, call =>
        setCalls(was =>
          [{ n, call }, ...was.filter(one => one.n !== n)].sort((a, b) => b.n - a.n).slice(0, MOST_CALLS),
        ),
      )
    })
  }

  return (
    <section className="lesson-section application" aria-label={application.name}>
      <h2>{application.name}</h2>
      <p>
        <Prose text={application.text} />
      </p>
      <div className="choices">
        {forms.length > 1 && (
          <fieldset className="choice-row" aria-label="Form">
            {forms.map(one => (
              <button
                type="button"
                className="button small"
                key={one}
                aria-pressed={form === one}
                onClick={() => setForm(one)}
              >
                {formWords[one]}
              </button>
            ))}
          </fieldset>
        )}
        {application.clients && (
          <label className="as">
            as{' '}
            <select className="field" value={as} onChange={event => setAs(event.target.value)}>
              {application.clients.map(name => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {application.operations
        .filter(({ run: forms }) => forms[form] !== undefined)
        .map(operation => (
          <OperationForm key={operation.name} operation={operation} form={form} as={as} onRun={run} />
        ))}
      <ol className="calls" ref={list} aria-label={`Calls of ${application.name}`}>
        {calls.map(({ n, call }) => (
          <li key={n} data-call={n} data-failed={call.failed}>
            <p>
              <code>{call.operation}</code> <span className="muted">as {call.client}</span>{' '}
              {call.outcome === undefined ? (
                <span className="muted">runs…</span>
              ) : (
                <b className="outcome mono">{call.outcome}</b>
              )}
            </p>
            {call.commands.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a command is its place in the call
              <code className="command" key={i}>
                {line}
              </code>
            ))}
          </li>
        ))}
      </ol>
      <Source file={application.files[form]} />
    </section>
  )
}

interface OperationFormProps {
  operation: Operation
  form: Form
  /** The client it runs as. */
  as: string | undefined
  onRun: (operation: Operation, fields: Readonly<Record<string, string>>) => Promise<void>
}

function OperationForm({ operation, form, as, onRun }: OperationFormProps) {
  const [filled, setFilled] = useState<Record<string, string>>({})
  const fields = Object.fromEntries(
    operation.fields.map(({ name, value, own = [] }) => [
      name,
      filled[name] ?? (as !== undefined && own.includes(as) ? as : value),
    ]),
  )
  return (
    <form
      className="operation"
      aria-label={operation.name}
      onSubmit={event => {
        event.preventDefault()
        void onRun(operation, fields)
      }}
    >
      <button type="submit" className="button small">
        {operation.name}
      </button>
      {operation.fields.map(({ name }) => (
        <label key={name}>
          <span className="name">{name}</span>
          <input
            className="field mono"
            aria-label={`${operation.name}: ${name}`}
            spellCheck={false}
            size={Math.max(LEAST_FIELD, (fields[name] ?? '').length)}
            value={fields[name] ?? ''}
            onChange={event => setFilled(was => ({ ...was, [name]: event.target.value }))}
          />
        </label>
      ))}
      {form === 'notebook' && operation.hazard && <p className="hazard">{operation.hazard}</p>}
    </form>
  )
}

/** The file that runs, as it is. */
function Source({ file }: { file: string | undefined }) {
  const [source, setSource] = useState<{ file: string; text: string } | undefined>(undefined)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    let gone = false
    if (open && file !== undefined)
      void sourceOf(file).then(text => {
        if (!gone) setSource({ file, text: text ?? 'There is no such file.' })
      })
    return () => {
      gone = true
    }
  }, [file, open])
  if (file === undefined) return null
  return (
    <details className="source-file" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        The code that runs: <code>{file}</code>
      </summary>
      {source?.file === file && (
        <>
          <Copy text={source.text} label="Copy the file" />
          <pre className="mono">{source.text}</pre>
        </>
      )}
    </details>
  )
}
