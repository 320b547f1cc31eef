"""Write-through with redis-py: the database first, then the cache, and only if the version is newer."""

import json

import redis

MISSING_MS = 5_000

SET_IF_NEWER = """
local cached = redis.call('GET', KEYS[1])
if cached and cached ~= 'null' and (cjson.decode(cached).version or 0) >= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
"""


class ProductService:
    def __init__(self, client: redis.Redis, db, ttl_ms: int = 7_200_000) -> None:
        if ttl_ms <= 0:
            raise ValueError("A TTL is above 0.")
        self.r = client
        self.db = db
        self.ttl_ms = ttl_ms
        self.set_if_newer = client.register_script(SET_IF_NEWER)

    def save_product(self, product_id: str, name: str, detail: str) -> dict:
        row = self.db.save("products", {"id": product_id, "name": name, "detail": detail})
        self._keep(product_id, row)
        return row

    def get_product(self, product_id: str) -> dict | None:
        try:
            cached = self.r.get(f"cache:products:{product_id}")
        except redis.RedisError:
            return self.db.find("products", product_id)
        if cached is not None:
            return json.loads(cached)
        row = self.db.find("products", product_id)
        self._keep(product_id, row)
        return row

    def _keep(self, product_id: str, row: dict | None) -> None:
        version = 0 if row is None else row["version"]
        keep_ms = min(self.ttl_ms, MISSING_MS) if row is None else self.ttl_ms
        try:
            self.set_if_newer(keys=[f"cache:products:{product_id}"], args=[json.dumps(row), version, keep_ms])
        except redis.RedisError:
            pass  # the row is safe; an old copy ends with its TTL
