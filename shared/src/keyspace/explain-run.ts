/**
 * Explain a run: what one hop does, in a headline and a sentence on why the pattern does it. Caption, stage and hop table
 * all take their words from here.
 */
import type { FactOf } from '../fact.ts'
import { ActorName, HELD_MS, type Hop, type RunView } from '../run.ts'
import type { Explanation } from './explain.ts'
import { cut, listed } from './words.ts'

/** What an actor is called on the screen. */
export const actorWords: Record<ActorName, string> = {
  app: 'App',
  layer: 'Cache layer',
  cache: 'Redis',
  database: 'Database',
  queue: 'Queue',
  writer: 'Writer',
}

export const patternWords: Record<RunView['pattern'], string> = {
  'cache-aside': 'Cache-aside',
  'write-through': 'Write-through',
  'write-behind': 'Write-behind',
  'read-through': 'Read-through',
  stampede: 'Stampede',
}

type Words = readonly [headline: string, why: string]

interface ScriptWords {
  asked: Words
  answered: Words
  /** The answer 0: it changed nothing. */
  not?: Words
}

/** The scripts by their names: `EVAL store-if-leased …` is how a hop shows them. */
const scripts: Record<string, ScriptWords> = {
  'store-if-leased': {
    asked: ['Update the cache', 'Stored only if this reader still holds its lease: nobody wrote while it was loading.'],
    answered: ['Stored', 'The lease was still there. The next reader finds the row in memory.'],
    not: ['Not stored', 'Somebody wrote meanwhile, or the lease ran out: the cache keeps what it has.'],
  },
  'set-if-newer': {
    asked: ['Update the cache', 'Stored only if the cache has no later version, so two writers cannot cross.'],
    answered: ['Stored', 'The next reader finds it in memory.'],
    not: ['Not stored', 'The cache has this version already, or a later one, and keeps it.'],
  },
  'queue-and-cache': {
    asked: [
      'Queue the write and cache it',
      'One script, the queue first: what is queued will reach the database, even if the rest fails.',
    ],
    answered: ['Queued and cached', 'The app may be answered: the database hears of it later.'],
  },
  release: {
    asked: ['Release the lock', 'A script compares the token first: nobody releases a lock that is another’s by now.'],
    answered: ['Lock released', 'Whoever waits for it looks into the cache again.'],
    not: ['The lock was not ours any more', 'It had run out: what is there now is another’s, and stays.'],
  },
}

const asked: Record<string, Words> = {
  'cache.get': ['Check the cache', 'A hit is answered from memory; a miss costs a trip to the database.'],
  'cache.set': ['Update the cache', 'Stored with a TTL, so that stale data cannot live longer than that.'],
  'cache.setIfAbsent': ['Try to take the lock', 'SET … NX succeeds for one client only, and the lock ends by itself.'],
  'cache.delete': ['Remove the cached copy', 'The next reader loads the row anew.'],
  'cache.unlink': ['Remove the cached copies', 'UNLINK lets a background thread free the memory.'],
  'cache.keys': ['Look at every key', 'KEYS walks the whole keyspace in one go; everybody else waits.'],
  'cache.scan': ['Look at a few keys', 'SCAN takes a few keys at a time; others get their turn in between.'],
  'cache.ttl': ['Ask how long it lives', 'PTTL answers the ms left.'],
  'cache.script': ['Run a script', 'Redis runs it as one atomic step.'],
  'queue.push': ['Queue the write', 'The app has its answer before the database has heard of it.'],
  'queue.add': ['Queue the write', 'An entry of a stream stays until a writer has acknowledged it.'],
  'queue.pop': ['Take the oldest write', 'LPOP removes it: the writer now holds the only copy.'],
  'queue.read': ['Take what is new', 'What is taken stays pending until it is acknowledged.'],
  'queue.claim': ['Claim what was left behind', 'Entries of a writer that died are taken over.'],
  'queue.acknowledge': ['Acknowledge the batch', 'Only after the commit: a crash before it loses nothing.'],
  'queue.bury': ['Set it aside', 'It failed too often: dead letters keep it, and the queue goes on.'],
  'queue.length': ['Count what waits', 'Writes that are not in the database yet.'],
  'database.find': ['Query the database', 'The row is the truth; the cache only keeps a copy.'],
  'database.save': ['Write to the database', 'Once it is committed, it is true.'],
  'database.saveAll': ['Write the batch', 'Many writes, one statement: this is what write-behind saves.'],
  'database.remove': ['Remove the row', 'The cached copy must go as well.'],
}

