"""The model's balances, ledger lines and places, and how every movement is written down."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from tests.simulation.catalog import Course, Module, Program
from tests.simulation.papers import Application, Child, Contract, Period, Place, Refused

WAITING, OPEN = {"REQUESTED", "OFFERED"}, {"REQUESTED", "OFFERED", "ACTIVE"}
HELD = OPEN | {"ENDING"}
Line = tuple[str, str, str, str, int, int | None, str | None]


@dataclass
class Books:
    """Balances are available, reserved, debited, lapsed by certificate and period.

    `newcomers` are providers that came since: id and name by their INN. `told` counts the notices
    to families by kind: every child here has one account. `given` is what was said of a group's
    month, the last of it counts.
    """

    places: list[Place]
    programs: list[Program]
    modules: list[Module]
    courses: list[Course]
    providers: dict[int, str]
    price_percent: int = 112
    children: list[Child] = field(default_factory=list)
    contracts: dict[int, Contract] = field(default_factory=dict)
    applications: list[Application] = field(default_factory=list)
    newcomers: dict[str, tuple[int, str]] = field(default_factory=dict)
    money: defaultdict[tuple[int, int], dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    lines: defaultdict[tuple[int, int], list[Line]] = field(
        default_factory=lambda: defaultdict(list)
    )
    told: Counter[str] = field(default_factory=Counter)
    given: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def tell_time(self, instant: datetime) -> None:
        for place in self.places:
            place.today = instant.astimezone(place.zone).date()

    def place(self, id: int) -> Place:
        return next(each for each in self.places if each.id == id)

    def modules_of(self, program: Program) -> list[Module]:
        return [each for each in self.modules if each.program is program]

    def taken(self, course: Course) -> int:
        """Places of a group; a contract and what continues it hold one together (ENR-6)."""
        return sum(c.course is course and self.holds_place(c) for c in self.contracts.values())

    def holds_place(self, contract: Contract) -> bool:
        """A place of its own: not one at the desk, nor one that its old contract still has."""
        if contract.state not in HELD or contract.at_the_desk:
            return False
        return contract.continues is None or contract.continues.state not in HELD

    def in_use(self, contract: Contract) -> bool:
        """Live for the registries: what the desk offered is as good as a request there."""
        return self.live(contract) or contract.at_the_desk

    def live(self, contract: Contract) -> bool:
        ending = contract.state == "ENDING" and contract.last >= contract.today
        return (contract.state in OPEN and not contract.at_the_desk) or ending

    def of(self, child: Child) -> list[Contract]:
        return [c for c in self.contracts.values() if c.child is child]

    def available(self, child: Child, period: Period) -> int:
        return self.money[child.id, period.id]["AVAILABLE"]

    def move(
        self, kind: str, ways: str, child: Child, period: Period, kopecks: int,
        contract: Contract | None = None, month: str | None = None, *, why: str = "",
    ) -> None:  # fmt: skip
        if not kopecks:
            return
        source, target = ways.split(">")
        at = child.id, period.id
        self.money[at][source] -= kopecks
        self.money[at][target] += kopecks
        about = None
        if contract is not None:
            about = contract.id
            contract.committed += {"RESERVE": kopecks, "CHARGE": 0}.get(kind, -kopecks)
        key = key_of(kind, about, child.fundings, month, why)
        self.lines[at].append((kind, source, target, key, kopecks, about, month))

    def release(self, contract: Contract, kopecks: int, why: str) -> None:
        """Back to available (LED-1)."""
        child, period = contract.child, contract.period
        self.move("RELEASE", "RESERVED>AVAILABLE", child, period, kopecks, contract, why=why)
        self.send_on(child, period, kopecks, f"release:{contract.id}:{why}")

    def send_on(self, child: Child, period: Period, kopecks: int, after: str) -> None:
        """What came back goes on where nobody can spend it (LED-5, CERT-8, CERT-9)."""
        if period.lapsed or child.state == "CLOSED":
            self.move("LAPSE", "AVAILABLE>LAPSED", child, period, kopecks, why=after)
        elif child.state == "FROZEN":
            self.move("ADJUST", "AVAILABLE>FUND", child, period, kopecks, why=after)

    def charge(self, contract: Contract, on: date) -> None:
        for month, kopecks in list(contract.due(on)):
            where = contract.child, contract.period
            self.move("CHARGE", "RESERVED>DEBITED", *where, kopecks, contract, month)
            contract.charged += 1
            self.told["CHARGE_POSTED"] += bool(kopecks)

    def give_up(self, contract: Contract, state: str, why: str | None = None) -> None:
        """A request that comes to nothing: money and place go back."""
        self.release(contract, contract.held, why or state.lower())
        contract.state, contract.ended_on = state, contract.today

    def stop(self, child: Child, why: str) -> None:
        """Before a certificate stops: no contract runs, what waits is refused (CERT-8, CERT-9)."""
        if any(c.state == "ACTIVE" for c in self.of(child)):
            raise Refused("CertificateInUse")
        self.refuse_waiting(self.of(child), why)

    def refuse_waiting(self, contracts: list[Contract], why: str = "refused") -> None:
        for contract in contracts:
            if contract.state in WAITING:
                self.give_up(contract, "REFUSED", why)


def key_of(kind: str, about: int | None, fundings: int, month: str | None, why: str) -> str:
    """What an entry is for, so that nothing is done twice (LED-2)."""
    words: dict[str, tuple[object, ...]] = {
        "GRANT": (fundings,),
        "RESERVE": (about,),
        "CHARGE": (about, month),
        "REFUND": (about, month),
        "RELEASE": (about, why),
    }
    return ":".join(map(str, (kind.lower(), *words.get(kind, (why,)))))
