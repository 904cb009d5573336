"""Who and what comes into the registries by the rules: providers, programs, files (M1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.simulation.books import Books
from tests.simulation.catalog import BUDGET, Program
from tests.simulation.model_certificates import fund
from tests.simulation.papers import Category, Child, Place, Refused
from tests.simulation.sums import years_old


@dataclass(frozen=True)
class Row:
    """One child of a file of certificates, of which number and birth date say who it is."""

    number: str
    born: date
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
    above: set[tuple[str, date]] = set()
    for row in rows:
        known = next(
            (c for c in books.children if (c.number, c.born) == (row.number, row.born)), None
        )
        if known is not None:
            here = known.place is place
            answers.append(("present" if here else "ChildHasCertificate", known if here else None))
        elif (
            (row.number, row.born) in above
            or not 5 <= years_old(row.born, place.today) < 18
            or not row.number.startswith(place.prefix)
            or row.number in taken
        ):
            answers.append(("BadValue", None))
        else:
            above.add((row.number, row.born))
            taken.add(row.number)
            answers.append(("added", None))
    return answers


def fund_rows(books: Books, children: list[tuple[Row, Child, bool]]) -> None:
    """Money for those who ask, in the order of the rows; nobody is in the bot yet who is new."""
    asking = [each for each in children if each[0].funded and not each[1].funded]
    for _, child, is_new in asking:
        if child.state != "ACTIVE":
            continue
        told = books.told.copy()
        fund(books, child)
        if is_new:
            books.told = told
