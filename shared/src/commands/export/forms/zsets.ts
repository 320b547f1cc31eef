/** Sorted sets, and the places kept in them. */
import { type Form, type Forms, one } from './form.ts'

const range = '[BYSCORE BYLEX REV LIMIT=#/#]'
const ranged = 'desc=REV, byscore=BYSCORE, bylex=BYLEX, offset=LIMIT.0, num=LIMIT.1'

/** Of several sorted sets; with weights redis-py takes a dict of them. */
const combined = (start: string, python: string, options = '', keywords = ''): Form[] => [
  { form: `${start}n*key [AGGREGATE=w${options}]`, python: `${python}[key], aggregate=AGGREGATE${keywords})` },
  {
    form: `${start}n*key [WEIGHTS=* AGGREGATE=w${options}]`,
    python: `${python}{key: WEIGHTS}, aggregate=AGGREGATE${keywords})`,
  },
]

/** Places around a member or a point, in a circle or a box. */
const around = (start: string, python: string, options: string, keywords: string): Form[] => {
  const places = [
    ['FROMMEMBER member', 'member=member'],
    ['FROMLONLAT longitude# latitude#', 'longitude=longitude, latitude=latitude'],
  ]
  const shapes = [
    ['BYRADIUS radius#', 'radius=radius'],
    ['BYBOX width# height#', 'width=width, height=height'],
  ]
  return places.flatMap(([from, given]) =>
    shapes.map(([by, size]) => ({
      form: `${start} ${from} ${by} unit:M|KM|FT|MI [ASC DESC COUNT=# ANY ${options}]`,
      python: `${python}, ${given}, ${size}, unit=unit.lower, sort=ASC|DESC, count=COUNT, any=ANY, ${keywords})`,
    })),
  )
}

export const zsets: Forms = {
  BZPOPMAX: one('key... timeout#', 'bzpopmax([key], timeout=timeout)'),
  BZPOPMIN: one('key... timeout#', 'bzpopmin([key], timeout=timeout)'),
  BZMPOP: one('timeout# n*key which:MIN|MAX [COUNT=#]'),
  GEOADD: one(
    'key [NX XX CH] longitude#/latitude#/member...',
    'geoadd(key, [longitude/latitude/member], nx=NX, xx=XX, ch=CH)',
  ),
  GEODIST: one('key first second unit:M|KM|FT|MI?', 'geodist(key, first, second, unit.lower)'),
  GEOHASH: one('key member...', 'geohash(key, *member)'),
  GEOPOS: one('key member...', 'geopos(key, *member)'),
  GEOSEARCH: around(
    'key',
    'geosearch(key',
    'WITHCOORD WITHDIST WITHHASH',
    'withcoord=WITHCOORD, withdist=WITHDIST, withhash=WITHHASH',
  ),
  GEOSEARCHSTORE: around(
    'destination source',
    'geosearchstore(destination, source',
    'STOREDIST',
    'storedist=STOREDIST',
  ),
  ZADD: one(
    'key [NX XX GT LT CH INCR] score#/member...',
    'zadd(key, {member: score}, nx=NX, xx=XX, gt=GT, lt=LT, ch=CH, incr=INCR)',
  ),
  ZCARD: one('key', 'zcard(key)'),
  ZCOUNT: one('key min# max#', 'zcount(key, min, max)'),
  ZDIFF: one('n*key [WITHSCORES]', 'zdiff([key], withscores=WITHSCORES)'),
  ZDIFFSTORE: one('destination n*key', 'zdiffstore(destination, [key])'),
  ZINCRBY: one('key increment# member', 'zincrby(key, increment, member)'),
  ZINTER: combined('', 'zinter(', ' WITHSCORES', ', withscores=WITHSCORES'),
  ZINTERCARD: one('n*key [LIMIT=#]', 'zintercard(#key, [key], limit=LIMIT)'),
  ZINTERSTORE: combined('destination ', 'zinterstore(destination, '),
  ZLEXCOUNT: one('key min max', 'zlexcount(key, min, max)'),
  ZMPOP: one('n*key which:MIN|MAX [COUNT=#]'),
  ZMSCORE: one('key member...', 'zmscore(key, [member])'),
  ZPOPMAX: one('key count#?', 'zpopmax(key, count)'),
  ZPOPMIN: one('key count#?', 'zpopmin(key, count)'),
  ZRANDMEMBER: [
    { form: 'key count# [WITHSCORES]', python: 'zrandmember(key, count, withscores=WITHSCORES)' },
    { form: 'key', python: 'zrandmember(key)' },
  ],
  ZRANGE: one(
    `key start# stop# ${range.replace(']', ' WITHSCORES]')}`,
    `zrange(key, start, stop, ${ranged}, withscores=WITHSCORES)`,
  ),
  ZRANGESTORE: one(
    `destination source start# stop# ${range}`,
    `zrangestore(destination, source, start, stop, ${ranged})`,
  ),
  ZRANK: [{ form: 'key member', python: 'zrank(key, member)' }, { form: 'key member [WITHSCORE]' }],
  ZREM: one('key member...', 'zrem(key, *member)'),
  ZREMRANGEBYLEX: one('key min max', 'zremrangebylex(key, min, max)'),
  ZREMRANGEBYRANK: one('key start# stop#', 'zremrangebyrank(key, start, stop)'),
  ZREMRANGEBYSCORE: one('key min# max#', 'zremrangebyscore(key, min, max)'),
  ZREVRANK: [{ form: 'key member', python: 'zrevrank(key, member)' }, { form: 'key member [WITHSCORE]' }],
  ZSCAN: one('key cursor# [MATCH=x COUNT=#]', 'zscan(key, cursor, match=MATCH, count=COUNT)'),
  ZSCORE: one('key member', 'zscore(key, member)'),
  ZUNION: combined('', 'zunion(', ' WITHSCORES', ', withscores=WITHSCORES'),
  ZUNIONSTORE: combined('destination ', 'zunionstore(destination, '),
}
