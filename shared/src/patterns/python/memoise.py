"""Memoise with redis-py: cache-aside round any function, with a key that tells every two calls apart."""

import hashlib
import inspect
import json
from collections.abc import Callable
from functools import wraps

from cache_aside import CacheAside


def memoise(cache: CacheAside, ttl_ms: int):
    def decorate(func: Callable):
        signature = inspect.signature(func)

        def key_for(*args, **kwargs) -> str:
            # Bound to names: f(1) and f(x=1) are one call. JSON keeps types and borders.
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            text = json.dumps(bound.arguments, sort_keys=True)
            return f"memo:{func.__module__}.{func.__qualname__}:{hashlib.sha256(text.encode()).hexdigest()}"

        @wraps(func)
        def wrapper(*args, **kwargs):
            return cache.get_or_load(key_for(*args, **kwargs), ttl_ms, lambda: func(*args, **kwargs))

        wrapper.invalidate = lambda *args, **kwargs: cache.invalidate(key_for(*args, **kwargs))
        return wrapper

    return decorate
