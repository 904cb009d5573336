"""No change without its notice, no notice without its change, at whichever step an act is struck
(promise S1).

Each step of an act is met once for each way to be struck: every statement, the COMMIT and what is
behind it. Whatever happened, the database is as it was before, to the last row of the last table,
or it has all of the act; then a second time adds nothing.
"""

from __future__ import annotations

import json
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.enrollment import State
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.requests import quote_enrollment
from db.database import Database
from db.tables.enrollments import enrollments
from db.tables.messages import audit_trail, notices
from db.unit_of_work import SqlUnitOfWork
from tests.crash.runs import Order, Runner, runner
from tests.crash.striking import How
from tests.databases import copied
from tests.services.conftest import Built
from tests.services.world import AUTUMN, TestClock, World
from tests.simulation.test_twice import everything

STRUCK = (How.KILLED, How.FAILED, How.UNHEARD)
KILLED, RAISED, DONE = -signal.SIGKILL, 1, 0
# In `make test` so many steps of an act before its last ones.
FAST_STEPS = 3
# Behind the last statement of an act are what was put off until then, the COMMIT, and the end.
LAST_STEPS = 4


@dataclass(frozen=True)
class Act:
    """One of the acts: who is told what with it, and what the trail says."""

    name: str
    told: Counter[str]
    recorded: Counter[str]
    state: State


REQUEST = Act(
    "request",
    Counter({NoticeKind.REQUEST_RECEIVED: 1}),
    Counter({"request": 1}),
    State.REQUESTED,
)
CONFIRM = Act(
    "confirm",
    Counter({NoticeKind.REQUEST_CONFIRMED: 1}),
    Counter({"confirm": 1}),
    State.ACTIVE,
)
TERMINATE = Act(
    "terminate",
    Counter({NoticeKind.MONEY_RELEASED: 1, NoticeKind.CONTRACT_TERMINATED: 1}),
    Counter({"terminate": 1}),
    State.WITHDRAWN,
)
# With a request of the child that waits: its provider is told, too.
CLOSE = Act(
    "close",
    Counter({NoticeKind.REQUEST_WITHDRAWN: 1, NoticeKind.CERTIFICATE_CLOSED: 1}),
    Counter({"refuse": 1, "close": 1}),
    State.REFUSED,
)
ACTS = (REQUEST, CONFIRM, TERMINATE, CLOSE)


@dataclass(frozen=True)
class Kept:
    """What of an act can be seen from outside, and every row there is."""

    told: Counter[str]
    recorded: Counter[str]
    last_state: str | None
    rows: dict[str, list[str]]


def kept(uow: UnitOfWork) -> Kept:
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.scalars
    return Kept(
        told=Counter(ask(select(notices.c.kind))),
        recorded=Counter(ask(select(audit_trail.c.act))),
        last_state=ask(select(enrollments.c.state).order_by(enrollments.c.id.desc())).first(),
        rows=everything(uow),
    )


def is_done(act: Act, before: Kept, after: Kept) -> bool:
    """Whether all of the act is there, and nothing else."""
    return (
        after.told - before.told == act.told
        and after.recorded - before.recorded == act.recorded
        and after.last_state == act.state
    )


async def acts_to_strike(world: World, url: str, notes: Path) -> AsyncIterator[tuple[Act, Order]]:
    """Each act as an order for the process; the one before is done when the next is asked for."""
    offering = await world.group(price=90000)
    group = offering.group.id
    quote = await world.ask(quote_enrollment, world.parent, world.anya.id, group, AUTUMN.first)
    assert quote.price.calculation is not None
    given: dict[str, Any] = {
        "parent": world.parent.account,
        "child": world.anya.id,
        "staff": world.staff.account,
        "provider": world.provider.id,
        "municipality": world.municipality.id,
        "group": group,
        "start": AUTUMN.first.isoformat(),
        "certificate_pays": quote.price.calculation.certificate.total.kopecks,
        "parent_pays": quote.price.calculation.parent.total.kopecks,
        "last_day": world.clock.instant.date().isoformat(),
    }
    for act in ACTS:
        if act is CLOSE:
            await world.request(await world.group(price=90000))
        given["enrollment"] = await world.ask(_last_enrollment)
        yield (
            act,
            {
                "work": "act",
                "url": url,
                "act": act.name,
                "given": json.dumps(given),
                "now": world.clock.instant.isoformat(),
                "at": 0,
                "how": How.KILLED,
                "notes": str(notes),
            },
        )