const answered: Record<string, Words> = {
  'cache.set': ['Redis has it', ''],
  'cache.script': ['Redis has it', 'The next reader finds it in memory.'],
  'cache.delete': ['Removed', 'The number is how many keys were there.'],
  'cache.unlink': ['Removed', 'The number is how many keys were there.'],
  'database.find': ['The row', 'Now the app has its answer; the next reader should not have to wait for it again.'],
  'database.save': ['Committed', 'From now on this is the truth.'],
  'database.saveAll': ['Committed', 'The database has caught up with these writes.'],
  'queue.push': ['Queued', 'The app may be answered: the rest happens later.'],
  'queue.add': ['Queued', 'The app may be answered: the rest happens later.'],
  'queue.read': ['Taken', 'Pending until it is acknowledged: a crash now loses nothing.'],
  'queue.claim': ['Claimed', 'They are this writer’s now.'],
  'queue.pop': ['Taken', 'The writer holds the only copy.'],
  'queue.acknowledge': ['Acknowledged', 'The queue lets go of what the database has.'],
}

const isLease = (text: string) => /^SET "?lease:/.test(text)

/** How long a lock or a lease lives, where that is not what the code would give it. */
const held = (text: string, what: string): string =>
  text.endsWith(` PX ${HELD_MS}`) ? ` The ${what} lives ${HELD_MS / 60_000} min here, since you hold the calls.` : ''

function askedWords({ call, text, script, to }: Hop): Words {
  if (to === 'layer') return ['The app only asks its cache layer', 'A call inside the process: no network is needed.']
  if (isLease(text)) {
    const why = 'Whoever writes removes it: then this reader must not store what it loads.'
    return ['Take a lease', `${why}${held(text, 'lease')}`]
  }
  const named = script ?? /^EVAL(?:SHA)? (\S+)/.exec(text)?.[1] ?? ''
  const [headline, why] = (call === 'cache.script' ? scripts[named]?.asked : undefined) ?? asked[call] ?? [call, '']
  return [headline, call === 'cache.setIfAbsent' ? `${why}${held(text, 'lock')}` : why]
}

function answeredWords({ call, text, from, outcome, script = '' }: Hop): Words {
  if (outcome === 'hit') return ['Cache hit', 'The database is not asked.']
  if (outcome === 'miss') return ['Cache miss', 'Nothing there, or no longer: the database has to be asked.']
  if (outcome === 'error') return [`${actorWords[from]} fails`, 'The pattern decides what the app sees of it.']
  if (from === 'layer')
    return ['The layer answers', 'Inside the process again: the app does not know where the answer comes from.']
  if (call === 'cache.script') {
    const words = scripts[script]
    if (words !== undefined) return text === '0' && words.not !== undefined ? words.not : words.answered
    if (text === '0') return ['Nothing changed', 'The script answers 0: what it asked for first was not so.']
  }
  if ((call === 'cache.delete' || call === 'cache.unlink') && text === '0')
    return ['There was nothing to remove', 'No key of that name was in Redis.']
  if (call === 'cache.setIfAbsent')
    return text === '(nil)'
      ? ['The lock is another’s', 'Somebody loads already: this reader waits and looks again.']
      : ['The lock is ours', 'This reader loads; the others wait for it.']
  if (
    (call === 'queue.read' || call === 'queue.claim' || call === 'queue.pop') &&
    (text === '(empty)' || text === '(nil)')
  )
    return ['Nothing there', 'The writer looks again in a moment.']
  const words = answered[call]
  if (call === 'database.find' && text === '0 rows') return ['No such row', '']
  if (words !== undefined) return words
  return ['Done', '']
}

