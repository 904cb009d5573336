"""Section 9 of the rules, played through the services, the ledger read back after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.certificate_errors import NominalTooLow
from core.domain.errors import DomainError, RequestRefused
from core.domain.ledger import Balance, Entry
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from tests.builders import child_named
from tests.services.example_acts import Played
from tests.services.worked_examples import EXAMPLES, Example, Plan, Step
from tests.services.world import World


@dataclass
class Kept:
    """What is there after a step, in the words of the table; entries in their order."""

    entries: dict[str, list[str]] = field(default_factory=dict)
    money: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)

    def after(self, step: Step) -> Kept:
        """As it must be when nothing is different but what the step says."""
        entries = {at: [*lines] for at, lines in self.entries.items()}
        for line in step.posted:
            at, entry = line.split(" ", 1)
            entries.setdefault(at, []).append(entry)
        return Kept(
            entries,
            {**self.money, **step.money},
            {**self.states, **step.states},
            {**self.plans, **step.plans},
            {**self.days, **step.days},
        )


async def play(world: World, example: Example) -> Played:
    groups = {
        name: await world.group(price=each.price, normative=each.normative, days=each.days)
        for name, each in example.groups.items()
    }
    certificates = {"1": world.anya.id}
    for n in range(2, 2 + example.others):
        issued = await world.certificate(child_named(n), date(2012, 1, 1))
        await world.link(await world.account(300 + n), issued.id)
        certificates[str(n)] = issued.id
    return Played(world, groups, certificates, {"2020": world.period})


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.name for each in EXAMPLES])
async def test_section_9_after_every_step_everything_is_as_the_rules_say(
    world: World, example: Example
) -> None:
    played = await play(world, example)
    before = await world.ask(kept, played)
    assert before.money["1:2020"] == "1510200/0/0"
    already = len(await world.notices())

    for n, step in enumerate(example.steps):
        refused = await refusal(played, step)
        now = await world.ask(kept, played)

        assert refused == step.refused, f"step {n}"
        assert now == before.after(step), f"step {n}"
        assert await world.ask(audit_money) == (), f"step {n}"
        told = await world.notices()
        assert tuple(told[already:]) == step.told, f"step {n}"
        already = len(told)
        before = now


async def refusal(played: Played, step: Step) -> str:
    """The code of what was refused, and its reasons; empty for what was done."""
    try:
        await step.do(played)
    except RequestRefused as refused:
        return " ".join([refused.code, *refused.reasons])
    except NominalTooLow as refused:
        return " ".join([refused.code, *refused.numbers])
    except DomainError as refused:
        return refused.code
    return ""


def kept(uow: UnitOfWork, played: Played) -> Kept:
    found = Kept()
    waiting = uow.queues.waiting([*played.certificates.values()])
    for name, certificate in played.certificates.items():
        for year, period in played.periods.items():
            entries = uow.ledger.entries(certificate, period.id)
            assert [entry.number for entry in entries] == [*range(1, len(entries) + 1)]
            balance = uow.ledger.balance(certificate, period.id)
            assert balance == added_up(entries), f"{name}:{year}"
            if entries:
                found.entries[f"{name}:{year}"] = [said(entry, played) for entry in entries]
                found.money[f"{name}:{year}"] = written(balance)
        (registered,) = uow.certificates.get([certificate])
        place = waiting[certificate].place if certificate in waiting else None
        in_queue = "first in the queue" if place == 1 else f"place {place} in the queue"
        found.states[name] = in_queue if place else registered.kind
    for name, asked in played.enrollments.items():
        enrollment = uow.enrollments.get(asked)
        assert enrollment is not None
        agreed = enrollment.agreed
        found.states[name] = enrollment.state
        found.days[name] = enrollment.days
        found.plans[name] = (
            [amount.kopecks for _, amount in agreed.certificate],
            [amount.kopecks for _, amount in agreed.parent],
        )
    return found


def said(entry: Entry, played: Played) -> str:
    """The enrollment by its name, wherever the entry says whose it is."""
    moved = entry.movement
    words = [moved.kind, str(moved.amount.kopecks), f"{moved.source}→{moved.target}"]
    if moved.month is not None:
        words.append(str(moved.month))
    names = {str(asked): name for name, asked in played.enrollments.items()}
    kind, about, *rest = moved.key.split(":")
    if moved.enrollment is not None:
        assert about == str(moved.enrollment)
        about = names[about]
    return " ".join([*words, ":".join([kind, about, *rest])])


def added_up(entries: tuple[Entry, ...]) -> Balance:
    """The balance that the entries make, however it is kept beside them (LED-1)."""
    bucket = dict.fromkeys(("FUND", "AVAILABLE", "RESERVED", "DEBITED", "LAPSED"), 0)
    for entry in entries:
        bucket[entry.movement.source] -= entry.movement.amount.kopecks
        bucket[entry.movement.target] += entry.movement.amount.kopecks
    return Balance(
        Money(-bucket["FUND"]),
        *(Money(bucket[name]) for name in ("AVAILABLE", "RESERVED", "DEBITED", "LAPSED")),
    )


def written(balance: Balance) -> str:
    parts = balance.available, balance.reserved, balance.debited
    lapsed = f" +{balance.lapsed.kopecks}" if balance.lapsed else ""
    return "/".join(str(part.kopecks) for part in parts) + lapsed
