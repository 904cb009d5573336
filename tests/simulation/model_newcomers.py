"""Who and what comes into the registries by the rules: providers, programs, files (M1)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.simulation.books import Books
from tests.simulation.catalog import BUDGET, Program
from tests.simulation.model_certificates import fund, has_nominals, open_of
from tests.simulation.papers import Category, Child, Person, Place, Refused


@dataclass(frozen=True)
class Row:
    """One child of a file of certificates."""

    number: str
    person: Person
    category: Category
    funded: bool


def add_provider(books: Books, inn: str, name: str) -> int | None:
    """The provider there is; None for a new one, whose id the registry will say (REG-1)."""
    known = books.newcomers.get(inn)
    if known is not None and known[1] != name:
        raise Refused("BadValue")
    return None if known is None else known[0]


def correct_provider(books: Books, inn: str, name: str) -> None:
    """One that was refused asks again by it (REG-2)."""
    if inn not in books.newcomers:
        raise Refused("NotFound")
    provider, before = books.newcomers[inn]
    if before == name:
        return
    if books.providers[provider] == "EXCLUDED":
        raise Refused("WrongState")
    books.newcomers[inn] = provider, name
    if books.providers[provider] == "REFUSED":
        books.providers[provider] = "NEW"


def add_program(books: Books, wanted: Program, *, public: bool) -> Program | None:
    """The same program there is; None for a new one, which is a draft (REG-3, REG-4)."""
    if wanted.registry in BUDGET and not public:
        raise Refused("BadValue")
    for known in books.programs:
        if (known.provider, known.title) == (wanted.provider, wanted.title):
            if _said_of(known) != _said_of(wanted):
                raise Refused("BadValue")
            return known
    if books.providers[wanted.provider] in {"REFUSED", "EXCLUDED"}:
        raise Refused("WrongState")
    return None


def _said_of(program: Program) -> tuple[object, ...]:
    return program.place, program.registry, program.direction, program.ages


def entered(books: Books, place: Place, rows: list[Row]) -> list[tuple[str, Child | None]]:
    """What becomes of each row of a file, in order: a refusal, "present" or "added"."""
    taken = {child.number for child in books.children}
    answers: list[tuple[str, Child | None]] = []
    above: set[Person] = set()
    for row in rows:
        known = _known(books, place, row.person)
        if known is not None:
            here = known.place is place and known.number == row.number
            answers.append(("present" if here else "ChildHasCertificate", known if here else None))
        elif (
            row.person in above
            or not place.is_for(row.person[1])
            or not row.number.startswith(place.prefix)
            or row.number in taken
            or (row.funded and not has_nominals(row.category, place.today))
        ):
            answers.append(("BadValue", None))
        else:
            above.add(row.person)
            taken.add(row.number)
            answers.append(("added", None))
    return answers


def _known(books: Books, place: Place, person: Person) -> Child | None:
    """The certificate there is: an open one anywhere, else the first that was closed here.

    Who only moved away from elsewhere is entered like anybody (CERT-9), but who left here does
    not come back by a file (decision 0022).
    """
    gone = [each for each in books.children if each.person == person and each.place is place]
    return open_of(books, person) or min(gone, key=lambda each: each.id, default=None)


def fund_rows(books: Books, children: list[tuple[Row, Child, bool]]) -> dict[int, str]:
    """Money for those who ask, in the order of the rows; returned is who may not have it, and why.

    Nobody is in the bot yet who is new.
    """
    refused: dict[int, str] = {}
    asking = [each for each in children if each[0].funded and not each[1].funded]
    for _, child, is_new in asking:
        if child.state != "ACTIVE":
            continue
        told = books.told.copy()
        try:
            fund(books, child)
        except Refused as no:
            refused[child.id] = str(no.args[0])
        if is_new:
            books.told = told
    return refused
