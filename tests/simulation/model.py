"""Contracts by the rules, done to plain numbers: the auditor of the random acts (promise M1).

Written from sections 5 and 6 of the rules; it shares no code with the services. What the rules
say of certificates, categories and providers stands in the modules beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.simulation.books import OPEN, WAITING, Books
from tests.simulation.catalog import Course
from tests.simulation.papers import Child, Contract, Refused
from tests.simulation.reasons import possible_days, reasons_against
from tests.simulation.sums import DAY, Sums, Terms, asked, concluded_late, month_ends


@dataclass
class Model(Books):
    """What families and staff do with requests and contracts."""

    def priced(self, child: Child, course: Course, start: date) -> tuple[Terms, date, Sums]:
        """By what it is priced, the last possible day, and the sums from `start` on (ENR-4)."""
        period = child.place.period(start)
        terms = course.terms(period.days)
        assert terms is not None
        stop = min(terms.last, period.last, child.valid_until)
        return terms, stop, asked(terms, start, stop, self.available(child, period))

    def shown(self, child: Child, course: Course, start: date) -> tuple[int, int]:
        """The sums on the parent's screen; zeros where there is no calculation."""
        period = child.place.period(start)
        if course.terms(period.days) is None or not possible_days(child, course, start):
            return 0, 0
        _, _, sums = self.priced(child, course, start)
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
        period = child.place.period(start)
        terms, stop, sums = self.priced(child, course, start)
        shown = sum(sums.certificate), sum(sums.parent)
        contract = Contract(
            id, key, child, terms, course, period, child.today, (course, start, shown),
            start, stop, stop, sums,
        )  # fmt: skip
        self.contracts[id] = contract
        self.move("RESERVE", "AVAILABLE>RESERVED", child, period, shown[0], contract)
        return contract

    def confirm(self, contract: Contract) -> None:
        offered = contract.state == "OFFERED" and contract.origin == "REQUEST"
        too_late = contract.today > contract.stop
        if contract.concluded or offered or (contract.state == "EXPIRED" and too_late):
            return
        if contract.state != "REQUESTED":
            raise Refused("WrongState")
        if contract.period.settings.parents_conclude and not too_late:
            contract.state, contract.waits_since = "OFFERED", contract.today
            self.told["PLACE_OFFERED"] += 1
            return
        self.conclude(contract)

    def accept(self, contract: Contract, shown: tuple[int, int] | None = None) -> None:
        """The parent's word concludes what was offered, or keeps a prolongation (ENR-2, 10)."""
        if contract.continues is not None:
            if contract.accepted and contract.state in {"OFFERED", "ACTIVE"}:
                return
            if contract.state != "OFFERED" or contract.today >= contract.first:
                raise Refused("WrongState")
            contract.accepted = contract.today
            return
        too_late = contract.today > contract.stop
        if contract.concluded or (contract.state == "EXPIRED" and too_late):
            return
        if contract.state != "OFFERED":
            raise Refused("WrongState")
        if contract.at_the_desk:
            self._take(contract, shown)
        self.conclude(contract)

    def _take(self, contract: Contract, shown: tuple[int, int] | None) -> None:
        """Place and money of an offer from the desk, as if it was asked for today (ENR-12)."""
        child, start = contract.child, max(contract.first, contract.today)
        reasons = reasons_against(self, child, contract.course, start)
        if not reasons and child.place.period(start) is not contract.period:
            reasons = ["DATES"]
        if reasons:
            raise Refused("RequestRefused", *reasons)
        if shown != self.shown(child, contract.course, start):
            raise Refused("CalculationChanged")
        contract.terms, stop, contract.sums = self.priced(child, contract.course, start)
        contract.first, contract.last, contract.stop = start, stop, stop
        self.move("RESERVE", "AVAILABLE>RESERVED", child, contract.period, contract.held, contract)

    def conclude(self, contract: Contract) -> None:
        """ENR-7: from today on at the earliest."""
        if contract.today > contract.stop:
            self.give_up(contract, "EXPIRED")
            return
        if contract.today > contract.first:
            sums = concluded_late(contract.terms, contract.today, contract.stop, contract.sums)
            saved = sum(contract.sums.certificate) - sum(sums.certificate)
            self.release(contract, saved, "conclusion")
            contract.first, contract.sums = contract.today, sums
        contract.state, contract.concluded = "ACTIVE", contract.today
        self.charge(contract, contract.today)

    def refuse(self, contract: Contract, reason: str) -> None:
        """A request alone: an offer stands until it is answered, or its desk takes it back."""
        if contract.state == "REFUSED" and contract.refusal in {None, reason}:
            return
        if contract.state != "REQUESTED":
            raise Refused("WrongState")
        contract.refusal = reason
        self.give_up(contract, "REFUSED")

    def take_back(self, contract: Contract) -> None:
        """What the own desk offered, before a parent said yes (ENR-12)."""
        if contract.origin != "DESK":
            raise Refused("NotAllowed")
        if contract.concluded is None:
            if (contract.state, contract.ended_by) == ("WITHDRAWN", "PROVIDER"):
                return
            if contract.state == "OFFERED":
                self.end(contract, "PROVIDER")
                return
        raise Refused("WrongState")

    def decline(self, contract: Contract) -> None:
        if contract.state not in {"OFFERED", "WITHDRAWN"}:
            raise Refused("WrongState")
        self.withdraw(contract)

    def withdraw(self, contract: Contract) -> None:
        if contract.state == "WITHDRAWN":
            return
        if not self.withdraws(contract):
            raise Refused("WrongState")
        self.end(contract, "FAMILY")

    def withdraws(self, contract: Contract) -> bool:
        early = contract.state == "ACTIVE" and contract.today < contract.first
        return contract.state in WAITING or early

    def last_day_if_left(self, contract: Contract) -> date:
        if self.withdraws(contract):
            return contract.today
        return max(contract.first, min(contract.stop, month_ends(contract.today)))

    def leave(self, contract: Contract, shown: date) -> None:
        if contract.state in {"WITHDRAWN", "ENDING"}:
            self._ensure_ends(contract, shown, ended_by="FAMILY")
            return
        if contract.state not in OPEN:
            raise Refused("WrongState")
        if shown != self.last_day_if_left(contract):
            raise Refused("LeavingChanged")
        self.end(contract, "FAMILY")

    def terminate(self, contract: Contract, ground: str, shown: date) -> None:
        """The provider ends a contract as the family would (ENR-9)."""
        if contract.ground == ground:
            self._ensure_ends(contract, shown, ended_by="PROVIDER")
            return
        if contract.state != "ACTIVE":
            raise Refused("WrongState")
        if ground == "PAYMENT_OVERDUE" and not sum(contract.sums.parent):
            raise Refused("NothingOwed")
        if shown != self.last_day_if_left(contract):
            raise Refused("LeavingChanged")
        contract.ground = ground
        self.end(contract, "PROVIDER")

    def _ensure_ends(self, contract: Contract, shown: date, *, ended_by: str) -> None:
        """Who says it once more is told that they were shown another last day."""
        ending = (contract.state, contract.ended_by) == ("ENDING", ended_by)
        if ending and contract.last != shown:
            raise Refused("LeavingChanged")

    def end(self, contract: Contract, by: str) -> None:
        contract.ended_by = by
        for other in self.contracts.values():
            if other.continues is contract and self.withdraws(other):
                other.ended_by = by
                self.give_up(other, "WITHDRAWN")
        if self.withdraws(contract):
            self.give_up(contract, "WITHDRAWN")
            return
        contract.last, contract.state = self.last_day_if_left(contract), "ENDING"
        contract.ended_on = contract.today
        if contract.later:
            contract.release_on = month_ends(contract.today) + DAY
            if contract.period.settings.at_once:
                contract.release_on = None
                self.release(contract, contract.later, "termination")
