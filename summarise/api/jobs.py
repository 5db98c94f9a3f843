"""Jobs: documents that wait on the disk, condensed one after the other, whatever happens to the process."""

import asyncio
import datetime
import logging
import secrets
import time
from dataclasses import dataclass

from pydantic import ValidationError

from summarise.api.database import Database
from summarise.api.refusals import Refusal
from summarise.api.service import Service, fault_of
from summarise.api.shapes import BriefRequest, Job, Line
from summarise.errors import SummariseError, WorkerError
from summarise.settings import Serve

_LOG = logging.getLogger(__name__)
# An article that was at work three times when the process died is taken for the cause.
_ATTEMPTS = 3
_PURGE_SECONDS = 3_600.0


@dataclass(frozen=True)
class Taken:
    """A document at work."""

    job: str
    place: int
    attempts: int
    asked: BriefRequest


def _time(seconds: object) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(float(str(seconds)), datetime.timezone.utc)


class JobStore:
    """The jobs in the service's file. An article's text is deleted as soon as it has its outcome."""

    def __init__(self, database: Database, settings: Serve) -> None:
        self._database, self._settings = database, settings

    def add(self, owner: str, asked: list[BriefRequest | Line]) -> Job:
        """A new job; lines that are faults already count as done."""
        waiting = self._database.rows("SELECT count(*) FROM documents WHERE state = 'queued'")
        if int(str(waiting[0][0])) + len(asked) > self._settings.job_backlog:
            raise Refusal.of("busy").after(60)
        id, now = secrets.token_urlsafe(16), time.time()
        expires = now + self._settings.job_days * 86_400
        rows = [
            (id, place, "failed", None, one.model_dump_json()) if isinstance(one, Line)
            else (id, place, "queued", one.model_dump_json(), None) for place, one in enumerate(asked)
        ]  # fmt: skip
        with self._database.write() as connection:
            connection.execute("INSERT INTO jobs VALUES (?, ?, ?, ?, ?)", (id, owner, now, expires, len(rows)))
            connection.executemany(
                "INSERT INTO documents (job, place, state, asked, outcome) VALUES (?, ?, ?, ?, ?)", rows
            )
        return self.get(id, owner)

    def get(self, id: str, owner: str) -> Job:
        """A job of `owner`; those of others do not exist for him."""
        query = "SELECT created, expires, total FROM jobs WHERE id = ? AND owner = ? AND expires > ?"
        found = self._database.rows(query, id, owner, time.time())
        if not found:
            raise Refusal.of("job_unknown")
        states = self._database.rows("SELECT state, count(*) FROM documents WHERE job = ? GROUP BY state", id)
        count = {str(state): int(str(number)) for state, number in states}
        created, expires, total = found[0]
        done = count.get("done", 0) + count.get("failed", 0)
        begun = bool(done or count.get("running"))
        return Job(
            id=id, status="done" if done == total else "running" if begun else "queued", total=int(str(total)),
            done=done, failed=count.get("failed", 0), created=_time(created), expires=_time(expires),
        )  # fmt: skip

    def results(self, id: str, owner: str, after: int, limit: int) -> list[Line]:
        """Outcomes from the place `after`, up to the first that is still missing."""
        self.get(id, owner)
        query = "SELECT outcome FROM documents WHERE job = ? AND place >= ? ORDER BY place LIMIT ?"
        lines = []
        for (outcome,) in self._database.rows(query, id, after, limit):
            if outcome is None:
                break
            lines.append(Line.model_validate_json(str(outcome)))
        return lines

    def delete(self, id: str, owner: str) -> None:
        """The job with its articles and results; what is at work ends for nobody."""
        with self._database.write() as connection:
            if not connection.execute("DELETE FROM jobs WHERE id = ? AND owner = ?", (id, owner)).rowcount:
                raise Refusal.of("job_unknown")

    def take(self) -> Taken | None:
        """The next document, each job in turn."""
        with self._database.write() as connection:
            found = connection.execute(
                "SELECT job, place, attempts, asked FROM documents WHERE state = 'queued' ORDER BY place, job LIMIT 1"
            ).fetchone()
            if not found:
                return None
            connection.execute(
                "UPDATE documents SET state = 'running', attempts = attempts + 1 WHERE job = ? AND place = ?", found[:2]
            )
        try:
            asked = BriefRequest.model_validate_json(found[3])
        except ValidationError:  # written by another version of the service
            error = WorkerError("Cet article ne peut plus être lu", "envoyez-le de nouveau.")
            self.finish(found[0], found[1], Line(index=found[1], id="", error=fault_of(error)))
            return self.take()
        return Taken(str(found[0]), int(found[1]), int(found[2]) + 1, asked)

    def finish(self, job: str, place: int, line: Line) -> None:
        """A document's outcome; its text is no longer needed."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE documents SET state = ?, asked = NULL, outcome = ? WHERE job = ? AND place = ?",
                ("failed" if line.error else "done", line.model_dump_json(), job, place),
            )

    def put_back(self, taken: Taken | None = None) -> None:
        """A document waits again; without one, all that a dead process left."""
        query = "UPDATE documents SET state = 'queued' WHERE state = 'running'"
        with self._database.write() as connection:
            if taken is None:
                connection.execute(query)
            else:
                connection.execute(f"{query} AND job = ? AND place = ?", (taken.job, taken.place))

    def purge(self) -> None:
        """Delete what has expired."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM jobs WHERE expires <= ?", (time.time(),))


class Runner:
    """Condenses the jobs' documents in the slow lane of the desk."""

    def __init__(self, store: JobStore, service: Service) -> None:
        self._store, self._service = store, service
        self._news = asyncio.Event()
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Take up what a former process left, then go on."""
        await asyncio.to_thread(self._store.put_back)
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._service.desk.workers)]
        self._tasks.append(asyncio.create_task(self._clean()))

    def wake(self) -> None:
        """There is something to do."""
        self._news.set()

    async def stop(self) -> None:
        """Finish the documents at work; the others wait on the disk."""
        self._stopping = True
        self._news.set()
        self._tasks.pop().cancel()
        await asyncio.wait(self._tasks, timeout=self._service.settings.serve.deadline)
        for task in self._tasks:
            task.cancel()

    async def _work(self) -> None:
        while not self._stopping:
            self._news.clear()
            try:
                taken = await asyncio.to_thread(self._store.take)
                if taken is not None:
                    self._news.set()  # there may be more, for the other workers
                    await self._one(taken)
                    continue
            except Exception as error:  # a full disk must not end the runner for ever
                _LOG.error("job runner: %s", type(error).__name__)
                await asyncio.sleep(1)
                continue
            if not self._stopping:
                await self._news.wait()

    async def _one(self, taken: Taken) -> None:
        if taken.attempts > _ATTEMPTS:
            error: SummariseError = WorkerError("Le traitement de cet article s'est interrompu", "envoyez-le seul.")
            line = Line(index=taken.place, id=taken.asked.id, error=fault_of(error))
        else:
            line = await self._service.line(taken.place, taken.asked)
        if line.error and line.error.code == "deadline" and taken.attempts < _ATTEMPTS:
            await asyncio.to_thread(self._store.put_back, taken)  # a crowded hour is no fault of the article
            return
        await asyncio.to_thread(self._store.finish, taken.job, taken.place, line)

    async def _clean(self) -> None:
        while True:
            await asyncio.to_thread(self._store.purge)
            await asyncio.sleep(_PURGE_SECONDS)