def _last_enrollment(uow: UnitOfWork) -> int | None:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.scalar(select(enrollments.c.id).order_by(enrollments.c.id.desc()))


def every_step(counted: int) -> Iterator[int]:
    """Until nothing is met any more."""
    del counted
    return count(1)


def some_steps(counted: int) -> Iterator[int]:
    """A few, and all of the last ones."""
    first = range(1, counted, -(-counted // FAST_STEPS))
    yield from first
    yield from (step for step in count(counted) if step not in first)


def noted(order: Order) -> int:
    return int(Path(str(order["notes"])).read_text())


async def struck_at_each(
    world: World, run: Runner, act: Act, order: Order, how: How, *, fast: bool
) -> int:
    """Strike the act at its steps until it is through; at how many it was."""
    before = await world.ask(kept)
    assert await run.run({**order, "how": How.COUNTED}) == [RAISED]
    counted = noted(order)
    assert counted > LAST_STEPS, "the steps of the act were not met"
    done: Kept | None = None
    met, step, now = 0, 0, before
    for step in some_steps(counted) if fast else every_step(counted):
        (ended,) = await run.run({**order, "at": step, "how": how})
        now = await world.ask(kept)
        if ended == DONE:
            break
        met += 1
        assert ended == (KILLED if how is How.KILLED else RAISED), (act.name, step)
        if done is None and now.rows != before.rows:
            assert step > counted, f"{act.name}: something is there before its COMMIT, at {step}"
            done = now
        assert now.rows == (before.rows if done is None else done.rows), (act.name, step)
    assert step <= counted + LAST_STEPS
    assert done is not None, "it was never struck behind its COMMIT"
    assert now.rows == done.rows, f"{act.name}: a second time added something"
    assert is_done(act, before, now), (act.name, now.told - before.told)
    return met


async def strike_all(
    world: World, url: str, built: Built, folder: Path, hows: tuple[How, ...], *, fast: bool
) -> dict[str, int]:
    """All acts, one behind the other, each struck in one of the ways."""
    notes, met = folder / "notes", {}
    async with runner() as run:
        await warm(run, built, folder, notes)
        turn = 0
        async for act, order in acts_to_strike(world, url, notes):
            how = hows[turn % len(hows)]
            met[act.name] = await struck_at_each(world, run, act, order, how, fast=fast)
            turn += 1
    assert await world.ask(audit_money) == ()
    return met


async def warm(run: Runner, built: Built, folder: Path, notes: Path) -> None:
    """Do all of it in another copy, so that every statement is compiled."""
    with copied(built.url, folder) as url:
        clock = TestClock(built.world.clock.instant)
        world = built.world.moved_to(Database.open(url, clock), clock)
        async for _, order in acts_to_strike(world, url, notes):
            await run.warm(order)
        await world.database.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


async def test_s1_an_act_that_is_struck_leaves_all_of_it_or_nothing(
    world: World, world_url: str, built: Built, elsewhere: Path
) -> None:
    met = await strike_all(world, world_url, built, elsewhere, STRUCK, fast=True)

    assert met.keys() == {act.name for act in ACTS}
    assert min(met.values()) > FAST_STEPS


@pytest.mark.slow
@pytest.mark.parametrize("how", STRUCK)
async def test_s1_an_act_that_is_struck_at_any_step_leaves_all_of_it_or_nothing(
    world: World, world_url: str, built: Built, elsewhere: Path, how: How
) -> None:
    met = await strike_all(world, world_url, built, elsewhere, (how,), fast=False)

    assert met.keys() == {act.name for act in ACTS}
    assert min(met.values()) > LAST_STEPS
