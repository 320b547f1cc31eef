"""Invalidate by pattern with redis-py: SCAN a few keys at a time, UNLINK them, never KEYS."""

from itertools import islice

import redis


def invalidate_pattern(r: redis.Redis, pattern: str, batch: int = 100) -> int:
    removed = 0
    # Leases first: a reader who loaded an old row must not store it behind our back.
    for match in (f"lease:{{{pattern}}}", pattern):
        found = r.scan_iter(match=match, count=batch)
        while keys := list(islice(found, batch)):
            removed += r.unlink(*keys)
    return removed
