"""Guards against the stampede, with redis-py: a lock with a token; XFetch; stale-while-revalidate."""

import json
import math
import random
import secrets
import time
from collections.abc import Callable
from concurrent.futures import Executor

import redis

LOCK_MS = 10_000
WAIT_MS = 50
STALE_MS = 60_000
REFRESH_MS = 1_000

RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


def get_locked(r: redis.Redis, key: str, ttl_ms: int, load: Callable[[], dict | None]) -> dict | None:
    """N readers, one load."""
    lock, token, mine = f"lock:{{{key}}}", secrets.token_hex(8), False
    try:
        while True:
            # Looked at again with the lock in hand: its last holder may just have stored what we want.
            cached = r.get(key)
            if cached is not None:
                return json.loads(cached)
            if mine:
                break
            mine = bool(r.set(lock, token, nx=True, px=LOCK_MS))
            if not mine:
                time.sleep(WAIT_MS / 1000)
        row = load()
        r.set(key, json.dumps(row), px=ttl_ms)
        return row
    finally:
        if mine:
            r.eval(RELEASE, 1, lock, token)


def get_early(r: redis.Redis, key: str, ttl_ms: int, load: Callable[[], dict | None], beta: float = 1) -> dict | None:
    """XFetch: delta is how long the last load took. Each reader may refresh a little before the end."""
    cached = r.get(key)
    start = time.time() * 1000
    if cached is not None:
        entry = json.loads(cached)
        # 1 - random() is above 0, where the logarithm ends.
        if start - entry["delta_ms"] * beta * math.log(1 - random.random()) < entry["expires_at"]:
            return entry["row"]
    row = load()
    now = time.time() * 1000
    r.set(key, json.dumps({"row": row, "delta_ms": now - start, "expires_at": now + ttl_ms}), px=ttl_ms)
    return row


def get_stale(
    r: redis.Redis, pool: Executor, key: str, ttl_ms: int, load: Callable[[], dict | None]
) -> dict | None:
    """Answers with what is there; one reader refreshes it in the background."""

    def fill() -> dict | None:
        row = load()
        fresh_until = time.time() * 1000 + ttl_ms
        r.set(key, json.dumps({"row": row, "fresh_until": fresh_until}), px=ttl_ms + STALE_MS)
        return row

    cached = r.get(key)
    if cached is None:
        return fill()
    entry = json.loads(cached)
    if time.time() * 1000 >= entry["fresh_until"] and r.set(f"refresh:{{{key}}}", "1", nx=True, px=REFRESH_MS):
        pool.submit(fill)
    return entry["row"]
