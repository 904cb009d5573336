"""/healthz and /metrics: whether the bot lives, and whether everything is done that is due."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Final

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.logs import fault
from core.domain.parked import ParkedWhy
from core.domain.watching import Watched
from core.ports.acts import Reads
from core.services.watching import watched

PATIENCE_SECONDS: Final = 5.0
BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_log = structlog.get_logger(__name__)


class Metrics:
    """What is counted while the bot runs, and what is read when somebody asks."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Histogram(
            "kruzhok_update_seconds",
            "From an update's arrival to the end of its handling, waiting for its chat included.",
            ["outcome"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.notices = self._counter(
            "kruzhok_notices", "Notices by what became of a send.", ["outcome"]
        )
        self.passed_over = self._gauge(
            "kruzhok_updates_passed_over", "Updates of chats that flood, since the start."
        )
        self.schedule_silent = self._gauge(
            "kruzhok_schedule_silent_seconds", "Since the scheduler last got something done."
        )
        self._due = self._gauge("kruzhok_outbox_due", "Notices that could be sent now.")
        self._age = self._gauge(
            "kruzhok_outbox_age_seconds", "For how long the oldest of them could have been sent."
        )
        self._parked = self._gauge(
            "kruzhok_notices_parked", "Notices that wait for a person's word.", ["why"]
        )
        self._charges = self._gauge(
            "kruzhok_charges_due", "Contracts with a month that is to be charged."
        )
        self._paused = self._gauge(
            "kruzhok_linking_paused",
            "1 while nobody is linked by number and telephone, because somebody guesses.",
        )
        self._runs = self._gauge(
            "kruzhok_last_daily_run_timestamp_seconds",
            "Midnight (UTC) of the last date that was run.",
            ["municipality"],
        )

    def handled(self, seconds: float, *, well: bool) -> None:
        """An update was handled to its end."""
        self.updates.labels("handled" if well else "failed").observe(seconds)

    def read(self, figures: Watched) -> bytes:
        """All of it as Prometheus reads it."""
        self._due.set(figures.notices_due)
        self._age.set(figures.outbox_age_seconds)
        self._charges.set(figures.charges_due)
        self._paused.set(figures.linking_paused)
        for why in ParkedWhy:
            self._parked.labels(why.value).set(figures.parked.get(why, 0))
        for code, on in figures.last_runs.items():
            midnight = datetime.combine(on, time(), UTC)
            self._runs.labels(code).set(midnight.timestamp())
        return generate_latest(self.registry)

    def _gauge(self, name: str, words: str, labels: list[str] | None = None) -> Gauge:
        return Gauge(name, words, labels or [], registry=self.registry)

    def _counter(self, name: str, words: str, labels: list[str]) -> Counter:
        return Counter(name, words, labels, registry=self.registry)


class Watching:
    """Serves both paths on an address of this machine.

    Args:
        dead: What does not run any more, by its name; empty when all is well.
    """

    def __init__(
        self,
        read: Reads,
        metrics: Metrics,
        listen: tuple[str, int],
        *,
        dead: Callable[[], tuple[str, ...]],
    ) -> None:
        self._read = read
        self._metrics = metrics
        self._listen = listen
        self._dead = dead
        self._runner: web.AppRunner | None = None
        self.address: tuple[str, int] | None = None

    async def start(self) -> None:
        """Serve from now on; raise OSError when the address is taken."""
        app = web.Application()
        app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._measured)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, *self._listen).start()
        self.address = self._runner.addresses[0][:2]

    async def stop(self) -> None:
        """Serve no more; again changes nothing."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        """200 when the database answers and everything runs, else 503 and what does not."""
        missing = [*self._dead()]
        if await self._figures() is None:
            missing.append("database")
        said = json.dumps({"status": "failing" if missing else "ok", "missing": missing})
        status = 503 if missing else 200
        return web.Response(status=status, text=said, content_type="application/json")

    async def _measured(self, _: web.Request) -> web.Response:
        figures = await self._figures()
        if figures is None:
            return web.Response(status=503)
        body = self._metrics.read(figures)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})

    async def _figures(self) -> Watched | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._read(watched)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the watcher is told
            _log.warning("database_does_not_answer", **fault(failure))
            return None
