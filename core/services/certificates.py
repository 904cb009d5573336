"""Issuing certificates and giving them money (CERT-1 … CERT-5)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, may
from core.domain.certificate import (
    Certificate,
    CertificateKind,
    ensure_of_age,
    is_certificate_number,
    last_valid_day,
)
from core.domain.certificate_errors import UsedBefore
from core.domain.errors import BadValue, NotAName
from core.domain.ids import CategoryId, CertificateId, MunicipalityId
from core.domain.person import is_name
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, ensure_may_on_certificate
from core.services.parameters import present_parameters
from core.services.queues import Funding, join_queue, locked_alone
from core.services.registries import ensure_category
from core.services.unfunding import unlapsed_periods


def issue_certificate(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    category: CategoryId,
    *,
    full_name: str,
    born_on: date,
    number: str,
) -> Certificate:
    """Enter a child into the registry; the new certificate is ACCOUNTING (CERT-2, CERT-4, CERT-5).

    The same child with the same number a second time returns the first certificate. Who has
    moved here, or comes back, is entered anew: a closed certificate is in nobody's way (CERT-9).

    Raises:
        NotAllowed: Another municipality's registry.
        NotAName: The name has signs that no name has.
        BadValue: The number, the age, or the child is not one that can be entered; the
            municipality has no such category, or the certificate was issued in another one.
    """
    place = ensure_may_in(uow, actor, Act.ISSUE_CERTIFICATE, municipality)
    if not is_certificate_number(number) or not number.startswith(place.number_prefix):
        raise BadValue("number", "ten digits beginning with {prefix}", prefix=place.number_prefix)
    full_name = full_name.strip()
    ensure_named(full_name)
    least = present_parameters(uow, place).min_age
    ensure_born(born_on, today=uow.today(ZoneInfo(place.zone)), min_age=least)
    namesake = uow.people.namesake(full_name=full_name, born_on=born_on)
    earlier = _issued(uow, number, full_name, born_on)
    if earlier is not None:
        if earlier.category != category:
            raise BadValue("category", "{number} was issued in another one", number=number)
        return earlier
    if namesake is not None:
        known = uow.certificates.of_child(namesake)
        raise has_one_already(uow, actor, known)
    ensure_category(uow, municipality, category)
    child = uow.people.add_child(full_name=full_name, born_on=born_on, certificate_number=number)
    certificate = uow.certificates.add(
        child=child,
        municipality=municipality,
        category=category,
        valid_until=last_valid_day(born_on),
    )
    uow.trail.record(
        actor, "issue", f"certificate:{certificate.id}", after=certificate.state,
        kind=certificate.kind, category=category,
    )  # fmt: skip
    return certificate


def _issued(uow: UnitOfWork, number: str, full_name: str, born_on: date) -> Certificate | None:
    holder = uow.people.holder_of(number)
    if holder is None:
        return None
    same = holder in uow.people.entered(full_name=full_name, born_on=born_on)
    return uow.certificates.of_child(holder) if same else None


def has_one_already(uow: UnitOfWork, actor: Actor, known: Certificate | None) -> BadValue:
    """That there is a certificate, and which, to whoever keeps the registry it is in (CERT-2)."""
    said = "this child has a certificate already"
    if known is None or not may(
        actor, Act.ISSUE_CERTIFICATE, Subject(municipality=known.municipality)
    ):
        return BadValue("full_name", said)
    (child,) = uow.people.children([known.child], of=actor).values()
    return BadValue("full_name", said + ": {number}", number=child.certificate_number)


def ensure_named(full_name: str) -> None:
    """Raise NotAName for what has signs that no name has."""
    if not is_name(full_name):
        raise NotAName("full_name")


def ensure_born(born_on: date, *, today: date, min_age: int) -> None:
    """Refuse a birth date of nobody for whom a certificate is, by the `min_age` there (CERT-2).

    Raises:
        BadValue: Not born yet, or not of an age for certificates.
    """
    if born_on > today:
        raise BadValue("born_on", "after today")
    ensure_of_age(born_on, today=today, min_age=min_age)


def fund_certificate(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Funding:
    """ACCOUNTING becomes FUNDED, with a GRANT in every open period, if there is room (CERT-5).

    Room must be in every period whose rest has not lapsed, also in later ones (CERT-7). Without
    room, or while others wait, the certificate joins the queue of its category. Its family is
    told either way. Funding a funded or a waiting certificate changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        WrongState: It is frozen or closed.
        BadValue: Its category has no nominal in an open period.
        UsedBefore: The child used money of a period under a certificate that was closed here.
    """
    ensure_may_on_certificate(uow, actor, Act.FUND_CERTIFICATE, id)
    return _fund(uow, actor, id)


def ask_funding(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Funding:
    """The same, asked for by the family.

    Raises:
        NotAllowed: Not a child for whom the actor may act.
        WrongState: It is frozen or closed.
        BadValue: Its category has no nominal in an open period.
        UsedBefore: The child used money of a period under a certificate that was closed here.
    """
    ensure_may_on_certificate(uow, actor, Act.ASK_FUNDING, id)
    return _fund(uow, actor, id)


def _fund(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Funding:
    certificate = locked_alone(uow, id)
    certificate.ensure_active(CertificateKind.FUNDED)
    if certificate.funded:
        return Funding(certificate)
    waits = uow.queues.waiting([id]).get(id)
    if waits is not None:
        return Funding(certificate, waits.place)
    _ensure_nothing_used_before(uow, actor, certificate)
    return join_queue(uow, actor, certificate)


def _ensure_nothing_used_before(uow: UnitOfWork, actor: Actor, certificate: Certificate) -> None:
    """One nominal is not spent twice by a child that came back in the same period (CERT-10)."""
    child = uow.people.children([certificate.child], of=actor)[certificate.child]
    entered = uow.people.entered(full_name=child.full_name, born_on=child.born_on)
    others = [each for each in entered if each != certificate.child]
    if not others:
        return
    here = [
        each.id
        for each in uow.certificates.of_children(others)
        if each.municipality == certificate.municipality
    ]
    balances = uow.ledger.balances(here)
    for period in unlapsed_periods(uow, certificate):
        held = [balances[each][period.id] for each in here if period.id in balances.get(each, {})]
        if any(balance.reserved or balance.debited for balance in held):
            raise UsedBefore(period.days.last)
