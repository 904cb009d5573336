"""Two bots on PostgreSQL do the work of one: updates, notices and daily runs (promises S2, S3)."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle

import pytest
from aiohttp import ClientError, ClientSession, web
from sqlalchemy import Select, func, select

from bot.keyboards.callbacks import NotificationPressed
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive
from core.services.auditing import audit_money
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import deliveries, notices, switches
from db.tables.money import ledger
from db.unit_of_work import SqlUnitOfWork
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.builders import NOON, add_contract, add_funded_child, add_parent, found_town
from tests.crash.bots import Settings, bots
from tests.sandbox.waiting import eventually
from tests.simulation.share import share

KINDS = list(NoticeKind)


@dataclass(frozen=True)
class Size:
    """How many families press how many buttons, each another one, in how many waves; between two
    of them one of the bots is restarted, by turns.
    """

    families: int
    presses_of_each: int
    waves: int

    @property
    def presses(self) -> int:
        return self.families * self.presses_of_each


FEW = Size(8, 5, 2)
MANY = Size(share(100, least=10), 10, 10)
SECRET = "k3y_0f-the_webhook-9f8e7d6c"
LONG = 240  # a claim that a killed bot left behind is taken over after a while
CLOSED = "закрыт"


class Balancer:
    """Passes each call on to the next of the bots, and to the other one when that is away."""

    def __init__(self) -> None:
        self.url = ""
        self.ports: list[int] = []
        self.served: Counter[int] = Counter()
        self._next = cycle(range(2))
        self._client: ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        self._client = ClientSession()
        app = web.Application()
        app.add_routes([web.post("/telegram", self._pass_on)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/telegram"

    async def stop(self) -> None:
        assert self._client is not None
        assert self._runner is not None
        await self._client.close()
        await self._runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        assert self._client is not None
        body, headers = await request.read(), {**request.headers}
        first = next(self._next)
        for port in (self.ports[first], self.ports[1 - first]):
            url = f"http://127.0.0.1:{port}/telegram"
            try:
                async with self._client.post(url, data=body, headers=headers) as answer:
                    self.served[port] += answer.status == 200
                    return web.Response(status=answer.status)
            except ClientError:
                continue
        return web.Response(status=502)


@pytest.fixture(
    params=[pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
def size(request: pytest.FixtureRequest) -> Size:
    found: Size = request.param
    return found


@pytest.fixture
async def telegram(size: Size) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(people=[Profile(100 + n, f"Person {n}") for n in range(size.families)])
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def balancer(unused_tcp_port_factory: object) -> AsyncIterator[Balancer]:
    made = Balancer()
    assert callable(unused_tcp_port_factory)
    made.ports = [unused_tcp_port_factory() for _ in range(2)]
    await made.start()
    yield made
    await made.stop()


def settings(telegram: Sandbox, url: str, balancer: Balancer, port: int) -> Settings:
    return {
        "database_url": url,
        "telegram_api": telegram.url,
        "bot_token": telegram.token,
        "clock": (NOON + timedelta(days=20)).isoformat(),
        "webhook_url": balancer.url,
        "webhook_secret": SECRET,
        "webhook_listen": f"127.0.0.1:{port}",
    }


def families(uow: UnitOfWork, number: int) -> None:
    """Each with a contract whose first month is due, and a notice that waits."""
    town = found_town(uow, places=number)
    for n in range(number):
        child = add_funded_child(uow, town, n=n + 1, full_name=f"Ребёнок Номер{n}")
        add_contract(uow, town, child)
        account = add_parent(uow, child, chat=100 + n)
        arrive(uow, 100 + n, "ru")
        facts = Facts(certificate=child.id)
        uow.outbox.to_account(account.id, NoticeKind.CERTIFICATE_CLOSED, facts, not_before=uow.now)


def counted(uow: UnitOfWork) -> dict[str, int]:
    assert isinstance(uow, SqlUnitOfWork)

    def number(question: Select[int]) -> int:
        assert isinstance(uow, SqlUnitOfWork)
        return uow.connection.scalar(question) or 0

    charges = select(func.count()).where(ledger.c.kind == "CHARGE")
    return {
        "begun twice": number(select(func.count()).where(notices.c.attempts > 1)),
        "charges": number(charges),
        "switches": number(select(func.count()).select_from(switches)),
        "steps": number(select(func.count()).select_from(deliveries)),
    }


def told_of_the_end(people: list[Person]) -> Counter[int]:
    """How many times each was told that the certificate is closed."""
    return Counter(
        person.id for person in people for message in person.answers if CLOSED in message.text
    )


def screens(person: Person) -> list[Message]:
    """What it was answered, without the notice that may come before: a press on that would put
    another screen in its place.
    """
    return [message for message in person.answers if CLOSED not in message.text]


def presses(size: Size) -> list[tuple[int, str]]:
    """Whose press, and of what: everybody switches each of some kinds off."""
    return [
        (who, NotificationPressed(kind=kind, off=True).pack())
        for kind in KINDS[: size.presses_of_each]
        for who in range(size.families)
    ]


def batched(pressed: list[tuple[int, str]], most: int) -> list[list[tuple[int, str]]]:
    return [pressed[first : first + most] for first in range(0, len(pressed), most)]


@pytest.mark.postgres
async def test_two_bots_behind_a_balancer_do_everything_once(
    telegram: Sandbox, balancer: Balancer, migrated_postgres_copy: str, size: Size
) -> None:
    url = migrated_postgres_copy
    database = Database.open(url, ClockFrom(NOON))
    await database.perform(families, size.families)
    people = [telegram.person(100 + n) for n in range(size.families)]
    for person in people:
        person.start()
    async with bots() as running:
        pids = [
            await running.start(settings(telegram, url, balancer, port)) for port in balancer.ports
        ]
        for pid in pids:
            await running.works(pid)
        await eventually(lambda: all(screens(person) for person in people), seconds=LONG)
        queries = []
        each = batched(presses(size), size.presses // size.waves)
        for wave, pressed in enumerate(each):
            for who, data in pressed:
                queries.append(people[who].forge(screens(people[who])[0].id, data))
            await asyncio.sleep(0.1)
            if wave < size.waves - 1:
                again = wave % 2
                assert await running.stop(pids[again], signal.SIGTERM) == 0
                port = balancer.ports[again]
                pids[again] = await running.start(settings(telegram, url, balancer, port))
                await running.works(pids[again])
        await eventually(
            lambda: (
                not len(telegram.bot.updates)
                and all(telegram.bot.queries[query].answered for query in queries)
            ),
            seconds=LONG,
        )
        await eventually(lambda: len(told_of_the_end(people)) == size.families, seconds=LONG)
        for _ in range(LONG * 5):
            if (await database.read(counted))["charges"] == size.families:
                break
            await asyncio.sleep(0.2)
        await running.works(pids[0])
        assert [await running.stop(pid) for pid in pids] == [0, 0]

    told = told_of_the_end(people)
    found = await database.read(counted)
    assert found["switches"] == found["steps"] == size.presses
    assert found["charges"] == size.families
    assert found["begun twice"] == 0
    assert set(told.values()) == {1}
    assert len(told) == size.families
    assert set(balancer.served) == set(balancer.ports)
    assert await database.read(audit_money) == ()
    await database.close()
