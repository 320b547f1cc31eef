"""Read-through with redis-py: the layer owns the loader, the app only asks. A refresh loads before it replaces."""

import json
import secrets
from collections.abc import Callable

import redis

from cache_aside import LEASE_MS, MISSING_MS, STORE_IF_LEASED, lease_of


class ReadThrough:
    def __init__(self, client: redis.Redis, prefix: str, load: Callable[[str], dict | None], ttl_ms: int) -> None:
        if ttl_ms <= 0:
            raise ValueError("A TTL is above 0.")
        self.r = client
        self.prefix = prefix
        self.load = load
        self.ttl_ms = ttl_ms
        self.store_if_leased = client.register_script(STORE_IF_LEASED)

    def get(self, row_id: str) -> dict | None:
        try:
            cached = self.r.get(f"{self.prefix}:{row_id}")
        except redis.RedisError:
            cached = None
        return self.refresh(row_id) if cached is None else json.loads(cached)

    def refresh(self, row_id: str) -> dict | None:
        key, token = f"{self.prefix}:{row_id}", secrets.token_hex(8)
        try:
            self.r.set(lease_of(key), token, px=LEASE_MS)
        except redis.RedisError:
            return self.load(row_id)
        row = self.load(row_id)
        keep_ms = min(self.ttl_ms, MISSING_MS) if row is None else self.ttl_ms
        try:
            self.store_if_leased(keys=[key, lease_of(key)], args=[token, json.dumps(row), keep_ms])
        except redis.RedisError:
            pass  # the next reader loads again
        return row

    def invalidate(self, row_id: str) -> bool:
        key = f"{self.prefix}:{row_id}"
        return self.r.delete(key, lease_of(key)) > 0
