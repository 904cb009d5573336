"""No entry can be made another one without the audit's finding it, before any seal (M4)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, Row, and_, bindparam, select, text, update
from sqlalchemy.exc import IntegrityError

from core.domain.funding import Parameters
from core.domain.ledger import Bucket, EntryKind
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certificates import ask_funding
from core.services.unfunding import unfund_certificate
from db.database import Database
from db.schedules import held_by_enrollments, misfit_entries
from db.tables.money import ledger
from db.unit_of_work import SqlUnitOfWork
from tests.db.test_audit import UNLOCK
from tests.services.conftest import Built
from tests.services.every_entry import NEXT_YEAR, TickingClock, every_entry
from tests.services.world import World

_MONTH, _SLOT = re.compile(r"\d{4}-\d{2}"), re.compile(r"^\d+$")
# Whatever else a key can say: the town below has an entry for each of these.
REASONS = {
    "certificate-closed", "certificate-frozen", "conclusion", "end", "expired", "frozen",
    "nominal", "refund", "refused", "release", "termination", "unfunded", "withdrawn",
}  # fmt: skip
# What is asked so often is made once, and of the one certificate whose entry was changed: what
# the audit finds among some, it finds among all.
_MISFITS = misfit_entries().where(ledger.c.certificate_id == bindparam("certificate")).limit(1)
_HELD = held_by_enrollments().limit(1)
TOMORROW = date(2020, 8, 21)
OPENS_TOMORROW = Parameters(opens_days_before=(NEXT_YEAR.first - TOMORROW).days)
# An entry, its column and what this is to become.
Change = tuple[Row[Any], str, Any]


@dataclass(frozen=True)
class Ledger:
    """All entries, and from them all that another one can be made of."""

    entries: Sequence[Row[Any]]

    @cached_property
    def shapes(self) -> Mapping[str, set[tuple[str, ...]]]:
        """Of each kind, its keys without their numbers and months."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for each in self.entries:
            found.setdefault(each.kind, set()).add(tuple(_parts(each.key)))
        return found

    @cached_property
    def values(self) -> Mapping[str, Sequence[Any]]:
        """Of each column that is a choice, all that there is to be chosen."""
        names = ("period_id", "certificate_id", "enrollment_id", "month")
        found = {name: {getattr(each, name) for each in self.entries} for name in names}
        choices = {name: sorted(of, key=str) for name, of in found.items()}
        return {**choices, "kind": [*EntryKind], "source": [*Bucket], "target": [*Bucket]}

    def changes(self) -> Iterator[Change]:
        """Of one column each; an amount becomes a kopeck more or less, one, or twice as many.

        Of other certificates and of their contracts there are the first and the last: the table
        refuses another child's contract, whoever's it is.
        """
        for entry in self.entries:
            amounts = [entry.amount + 1, entry.amount - 1, 1, 2 * entry.amount]
            own = {each.enrollment_id for each in self.entries if _place(each) == _place(entry)}
            for name, of in {**self.values, "amount": amounts}.items():
                others = [each for each in of if each != getattr(entry, name)]
                ends = others[0], others[-1]
                if name == "certificate_id":
                    others = [*ends]
                if name == "enrollment_id":
                    others = [each for each in others if each in ends or each in own]
                yield from ((entry, name, each) for each in others)

    def renamings(self) -> Iterator[Change]:
        """To every other key of its kind that is free: with the numbers of its own certificate's
        enrollments and of another's, of fundings, and its own, and with each month.
        """
        for entry in self.entries:
            beside = [each for each in self.entries if _place(each) == _place(entry)]
            own = {each.enrollment_id for each in beside} - {None}
            strange = {each.enrollment_id for each in self.entries} - own - {None}
            numbers = [str(n) for n in sorted({*own, min(strange), 1, 2, 3, entry.number})]
            months = sorted({each.month for each in self.entries} - {None})
            taken = {each.key for each in beside}
            choices = {"#": numbers, "#-#": months}
            for shape in sorted(self.shapes[entry.kind]):
                for parts in product(*(choices.get(part, [part]) for part in shape)):
                    if ":".join(parts) not in taken:
                        yield entry, "key", ":".join(parts)


