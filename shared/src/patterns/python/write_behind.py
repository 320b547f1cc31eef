"""Write-behind with redis-py: answered when Redis has it; a writer brings it to the database, many at a time.

The queue is a stream with a consumer group. An entry is acknowledged after the commit, so a writer that dies loses nothing.
"""

import json
import threading

import psycopg
import redis

STREAM, GROUP, DEAD = "writebehind:stream", "writers", "writebehind:dead"

QUEUE_AND_CACHE = """
local id = redis.call('XADD', KEYS[2], '*', 'item', ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return id
"""


class WriteBehind:
    def __init__(self, client: redis.Redis, db) -> None:
        self.r = client
        self.db = db
        self.queue_and_cache = client.register_script(QUEUE_AND_CACHE)

    def write(self, table: str, row: dict, ttl_ms: int) -> str:
        item = json.dumps({"table": table, **row})
        return self.queue_and_cache(keys=[f"cache:{table}:{row['id']}", STREAM], args=[json.dumps(row), ttl_ms, item])

    def read(self, table: str, row_id: str) -> dict | None:
        try:
            cached = self.r.get(f"cache:{table}:{row_id}")
        except redis.RedisError:
            cached = None
        return self.db.find(table, row_id) if cached is None else json.loads(cached)


class Writer:
    """Run it in a process of its own. `stop` ends it once nothing new is left. The client decodes responses."""

    def __init__(self, client: redis.Redis, db, consumer: str, batch_size=100, flush_ms=5_000, idle_ms=30_000, max_tries=5):
        self.r, self.db, self.consumer = client, db, consumer
        self.batch_size, self.flush_ms, self.idle_ms, self.max_tries = batch_size, flush_ms, idle_ms, max_tries
        self.stopping = threading.Event()

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        while True:
            stopping = self.stopping.is_set()
            try:
                taken = self.write_batch()
            except (redis.RedisError, psycopg.OperationalError):
                taken = None
            if stopping and not taken:
                return
            if taken is None:
                self.stopping.wait(self.flush_ms / 1000)

    def write_batch(self) -> int:
        try:
            self.r.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except redis.ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise
        _, batch, *_ = self.r.xautoclaim(STREAM, GROUP, self.consumer, min_idle_time=self.idle_ms, count=self.batch_size)
        if len(batch) < self.batch_size:
            block = None if self.stopping.is_set() else self.flush_ms
            for _, entries in self.r.xreadgroup(
                GROUP, self.consumer, {STREAM: ">"}, count=self.batch_size - len(batch), block=block
            ):
                batch += entries
        if batch:
            self.store(batch)
        return len(batch)

    def store(self, batch: list[tuple[str, dict]]) -> None:
        try:
            # Of each row the newest. A row remembers the highest id it was saved with: a late batch changes nothing.
            newest = {}
            for entry_id, fields in batch:
                item = json.loads(fields["item"])
                newest[item["table"], item["id"]] = {**item, "stamp": entry_id}
            self.db.save_all(list(newest.values()))
        except (ValueError, KeyError, psycopg.DataError, psycopg.IntegrityError) as error:
            if len(batch) > 1:
                for entry in batch:
                    self.store([entry])
            else:
                self.bury(*batch[0], why=str(error))
            return
        self.acknowledge([entry_id for entry_id, _ in batch])

    def bury(self, entry_id: str, fields: dict, why: str) -> None:
        [pending] = self.r.xpending_range(STREAM, GROUP, min=entry_id, max=entry_id, count=1)
        if pending["times_delivered"] < self.max_tries:
            return  # it stays pending, and is claimed again
        with self.r.pipeline(transaction=True) as pipe:
            pipe.xadd(DEAD, {"item": fields.get("item", ""), "why": why})
            pipe.xack(STREAM, GROUP, entry_id)
            pipe.xdel(STREAM, entry_id)
            pipe.execute()

    def acknowledge(self, ids: list[str]) -> None:
        with self.r.pipeline(transaction=True) as pipe:
            pipe.xack(STREAM, GROUP, *ids)
            pipe.xdel(STREAM, *ids)
            pipe.execute()
