"""Certificates by the rules (section 2), done to the model's plain numbers."""

from __future__ import annotations

from datetime import date

from tests.simulation.books import Books
from tests.simulation.papers import Category, Child, Period, Person, Place, Provision, Refused


def issue(books: Books, category: Category, number: str, person: Person) -> Child | None:
    """The child that has this certificate; None for a new one, whose id the registry will say."""
    place = category.place
    if not number.startswith(place.prefix) or not place.is_for(person[1]):
        raise Refused("BadValue")
    known = numbered(books, number)
    if known is not None and known.person == person and known.category is category:
        return known
    if known is not None or open_of(books, person) is not None:
        raise Refused("BadValue")
    return None


def numbered(books: Books, number: str) -> Child | None:
    return next((child for child in books.children if child.number == number), None)


def open_of(books: Books, person: Person) -> Child | None:
    """The one certificate of a child that is not closed (CERT-2)."""
    own = [child for child in books.children if child.person == person and child.state != "CLOSED"]
    assert len(own) <= 1
    return own[0] if own else None


def ask_for_money(books: Books, child: Child) -> None:
    """The family reads its place in the queue on the screen, and is not told it once more."""
    told = books.told["QUEUE_JOINED"]
    fund(books, child)
    books.told["QUEUE_JOINED"] = told


def fund(books: Books, child: Child) -> None:
    if child.state != "ACTIVE":
        raise Refused("WrongState")
    if child.funded or child in child.category.queue:
        return
    if _spent_before(books, child):
        raise Refused("UsedBefore")
    _ensure_nominals(child)
    wait(books, child)


def _ensure_nominals(child: Child) -> None:
    if not has_nominals(child.category, child.today):
        raise Refused("BadValue")


def has_nominals(category: Category, on: date) -> bool:
    """In every open period: else nobody knows what a certificate gets (CERT-5)."""
    opened = [period for period in category.place.periods if period.is_open(on)]
    return all(period.id in category.provisions for period in opened)


def _spent_before(books: Books, child: Child) -> bool:
    """Of a period that is not over, under a certificate that was closed here (decision 0022)."""
    closed = [c for c in books.children if c.person == child.person and c.state == "CLOSED"]
    return any(in_use(books, each) for each in closed if each.place is child.place)


def leave_queue(books: Books, child: Child) -> None:
    if child in child.category.queue:
        _out(books, child)


def unfund(books: Books, child: Child) -> None:
    """On the holder's wish (CERT-6)."""
    if child.state != "ACTIVE":
        raise Refused("WrongState")
    if not child.funded:
        return
    if in_use(books, child):
        raise Refused("CertificateInUse")
    give_back(books, child)
    advance(books, child.category, child.today)


def give_back(books: Books, child: Child) -> None:
    _back_to_fund(books, child, "unfunded")
    child.funded, child.funded_on = False, None
    books.told["CERTIFICATE_UNFUNDED"] += 1


def in_use(books: Books, child: Child) -> bool:
    money = [books.money[child.id, period.id] for period in unlapsed(child.place)]
    return any(of["RESERVED"] or of["DEBITED"] for of in money)


def freeze(books: Books, child: Child) -> None:
    if child.state == "FROZEN":
        return
    if child.state != "ACTIVE":
        raise Refused("WrongState")
    books.stop(child, "certificate-frozen")
    child.frozen_amount = _back_to_fund(books, child, "frozen")
    child.state, child.frozen_on = "FROZEN", child.today
    child.waited = child in child.category.queue
    books.told["CERTIFICATE_FROZEN"] += 1
    _out(books, child)


def unfreeze(books: Books, child: Child) -> None:
    if child.state == "ACTIVE":
        return
    if child.state != "FROZEN":
        raise Refused("WrongState")
    assert child.frozen_on is not None
    if child.place.period(child.today).first <= child.frozen_on:
        raise Refused("FreezingLasts")
    wanted = child.funded or child.waited
    if wanted:
        _ensure_nominals(child)
    child.funded, child.funded_on, child.waited = False, None, False
    child.state, child.frozen_on, child.frozen_amount = "ACTIVE", None, None
    books.told["CERTIFICATE_UNFROZEN"] += 1
    if wanted:
        wait(books, child)


def close(books: Books, child: Child, because: str) -> None:
    """On wish or moving (CERT-9); closed for another reason it stays as it is."""
    if child.state == "CLOSED":
        if child.closed_because != because:
            raise Refused("WrongState")
        return
    books.stop(child, "certificate-closed")
    lapse_and_close(books, child, because)
    _out(books, child)


def lapse_and_close(books: Books, child: Child, because: str) -> None:
    for period in unlapsed(child.place):
        rest = books.available(child, period)
        books.move("LAPSE", "AVAILABLE>LAPSED", child, period, rest, why="certificate-closed")
    child.state, child.closed_because = "CLOSED", because
    books.told["CERTIFICATE_CLOSED"] += 1
    if child in child.category.queue:
        child.category.queue.remove(child)


