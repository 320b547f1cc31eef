import { describe, expect, test } from 'vitest'
import { type Asked, checkRequest, hostsFor } from './guard.ts'

const hosts = hostsFor({ host: '127.0.0.1', names: ['demo.example.com'] }, 4321)
const ours = '127.0.0.1:4321'
const ask = (asked: Partial<Asked>) =>
  checkRequest(
    {
      method: 'GET',
      host: ours,
      origin: undefined,
      fetchSite: undefined,
      fetchDest: undefined,
      upgrade: false,
      ...asked,
    },
    hosts,
  )

describe('the Host header', () => {
  test.each([ours, 'localhost:4321', '[::1]:4321', 'LocalHost:4321', 'demo.example.com'])('%s is ours', host =>
    expect(ask({ host })).toBeNull(),
  )

  test.each([
    undefined,
    '',
    'null',
    'evil.example',
    'evil.example:4321',
    'localhost.evil.example:4321',
    '127.0.0.1.evil.example:4321',
    'evil.example/127.0.0.1:4321',
    'me@127.0.0.1:4321',
    '127.0.0.1',
    '127.0.0.1:4322',
    '127.0.0.1:43210',
    '0.0.0.0:4321',
    'localhost.:4321',
    'sub.demo.example.com',
    'demo.example.com.evil.example',
  ])('%s is turned away', host => expect(ask({ host })).toMatchObject({ status: 403 }))
})

describe('the Origin header', () => {
  test.each(['GET', 'POST'])('a %s from our own page comes in', method =>
    expect(ask({ method, origin: `http://${ours}` })).toBeNull(),
  )
  test('a page behind a proxy that speaks https comes in', () =>
    expect(ask({ host: 'demo.example.com', origin: 'https://demo.example.com', upgrade: true })).toBeNull())

  test.each([
    'null',
    '',
    'http://evil.example',
    'http://127.0.0.1',
    'http://127.0.0.1:4322',
    'http://127.0.0.1:4321.evil.example',
    'http://localhost:4321',
    'http://localhost.evil.example:4321',
    'file://',
    'chrome-extension://abc',
    'ftp://127.0.0.1:4321',
  ])('%s is turned away whatever it asks', origin => {
    expect(ask({ origin })).toMatchObject({ status: 403 })
    expect(ask({ origin, method: 'POST' })).toMatchObject({ status: 403 })
    expect(ask({ origin, upgrade: true })).toMatchObject({ status: 403 })
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', undefined])('a %s without one is turned away', method =>
    expect(ask({ method })).toMatchObject({ status: 403 }),
  )
  test('a WebSocket without one is turned away', () => expect(ask({ upgrade: true })).toMatchObject({ status: 403 }))
  test('a program that only reads needs none', () => expect(ask({})).toBeNull())
})

describe('a browser that reads without an Origin', () => {
  test.each(['same-origin', 'none'])('comes in from our page or the address bar (%s)', fetchSite =>
    expect(ask({ fetchSite })).toBeNull(),
  )
  test.each(['cross-site', 'same-site', 'unheard-of'])('is turned away when another page asks (%s)', fetchSite => {
    expect(ask({ fetchSite, fetchDest: 'script' })).toMatchObject({ status: 403 })
    expect(ask({ fetchSite, fetchDest: 'iframe' })).toMatchObject({ status: 403 })
    expect(ask({ fetchSite, fetchDest: 'empty' })).toMatchObject({ status: 403 })
  })
  test('may follow a link from another site', () =>
    expect(ask({ fetchSite: 'cross-site', fetchDest: 'document' })).toBeNull())
})

describe('the hosts we answer for', () => {
  test('hold the address we are bound to', () =>
    expect(hostsFor({ host: '192.168.1.5', names: [] }, 80)).toContain('192.168.1.5'))
  test('name the port unless it is the one browsers leave out', () => {
    expect(hostsFor({ host: 'localhost', names: [] }, 80)).toContain('localhost')
    expect(hostsFor({ host: 'localhost', names: [] }, 8080)).not.toContain('localhost')
  })
  test('write an IPv6 address in brackets', () =>
    expect(hostsFor({ host: 'fd00::5', names: [] }, 4321)).toContain('[fd00::5]:4321'))
})
