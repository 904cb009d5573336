"""The acts of the rules, done to plain numbers: the auditor of the random acts (promise M1).

Written from sections 2, 5 and 6 of the rules; it shares no code with the services.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tests.simulation.papers import Child, Contract, Period, Refused, Settings
from tests.simulation.reasons import reasons_against
from tests.simulation.sums import DAY, Course, asked, concluded_late, month_ends, years_old

WAITING, OPEN = {"REQUESTED", "OFFERED"}, {"REQUESTED", "OFFERED", "ACTIVE"}
HELD = OPEN | {"ENDING"}
Line = tuple[str, str, str, int, int | None, str | None]


@dataclass
class Model:
    """Balances are available, reserved, debited, lapsed by certificate and period."""

    periods: list[Period]
    courses: list[Course]
    settings: Settings
    runs_from: date
    today: date
    children: list[Child] = field(default_factory=list)
    contracts: dict[int, Contract] = field(default_factory=dict)
    money: defaultdict[tuple[int, int], dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    lines: defaultdict[tuple[int, int], list[Line]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def taken(self, course: Course) -> int:
        """Places of a group; a contract and what continues it hold one together (ENR-6)."""
        holding = [c for c in self.contracts.values() if c.course is course and c.state in HELD]
        return sum(c.continues is None or c.continues.state not in HELD for c in holding)

    def move(
        self, kind: str, ways: str, child: Child, period: Period, kopecks: int,
        contract: Contract | None = None, month: str | None = None,
    ) -> None:  # fmt: skip
        if not kopecks:
            return
        source, target = ways.split(">")
        at = child.id, period.id
        self.money[at][source] -= kopecks
        self.money[at][target] += kopecks
        about = None if contract is None else contract.id
        self.lines[at].append((kind, source, target, kopecks, about, month))

    def release(self, contract: Contract, kopecks: int) -> None:
        where = contract.child, contract.period
        self.move("RELEASE", "RESERVED>AVAILABLE", *where, kopecks, contract)
        if contract.period.lapsed:
            self.move("LAPSE", "AVAILABLE>LAPSED", *where, kopecks)

    def charge(self, contract: Contract, on: date) -> None:
        for month, kopecks in contract.due(on):
            where = contract.child, contract.period
            self.move("CHARGE", "RESERVED>DEBITED", *where, kopecks, contract, month)
            contract.charged += 1

    def give_up(self, contract: Contract, state: str) -> None:
        """A request that comes to nothing: money and place go back."""
        self.release(contract, contract.held)
        contract.state = state

    def issue(self, number: str, born: date, *, right_number: bool) -> Child | None:
        """None for a new child, whose id the registry will say."""
        known = next((c for c in self.children if c.number == number and c.born == born), None)
        if not right_number or not 5 <= years_old(born, self.today) < 18:
            raise Refused("BadValue")
        if known is None and any(c.number == number for c in self.children):
            raise Refused("BadValue")
        return known

    def fund(self, child: Child) -> None:
        if child.closed:
            raise Refused("WrongState")
        if child.funded:
            return
        child.funded = True
        for period in self.periods:
            if period.opens <= self.today <= period.last and not period.lapsed:
                self.move("GRANT", "FUND>AVAILABLE", child, period, period.nominal)

    def shown(self, child: Child, course: Course, start: date) -> tuple[int, int]:
        """The sums on the parent's screen; zeros where there is no calculation."""
        period = self.period(start)
        stop = min(course.last, period.last, child.valid_until)
        if start < self.today or not course.first <= start <= stop:
            return 0, 0
        sums = asked(course, start, stop, self.money[child.id, period.id]["AVAILABLE"])
        return sum(sums.certificate), sum(sums.parent)

    def request(
        self, child: Child, course: Course, start: date, sums: tuple[int, int], key: str
    ) -> Contract | None:
        """None for a new request, which `book` writes down with the id that it got."""
        for earlier in self.contracts.values():
            if (earlier.child, earlier.key) == (child, key):
                if earlier.asked_for != (course, start, sums):
                    raise Refused("KeyReused")
                return earlier
        reasons = reasons_against(self, child, course, start)
        if reasons:
            raise Refused("RequestRefused", *reasons)
        if sums != self.shown(child, course, start):
            raise Refused("CalculationChanged")
        return None

    def book(self, id: int, child: Child, course: Course, start: date, key: str) -> Contract:
        period = self.period(start)
        stop = min(course.last, period.last, child.valid_until)
        sums = asked(course, start, stop, self.money[child.id, period.id]["AVAILABLE"])
        shown = sum(sums.certificate), sum(sums.parent)
        wanted = course, start, shown
        contract = Contract(
            id, key, child, course, period, self.today, wanted, start, stop, stop, sums
        )
        self.contracts[id] = contract
        self.move("RESERVE", "AVAILABLE>RESERVED", child, period, shown[0], contract)
        return contract

    def available(self, child: Child, period: Period) -> int:
        return self.money[child.id, period.id]["AVAILABLE"]

    def live(self, contract: Contract) -> bool:
        return contract.state in OPEN or (
            contract.state == "ENDING" and contract.last >= self.today
        )

    def period(self, day: date) -> Period:
        return next(p for p in self.periods if p.first <= day <= p.last)

    def confirm(self, contract: Contract) -> None:
        offered = contract.state == "OFFERED" and contract.continues is None
        too_late = self.today > contract.stop
        if contract.concluded or offered or (contract.state == "EXPIRED" and too_late):
            return
        if contract.state != "REQUESTED":
            raise Refused("WrongState")
        if self.settings.parents_conclude and not too_late:
            contract.state, contract.waits_since = "OFFERED", self.today
            return
        self.conclude(contract)

    def accept(self, contract: Contract) -> None:
        """The parent's word concludes what was offered, or keeps a prolongation (ENR-2, 10)."""
        if contract.continues is not None:
            if contract.accepted and contract.state in {"OFFERED", "ACTIVE"}:
                return
            if contract.state != "OFFERED" or self.today >= contract.first:
                raise Refused("WrongState")
            contract.accepted = self.today
            return
        too_late = self.today > contract.stop
        if contract.concluded or (contract.state == "EXPIRED" and too_late):
            return
        if contract.state != "OFFERED":
            raise Refused("WrongState")
        self.conclude(contract)

    def conclude(self, contract: Contract) -> None:
        """ENR-7: from today on at the earliest."""
        if self.today > contract.stop:
            self.give_up(contract, "EXPIRED")
            return
        if self.today > contract.first:
            sums = concluded_late(contract.course, self.today, contract.stop, contract.sums)
            saved = sum(contract.sums.certificate) - sum(sums.certificate)
            self.release(contract, saved)
            contract.first, contract.sums = self.today, sums
        contract.state, contract.concluded = "ACTIVE", self.today
        self.charge(contract, self.today)

    def refuse(self, contract: Contract) -> None:
        """A request only: what the family was offered stands until it answers."""
        if contract.state == "REFUSED":
            return
        if contract.state != "REQUESTED":
            raise Refused("WrongState")
        self.give_up(contract, "REFUSED")

    def decline(self, contract: Contract) -> None:
        if contract.state not in {"OFFERED", "WITHDRAWN"}:
            raise Refused("WrongState")
        self.withdraw(contract)

    def withdraw(self, contract: Contract) -> None:
        if contract.state == "WITHDRAWN":
            return
        if not self.withdraws(contract):
            raise Refused("WrongState")
        self._end(contract, "FAMILY")

    def withdraws(self, contract: Contract) -> bool:
        early = contract.state == "ACTIVE" and self.today < contract.first
        return contract.state in WAITING or early

    def last_day_if_left(self, contract: Contract) -> date:
        if self.withdraws(contract):
            return self.today
        return max(contract.first, min(contract.stop, month_ends(self.today)))

    def leave(self, contract: Contract, shown: date) -> None:
        if contract.state in {"WITHDRAWN", "ENDING"}:
            return
        if contract.state not in OPEN:
            raise Refused("WrongState")
        if shown != self.last_day_if_left(contract):
            raise Refused("LeavingChanged")
        self._end(contract, "FAMILY")

    def terminate(self, contract: Contract, shown: date) -> None:
        """The provider ends a contract as the family would (ENR-9)."""
        if contract.ended_by == "PROVIDER":
            return
        if contract.state != "ACTIVE":
            raise Refused("WrongState")
        if shown != self.last_day_if_left(contract):
            raise Refused("LeavingChanged")
        self._end(contract, "PROVIDER")

    def _end(self, contract: Contract, by: str) -> None:
        contract.ended_by = by
        for other in self.contracts.values():
            if other.continues is contract and self.withdraws(other):
                other.ended_by = by
                self.give_up(other, "WITHDRAWN")
        if self.withdraws(contract):
            self.give_up(contract, "WITHDRAWN")
            return
        contract.last, contract.state = self.last_day_if_left(contract), "ENDING"
        if contract.later:
            contract.release_on = month_ends(self.today) + DAY
            if self.settings.at_once:
                contract.release_on = None
                self.release(contract, contract.later)