/** A hop's headline, `Update the cache`, and why the pattern does it; empty where there is nothing to say. */
export const hopWords = (hop: Hop): Words => (hop.direction === 'asked' ? askedWords(hop) : answeredWords(hop))

/** `0.21 ms`, `0.21 ms + 200 ms added`; empty until it is measured. */
export function hopTook({ ms, addedMs }: Pick<Hop, 'ms' | 'addedMs'>): string {
  if (ms === undefined) return ''
  const added = addedMs === undefined || addedMs === 0 ? '' : ` + ${Math.round(addedMs)} ms added`
  return `${ms < 10 ? ms.toFixed(2) : ms.toFixed(1)} ms${added}`
}

export function explainRun({ run }: FactOf<'run'>): Explanation {
  return {
    title: patternWords[run.pattern],
    text: `${listed(run.lanes.map(({ name, operation, form }) => `${name}: ${operation}, ${form} form`))}; ${
      run.hops.length > 1 ? 'restored' : 'begins'
    }`,
  }
}

/** Actors that a pattern has. */
const has = (run: RunView | undefined, actor: ActorName): boolean =>
  (actor !== 'queue' && actor !== 'writer') || run === undefined || run.pattern === 'write-behind'

const counted = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`

/** What went wrong in a run that is over; nothing where all is well. */
function wrongs({ lanes, counters: { staleReads, lostWrites } }: RunView): string[] {
  const stale = lanes.filter(lane => lane.stale === true)
  const names = (missing: boolean) =>
    stale.filter(({ outcome }) => (outcome === 'null') === missing).map(({ name }) => name)
  const said = [
    ...(names(false).length > 0 ? [`${listed(names(false))} got the old row`] : []),
    ...(names(true).length > 0 ? [`${listed(names(true))} got no row, though there is one`] : []),
  ].join(', ')
  const reads = counted(staleReads, 'stale read', 'stale reads')
  return [
    ...(staleReads === 0 ? [] : [said === '' ? reads : `${said}: ${reads}`]),
    ...(lostWrites === 0
      ? []
      : [`${counted(lostWrites, 'lost write', 'lost writes')}: answered, and nowhere to be found`]),
  ]
}

const isOver = ({ state }: Pick<RunView, 'state'>) => state === 'done' || state === 'abandoned'

/**
 * What a step did. A fact that moves no hop (the next call comes to the gate, a lane ends) leaves the last hop that moved
 * in words; `run`: the run it led to.
 */
export function explainHop({ patch }: FactOf<'hop'>, run: RunView | undefined): Explanation {
  const { actors } = patch
  if (actors !== undefined) {
    const broken = ActorName.options.filter(actor => has(run, actor) && (actors[actor] ?? 'up') !== 'up')
    return {
      title: 'the actors',
      text: listed(broken.map(actor => `${actorWords[actor]} is ${actors[actor]}`)) || 'everything is up',
    }
  }
  if (run !== undefined && isOver(run))
    return {
      title: run.state === 'done' ? 'the run is over' : 'the run was abandoned',
      text: [
        ...wrongs(run),
        ...run.lanes
          .filter(({ outcome }) => outcome !== undefined && outcome !== '')
          .map(
            ({ name, operation, outcome, state }) =>
              `${name}: ${operation} ${state === 'done' ? 'returns' : 'ends with'} ${cut(outcome ?? '', 80)}`,
          ),
      ].join('; '),
    }
  const moved = (hops: readonly Hop[] = []) =>
    hops
      .filter(({ state }) => state !== 'waiting')
      .reduce<Hop | undefined>((last, hop) => (last === undefined || hop.n > last.n ? hop : last), undefined)
  const hop = moved(patch.hops) ?? moved(run?.hops)
  if (hop === undefined) return { title: 'the run', text: 'the first call waits to be let through' }
  const [headline, why] = hopWords(hop)
  const who = (run?.lanes.length ?? 1) > 1 ? `${hop.lane}, ` : ''
  return {
    title: `${hop.n} · ${headline}`,
    text: [`${who}${actorWords[hop.from]} → ${actorWords[hop.to]}: ${cut(hop.text, 64)}`, hopTook(hop), why]
      .filter(part => part !== '')
      .join('; '),
  }
}
