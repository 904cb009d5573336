"""A category's nominal and limits in a period, and their change (CERT-5, CERT-7, CERT-11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.domain.actor import Actor
from core.domain.certificate_errors import NominalTooLow
from core.domain.errors import BadValue, NotFound
from core.domain.funding import FundingPeriod
from core.domain.ids import CategoryId, CertificateId
from core.domain.money import Money
from core.domain.provision import Limits, Provision
from core.ports.unit_of_work import UnitOfWork
from core.services.access import own_period
from core.services.noted import differences
from core.services.queues import advance_queue, bulk_of
from core.services.registries import ensure_category

NAMED_MAX = 5
# Per child and period; the nominals of ten million children still fit into a database's integer.
NOMINAL_MAX = Money(10**11)
TOTAL_MAX = Money(10**18)
CERTIFICATES_MAX = 10_000_000


def set_nominal(
    uow: UnitOfWork, actor: Actor, category: CategoryId, period: FundingPeriod, nominal: Money
) -> None:
    """What each certificate of the category has in the period, funded before or later.

    In an open period the available of all that are funded moves by the difference, all or none
    (CERT-11), and their families are told. Room that a lower nominal makes goes to the queue.
    The same nominal again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        BadValue: A nominal of nothing or of more than a billion roubles, of a period whose rest
            has lapsed, or more in all than the category's limit; another municipality's category.
        NominalTooLow: One certificate or more has less available than would go.
    """
    period = own_period(uow, actor, period)
    if not nominal:
        raise BadValue("nominal", "it must be more than 0")
    if nominal > NOMINAL_MAX:
        raise BadValue("nominal", "at most {most}", most=NOMINAL_MAX)
    ensure_category(uow, period.municipality, category)
    before = provision(uow, category, period)
    if before is not None and before.nominal == nominal:
        return
    if period.lapsed:
        raise BadValue("period", "its money has lapsed")
    if before is None:
        uow.provisions.add(category, period.id, nominal)
        changed = 0
    else:
        changed = _change(uow, actor, before, nominal)
    uow.trail.record(
        actor, "set-nominal", f"category:{category}", period=period.id,
        before=None if before is None else before.nominal.kopecks,
        kopecks=nominal.kopecks, certificates=changed,
    )  # fmt: skip
    advance_queue(uow, actor, category, period.municipality)


def set_limits(
    uow: UnitOfWork,
    actor: Actor,
    category: CategoryId,
    period: FundingPeriod,
    limits: Limits,
    *,
    keep: Collection[str] = (),
) -> None:
    """How many certificates the category funds in the period, and for how much (CERT-7).

    Fields of `limits` that are named in `keep` stay as they are. Where they grow, the first in
    the queue are funded at once, in order, and told. The same limits again change nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        BadValue: Below what is funded already, negative, or beyond all children of the country.
        NotFound: The category has no nominal in the period.
    """
    period = own_period(uow, actor, period)
    if limits.max_certificates is not None and not 0 <= limits.max_certificates <= CERTIFICATES_MAX:
        raise BadValue("max_certificates", "from 0 to {most}", most=CERTIFICATES_MAX)
    if limits.max_total is not None and limits.max_total > TOTAL_MAX:
        raise BadValue("max_total", "at most {most}", most=TOTAL_MAX)
    before = provision(uow, category, period)
    if before is None:
        raise NotFound("nominal", period.days.first.isoformat())
    limits = replace(limits, **{name: getattr(before.limits, name) for name in keep})
    if before.limits == limits:
        return
    before.ensure_holds(limits=limits)
    uow.provisions.set_limits(category, period.id, limits)
    uow.trail.record(
        actor, "set-limits", f"category:{category}", period=period.id,
        **differences(_fields(before.limits), _fields(limits)),
    )  # fmt: skip
    advance_queue(uow, actor, category, period.municipality)


def provision(uow: UnitOfWork, category: CategoryId, period: FundingPeriod) -> Provision | None:
    """What the category has in the period; None while it has no nominal there."""
    found = uow.provisions.of_category(category)
    return next((each for each in found if each.period.id == period.id), None)


def _change(uow: UnitOfWork, actor: Actor, before: Provision, nominal: Money) -> int:
    before.ensure_holds(nominal=nominal)
    category, period = before.category, before.period
    if nominal < before.nominal:
        less = before.nominal - nominal
        short, number = uow.provisions.short_of(category, period.id, less, most=NAMED_MAX)
        if number:
            raise NominalTooLow(_numbers(uow, actor, short), number)
    bulk = bulk_of(uow, actor, period.municipality)
    return uow.provisions.change_nominal(category, period.id, nominal, bulk)


def _numbers(
    uow: UnitOfWork, actor: Actor, certificates: Collection[CertificateId]
) -> tuple[str, ...]:
    """By which the officer who asked for the change finds them in its own registry."""
    holders = [each.child for each in uow.certificates.get(certificates)]
    children = uow.people.children(holders, of=actor)
    return tuple(children[each].certificate_number for each in holders)


def _fields(limits: Limits) -> Mapping[str, object]:
    return {"max_certificates": limits.max_certificates, "max_total": limits.max_total}
