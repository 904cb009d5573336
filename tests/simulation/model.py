"""The acts of the rules, done to plain numbers: the auditor of the random acts (promise M1).

Written from sections 2, 5 and 6 of the rules; it shares no code with the services.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.simulation.papers import Child, Contract, Period, Refused
from tests.simulation.sums import DAY, Course, asked, concluded_late, month_ends, years_old

WAITING, OPEN = {"REQUESTED"}, {"REQUESTED", "ACTIVE"}
Line = tuple[str, str, str, int, int | None, str | None]


@dataclass
class Model:
    """Balances are available, reserved, debited, lapsed by certificate and period."""

    periods: list[Period]
    courses: list[Course]
    at_once: bool
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
    taken: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

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
        self.taken[contract.course.group] -= 1
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
        period = self._period(start)
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
        reasons = list(self._reasons(child, course, start))
        if reasons:
            raise Refused("RequestRefused", *reasons)
        if sums != self.shown(child, course, start):
            raise Refused("CalculationChanged")
        return None

    def book(self, id: int, child: Child, course: Course, start: date, key: str) -> Contract:
        period = self._period(start)
        stop = min(course.last, period.last, child.valid_until)
        sums = asked(course, start, stop, self.money[child.id, period.id]["AVAILABLE"])
        shown = sum(sums.certificate), sum(sums.parent)
        wanted = course, start, shown
        contract = Contract(
            id, key, child, course, period, self.today, wanted, start, stop, stop, sums
        )
        self.contracts[id] = contract
        self.taken[course.group] += 1
        self.move("RESERVE", "AVAILABLE>RESERVED", child, period, shown[0], contract)
        return contract

    def _reasons(self, child: Child, course: Course, start: date) -> Iterator[str]:
        period = self._period(start)
        days = start, min(course.last, period.last, child.valid_until)
        possible = start >= self.today and course.first <= start <= days[1]
        live = [c for c in self.contracts.values() if c.child is child and self._live(c)]
        across = [c for c in live if possible and c.first <= days[1] and days[0] <= c.last]
        least, most = course.ages
        said = {
            "CERTIFICATE_NOT_FUNDED": not course.budget and not child.funded,
            "CERTIFICATE_CLOSED": child.closed,
            "NO_MONEY": not course.budget and child.funded and not self.available(child, period),
            "NO_PLACES": self.taken[course.group] >= course.places,
            "ALREADY_ENROLLED": any(c.course.module == course.module for c in across),
            "PERIOD_CLOSED": period.lapsed or not period.opens <= self.today <= period.last,
            "DATES": not possible,
            "AGE": not least <= years_old(child.born, start) <= most,
            "REGISTRY_CONFLICT": child.funded
            and any(c.course.budget != course.budget for c in across),
        }
        return (reason for reason, holds in said.items() if holds)

    def available(self, child: Child, period: Period) -> int:
        return self.money[child.id, period.id]["AVAILABLE"]

    def _live(self, contract: Contract) -> bool:
        return contract.state in OPEN or (
            contract.state == "ENDING" and contract.last >= self.today
        )

    def _period(self, day: date) -> Period:
        return next(p for p in self.periods if p.first <= day <= p.last)

    def confirm(self, contract: Contract) -> None:
        if contract.concluded:
            return
        if contract.state == "EXPIRED" and self.today > contract.stop:
            return
        if contract.state != "REQUESTED":
            raise Refused("WrongState")
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
        if contract.state == "REFUSED":
            return
        if contract.state not in WAITING:
            raise Refused("WrongState")
        self.give_up(contract, "REFUSED")

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
        if self.withdraws(contract):
            self.give_up(contract, "WITHDRAWN")
            return
        contract.last, contract.state = self.last_day_if_left(contract), "ENDING"
        if contract.later:
            contract.release_on = month_ends(self.today) + DAY
            if self.at_once:
                contract.release_on = None
                self.release(contract, contract.later)
