"""Requests for places, as families send them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from bench.region import NOW, REQUEST, REQUEST_FROM, Region
from core.domain.actor import Family
from core.domain.enrollment import Enrollment
from core.domain.ids import AccountId, CertificateId, GroupId
from core.services.requests import EnrollmentRequest, request_enrollment
from db.clock import ClockFrom
from db.database import Database

CLIENTS = 32


def certificate_of(region: Region, n: int) -> int:
    """The child of the request number `n`; all over the region, and never twice."""
    return 1 + n * 7919 % region.certificates


async def send(database: Database, region: Region, n: int) -> Enrollment:
    """The request number `n` through the whole service."""
    certificate = CertificateId(certificate_of(region, n))
    family = Family(AccountId(certificate), acting=frozenset({certificate}))
    request = EnrollmentRequest(
        certificate,
        GroupId(region.new_group(n)),
        REQUEST_FROM,
        REQUEST.certificate.total,
        REQUEST.parent.total,
        f"bench-{n}",
    )
    return await database.perform(request_enrollment, family, request)


async def measure(url: str, region: Region, requests: int) -> tuple[float, list[float]]:
    """Requests a second of 32 clients who never pause, and how long each of them waited."""
    database = Database.open(url, ClockFrom(NOW))
    # At once, as the baseline does, so that no connection has to be opened any more.
    await asyncio.gather(*(send(database, region, warm_up) for warm_up in range(CLIENTS)))
    numbers = iter(range(CLIENTS, CLIENTS + requests))
    waits: list[float] = []

    async def client() -> None:
        for n in numbers:
            asked_at = perf_counter()
            await send(database, region, n)
            waits.append(perf_counter() - asked_at)

    began_at = perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    elapsed = perf_counter() - began_at
    await database.close()
    return requests / elapsed, waits


async def send_now_and_then(
    database: Database, region: Region, every: float, stopped: Callable[[], bool]
) -> list[float]:
    """How long families waited who came one after the other, `every` so many seconds."""
    waits: list[float] = []

    async def one(n: int) -> None:
        asked_at = perf_counter()
        await send(database, region, n)
        waits.append(perf_counter() - asked_at)

    n = 0
    async with asyncio.TaskGroup() as group:
        while not stopped() and n < region.certificates:
            group.create_task(one(n))
            n += 1
            await asyncio.sleep(every)
    return waits
