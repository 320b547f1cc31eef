"""Cache-aside with redis-py: ask the cache, load on a miss, remove the copy when writing.

A lease closes the race in which a slow reader stores what a writer has just changed. A cache that fails is passed over.
"""

import json
import secrets
from collections.abc import Callable

import redis

MISSING_MS = 5_000
LEASE_MS = 60_000

STORE_IF_LEASED = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1
"""


def lease_of(key: str) -> str:
    return f"lease:{{{key}}}"


class CacheAside:
    def __init__(self, client: redis.Redis) -> None:
        self.r = client
        self.store_if_leased = client.register_script(STORE_IF_LEASED)

    def get_or_load(self, key: str, ttl_ms: int, load: Callable[[], dict | None]) -> dict | None:
        if ttl_ms <= 0:
            raise ValueError("A TTL is above 0.")
        token = secrets.token_hex(8)
        try:
            cached = self.r.get(key)
            if cached is not None:
                return json.loads(cached)
            self.r.set(lease_of(key), token, px=LEASE_MS)
        except redis.RedisError:
            return load()

        row = load()
        keep_ms = min(ttl_ms, MISSING_MS) if row is None else ttl_ms
        try:
            self.store_if_leased(keys=[key, lease_of(key)], args=[token, json.dumps(row), keep_ms])
        except redis.RedisError:
            pass  # the next reader loads again
        return row

    def invalidate(self, key: str) -> bool:
        return self.r.delete(key, lease_of(key)) > 0


class UserService:
    """`db` finds and saves rows: a thin layer over psycopg."""

    def __init__(self, client: redis.Redis, db) -> None:
        self.cache = CacheAside(client)
        self.db = db

    def get_user(self, user_id: str) -> dict | None:
        return self.cache.get_or_load(f"cache:users:{user_id}", 3_600_000, lambda: self.db.find("users", user_id))

    def save_user(self, user_id: str, name: str, detail: str) -> dict:
        row = self.db.save("users", {"id": user_id, "name": name, "detail": detail})
        try:
            self.cache.invalidate(f"cache:users:{user_id}")
        except redis.RedisError:
            pass  # the row is safe; the old copy ends with its TTL
        return row