def set_nominal(books: Books, category: Category, period: Period, nominal: int) -> None:
    """All or none (CERT-11)."""
    provision = category.provisions.get(period.id)
    if provision is None:
        _first_nominal(books, category, period, nominal)
        return
    step = nominal - provision.nominal
    if not step:
        return
    counted = [c for c in books.children if counts(c, category, period)]
    too_much = provision.most_kopecks is not None
    if period.lapsed or (too_much and (provision.most_kopecks or 0) < nominal * len(counted)):
        raise Refused("BadValue")
    holders = [c for c in counted if period.id in c.granted]
    if any(books.available(child, period) + step < 0 for child in holders):
        raise Refused("NominalTooLow")
    for child in holders:
        ways = "FUND>AVAILABLE" if step > 0 else "AVAILABLE>FUND"
        # One change of the nominal is told from another by the place of its entry.
        why = f"nominal:{len(books.lines[child.id, period.id]) + 1}"
        books.move("ADJUST", ways, child, period, abs(step), why=why)
        books.told["NOMINAL_CHANGED"] += 1
    provision.nominal = nominal
    advance(books, category, category.place.today)


def _first_nominal(books: Books, category: Category, period: Period, nominal: int) -> None:
    """The next run gives it to whoever has money already."""
    if period.lapsed:
        raise Refused("BadValue")
    category.provisions[period.id] = Provision(nominal)
    period.granted = False
    advance(books, category, category.place.today)


def set_limits(
    books: Books, category: Category, period: Period, most: int | None, kopecks: int | None
) -> None:
    provision = category.provisions.get(period.id)
    if provision is None:
        raise Refused("NotFound")
    if (most, kopecks) == (provision.most, provision.most_kopecks):
        return
    funded = sum(counts(child, category, period) for child in books.children)
    if (most is not None and most < funded) or (
        kopecks is not None and kopecks < funded * provision.nominal
    ):
        raise Refused("BadValue")
    provision.most, provision.most_kopecks = most, kopecks
    advance(books, category, category.place.today)


def counts(child: Child, category: Category, period: Period) -> bool:
    """By the limits of this period: nobody does who is of age before it begins (CERT-7)."""
    return child.category is category and child.counts and child.valid_until >= period.first


def advance(books: Books, category: Category, on: date) -> None:
    """The first in the queue are funded in order, for as long as there is room (CERT-5)."""
    while category.queue and has_nominals(category, on) and _has_room(books, category.queue[0]):
        _give_money(books, category.queue.pop(0), on)


def grant(books: Books, child: Child, period: Period) -> None:
    provision = child.category.provisions.get(period.id)
    if provision is not None:
        books.move("GRANT", "FUND>AVAILABLE", child, period, provision.nominal)
        child.granted.add(period.id)


def unlapsed(place: Place) -> list[Period]:
    return [period for period in place.periods if not period.lapsed]


def wait(books: Books, child: Child) -> None:
    """To the end of its queue; whoever does not get the money at once is told its place."""
    child.category.queue.append(child)
    advance(books, child.category, child.today)
    books.told["QUEUE_JOINED"] += not child.funded


def _out(books: Books, child: Child) -> None:
    """Out of the queue; whatever place that leaves goes to the first in it."""
    if child in child.category.queue:
        child.category.queue.remove(child)
    advance(books, child.category, child.today)


def _has_room(books: Books, child: Child) -> bool:
    """In every period whose money it would get, now or when that opens."""
    periods = [p for p in unlapsed(child.place) if child.valid_until >= p.first]
    return all(_fits(books, child.category, period) for period in periods)


def _fits(books: Books, category: Category, period: Period) -> bool:
    provision = category.provisions.get(period.id)
    if provision is None:
        return True
    funded = sum(counts(child, category, period) for child in books.children)
    within = provision.most is None or funded < provision.most
    total = (funded + 1) * provision.nominal
    return within and (provision.most_kopecks is None or total <= provision.most_kopecks)


def _give_money(books: Books, child: Child, on: date) -> None:
    child.funded, child.funded_on, child.granted = True, on, set()
    child.fundings += 1
    books.told["CERTIFICATE_FUNDED"] += 1
    for period in child.place.periods:
        if period.is_open(on) and child.valid_until >= period.first:
            grant(books, child, period)


def _back_to_fund(books: Books, child: Child, why: str) -> int:
    returned = 0
    for period in unlapsed(child.place):
        rest = books.available(child, period)
        reason = f"{child.fundings}:{why}"
        books.move("ADJUST", "AVAILABLE>FUND", child, period, rest, why=reason)
        returned += rest
    return returned
