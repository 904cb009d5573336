"""What providers and operators do by the rules: desk offers, other groups, the registry (M1)."""

from __future__ import annotations

from datetime import date

from tests.simulation.books import OPEN
from tests.simulation.catalog import Course
from tests.simulation.model import Model
from tests.simulation.model_certificates import numbered, open_of
from tests.simulation.papers import (
    Application,
    Category,
    Child,
    Contract,
    Person,
    Place,
    Refused,
)
from tests.simulation.reasons import full, reasons_against
from tests.simulation.sums import asked, years_old

SAID_AT_THE_DESK = {
    "NOT_CERTIFIED", "MODULE_CLOSED", "PROVIDER_INACTIVE", "PERIOD_CLOSED", "DATES", "AGE",
}  # fmt: skip
STEPS = {
    ("ACTIVE", "SUSPENDED"), ("SUSPENDED", "ACTIVE"),
    ("ACTIVE", "EXCLUDED"), ("SUSPENDED", "EXCLUDED"),
    ("NEW", "ACTIVE"), ("NEW", "REFUSED"),
}  # fmt: skip
APPLICATIONS_AT_ONCE = 5


def offer(model: Model, child: Child, course: Course, start: date) -> Contract | None:
    """The same offer while it waits; None for a new one, which `book_offer` writes down."""
    said = SAID_AT_THE_DESK & {*reasons_against(model, child, course, start)}
    if said:
        raise Refused("RequestRefused", *said)
    same = [c for c in model.of(child) if c.at_the_desk and c.course is course and c.first == start]
    return same[0] if same else None


def book_offer(model: Model, id: int, child: Child, course: Course, start: date) -> None:
    """Nothing is taken: what the certificate pays is known when the parent says yes (ENR-12)."""
    terms, stop, _ = model.priced(child, course, start)
    model.contracts[id] = Contract(
        id, f"desk {id}", child, terms, course, child.place.period(start), child.today,
        (course, start, (0, 0)),
        start, stop, stop, asked(terms, start, stop, 0), state="OFFERED", origin="DESK",
    )  # fmt: skip
    model.told["PLACE_OFFERED"] += 1


def change_group(model: Model, contract: Contract, course: Course) -> None:
    """Another group of the same module; days and sums stay (ENR-13)."""
    if contract.state not in OPEN or not model.holds_place(contract):
        raise Refused("WrongState")
    if contract.course is course:
        return
    if contract.course.module is not course.module:
        raise Refused("NotAllowed")
    following = [c for c in model.of(contract.child) if c.continues is contract and c.state in OPEN]
    days = [contract, *following]
    first_there = max(contract.first, contract.today)
    said = {
        "MODULE_CLOSED": not course.arranged,
        "NO_PLACES": full(model, course),
        "DATES": course.days is not None
        and not all(course.days[0] <= c.first and course.goes_on(c.last) for c in days),
        "AGE": not course.ages[0] <= years_old(contract.child.born, first_there) <= course.ages[1],
    }
    if any(said.values()):
        raise Refused("RequestRefused", *(reason for reason, holds in said.items() if holds))
    contract.moves.append((contract.today, contract.course))
    for each in days:
        each.course = course


def move_provider(model: Model, provider: int, state: str) -> None:
    """Requests and offers are refused; contracts of an excluded one end (REG-2)."""
    before = model.providers[provider]
    if before != state and (before, state) not in STEPS:
        raise Refused("WrongState")
    model.providers[provider] = state
    if state == "ACTIVE":
        return
    theirs = [c for c in model.contracts.values() if c.course.provider == provider]
    model.refuse_waiting(theirs)
    for contract in theirs if state == "EXCLUDED" else ():
        if contract.state == "ACTIVE":
            model.end(contract, "MUNICIPALITY")


def apply(model: Model, place: Place, person: Person, key: str) -> Application | None:
    """An application sent before; None for a new one (CERT-3)."""
    for known in model.applications:
        if known.key == key:
            if (known.place, known.person) != (place, person):
                raise Refused("KeyReused")
            return known
    if not place.is_for(person[1]):
        raise Refused("BadValue")
    waiting = [each for each in model.applications if each.state == "SENT"]
    if any(each.person == person for each in waiting):
        raise Refused("AlreadyApplied")
    if len(waiting) >= APPLICATIONS_AT_ONCE:
        raise Refused("TooManyApplications")
    return None


def confirm_application(
    model: Model, application: Application, category: Category, *, right_number: bool
) -> None:
    """A certificate for the child, unless it has one or the number is another child's."""
    confirmed = application.child
    if confirmed is not None and confirmed.category is category:
        return
    if application.state != "SENT":
        raise Refused("WrongState")
    if not application.place.is_for(application.person[1]):
        raise Refused("BadValue")
    if open_of(model, application.person) is not None:
        raise Refused("ChildHasCertificate")
    # Also its own number of a certificate that was closed: it gets a new one (decision 0022).
    if numbered(model, application.number) is not None or not right_number:
        raise Refused("BadValue")
    application.state = "CONFIRMED"
    model.told["APPLICATION_CONFIRMED"] += 1


def answer_application(model: Model, application: Application, state: str) -> None:
    """REFUSED or WITHDRAWN."""
    if application.state == state:
        return
    if application.state != "SENT":
        raise Refused("WrongState")
    application.state = state
    model.told["APPLICATION_REFUSED"] += state == "REFUSED"
