"""What was entered wrongly of a child is put right by the rules, in the model (CERT-1, CERT-2)."""

from __future__ import annotations

from tests.simulation.books import Books
from tests.simulation.model_certificates import advance, has_nominals, open_of, unlapsed, wait
from tests.simulation.papers import Category, Child, Person, Refused
from tests.simulation.sums import last_valid_day


def correct(books: Books, child: Child, person: Person, category: Category) -> None:
    """The number and the money stay; who waits in another category goes to the end there."""
    if child.state == "CLOSED":
        raise Refused("WrongState")
    _ensure_child(books, child, person)
    _ensure_valid(books, child, person)
    before = child.category
    waits = category is not before and child in before.queue
    if category is not before and (category.place is not child.place or child.funded):
        raise Refused("BadValue")
    if waits and not has_nominals(category, child.today):
        raise Refused("BadValue")
    valid_until = child.valid_until
    (child.named, child.born), child.category = person, category
    if waits:
        before.queue.remove(child)
    if waits or child.valid_until != valid_until:
        advance(books, before, child.today)
    if waits:
        wait(books, child)


def _ensure_child(books: Books, child: Child, person: Person) -> None:
    """A birthday for which there are certificates, and nobody else's name with it (CERT-2)."""
    if person[1] != child.born and not child.place.is_for(person[1]):
        raise Refused("BadValue")
    if open_of(books, person) not in {None, child}:
        raise Refused("BadValue")


def _ensure_valid(books: Books, child: Child, person: Person) -> None:
    """No period's money comes or goes with the birthday, and no contract outlives it (ENR-4)."""
    before, after = child.valid_until, last_valid_day(person[1])
    depends = [p for p in unlapsed(child.place) if (before >= p.first) != (after >= p.first)]
    if child.funded and depends:
        raise Refused("BadValue")
    if before != after and any(books.in_use(c) and c.last > after for c in books.of(child)):
        raise Refused("CertificateInUse")