@pytest.fixture
async def town(built: Built, world_url: str) -> AsyncIterator[World]:
    clock = TickingClock(built.world.clock.instant)
    database = Database.open(world_url, clock)
    try:
        town = built.world.moved_to(database, clock)
        await every_entry(town)
        yield town
    finally:
        await database.close()


async def test_m4_every_other_key_of_every_entry_is_found(town: World) -> None:
    assert await town.ask(audit_money) == ()

    kept, tried, missed = await town.perform(_renamed_one_by_one)

    assert {word for shapes in kept.shapes.values() for shape in shapes for word in shape} >= (
        REASONS
    )
    assert set(kept.shapes) == set(EntryKind)
    assert tried > 1000
    assert missed == []
    assert await town.ask(audit_money) == ()


async def test_m4_every_other_value_of_every_entry_is_found(town: World) -> None:
    tried, missed = await town.perform(_changed_one_by_one)

    assert tried > 700
    assert missed == []
    assert await town.ask(audit_money) == ()


@pytest.mark.parametrize("begins_anew", [False, True])
async def test_m4_no_clock_is_asked_which_funding_of_a_day_a_period_found(
    world: World, *, begins_anew: bool
) -> None:
    """The one that is set for trying things begins anew with each command."""
    await world.add_period(NEXT_YEAR, OPENS_TOMORROW)
    if begins_anew:
        await world.run_days(TOMORROW)
        world.clock.move_to(TOMORROW, time(0, 5))
    await world.perform(unfund_certificate, world.parent, world.anya.id)
    await world.perform(ask_funding, world.parent, world.anya.id)
    await world.run_days(TOMORROW)

    assert await world.ask(audit_money) == ()
    tried, missed = await world.perform(_with_other_fundings)

    assert tried >= 4
    assert missed == []


def _renamed_one_by_one(uow: UnitOfWork) -> tuple[Ledger, int, list[Change]]:
    kept = _unlocked(uow)
    return kept, *_tried(uow, kept.renamings())


def _changed_one_by_one(uow: UnitOfWork) -> tuple[int, list[Change]]:
    return _tried(uow, _unlocked(uow).changes())


def _with_other_fundings(uow: UnitOfWork) -> tuple[int, list[Change]]:
    grants = [each for each in _unlocked(uow).entries if each.kind == EntryKind.GRANT]
    keys = [f"grant:{number}" for number in range(4)]
    return _tried(uow, ((each, "key", key) for each in grants for key in keys if key != each.key))


def _unlocked(uow: UnitOfWork) -> Ledger:
    assert isinstance(uow, SqlUnitOfWork)
    for drop in UNLOCK[uow.connection.dialect.name]:
        uow.connection.execute(text(drop))
    return Ledger(uow.connection.execute(select(ledger)).all())


def _tried(uow: UnitOfWork, changes: Iterator[Change]) -> tuple[int, list[Change]]:
    """How many changes the table took, and those of them that the audit did not find;
    everything is as before after it.
    """
    assert isinstance(uow, SqlUnitOfWork)
    taken = 0
    missed: list[Change] = []
    for entry, name, value in changes:
        with uow.connection.begin_nested() as point:
            if _takes(uow.connection, entry, name, value):
                taken += 1
                where = value if name == "certificate_id" else entry.certificate_id
                if not _found(uow, where):
                    missed.append((entry, name, value))
            point.rollback()
    return taken, missed


def _takes(connection: Connection, entry: Row[Any], name: str, value: object) -> bool:
    mine = and_(*(ledger.c[each.name] == getattr(entry, each.name) for each in ledger.primary_key))
    try:
        with connection.begin_nested():
            done = connection.execute(update(ledger).where(mine).values({name: value}))
    except IntegrityError:
        return False  # the table itself does not, triggers or not
    assert done.rowcount == 1
    return True


def _found(uow: SqlUnitOfWork, certificate: int) -> bool:
    return bool(
        uow.connection.execute(_MISFITS, {"certificate": certificate}).all()
        or uow.audit.balances(most=1)
        or uow.connection.execute(_HELD).all()
    )


def _parts(key: str) -> list[str]:
    return ["#-#" if _MONTH.fullmatch(part) else _SLOT.sub("#", part) for part in key.split(":")]


def _place(entry: Row[Any]) -> tuple[int, int]:
    return entry.period_id, entry.certificate_id
