"""What was entered wrongly of a child is put right: name, birth date, category (CERT-1, CERT-2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.certificate import (
    Certificate,
    CertificateState,
    ensure_category_free,
    ensure_same_periods,
    last_valid_day,
)
from core.domain.certificate_errors import CertificateInUse
from core.domain.errors import WrongState
from core.domain.ids import CategoryId, CertificateId
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.certificates import ensure_born, ensure_named, has_one_already
from core.services.parameters import present_parameters
from core.services.queues import Funding, advance_queue, join_queue, locked_alone
from core.services.registries import ensure_category
from core.services.unfunding import unlapsed_periods


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be put right after documents were seen; None stays as it is."""

    full_name: str | None = None
    born_on: date | None = None
    category: CategoryId | None = None


def correct_certificate(
    uow: UnitOfWork, actor: Actor, id: CertificateId, correction: Correction
) -> Funding:
    """Write down what a certificate should have said; its number and its money stay.

    With the birth date the last valid day moves (CERT-1); where that makes room, the queue goes on
    at once (CERT-5). In another category a certificate that
    waits for money goes to the end of that queue, and has it at once where there is room. The
    trail keeps which fields of the child were corrected and never what they were: it is only
    added to, and an erased child must be in nothing. The same again changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        WrongState: It is closed.
        NotAName: The name has signs that no name has.
        BadValue: The age, or another child's name and birth date; a category that is none of the
            municipality's, or of a certificate with money; a last valid day that would give or
            take away a period whose money it has.
        CertificateInUse: An enrollment goes on after the day that would be the last valid one.
    """
    ensure_may_on_certificate(uow, actor, Act.ISSUE_CERTIFICATE, id)
    before = locked_alone(uow, id)
    if before.state is CertificateState.CLOSED:
        raise WrongState(current=before.state, attempted="corrected")
    changed = _correct_child(uow, actor, before, correction)
    born_on = correction.born_on
    after = before if born_on is None else replace(before, valid_until=last_valid_day(born_on))
    _ensure_valid(uow, before, after)
    after = _in_category(uow, after, correction.category)
    if not changed and after == before:
        return Funding(before, _place(uow, before))
    waited = after.category != before.category and uow.queues.leave(id)
    uow.certificates.save(after)
    moved = {"before": before.category, "after": after.category}
    uow.trail.record(
        actor, "correct-certificate", f"certificate:{id}", changed=",".join(changed) or None,
        **(moved if after.category != before.category else {}),
    )  # fmt: skip
    # Who did not fit in front may have stood before somebody who does; and who is no longer valid
    # in a period that is full may fit by now (CERT-7).
    if waited or after.valid_until != before.valid_until:
        advance_queue(uow, actor, before.category, before.municipality)
    if waited:
        return join_queue(uow, actor, after)
    (found,) = uow.certificates.get([id])
    return Funding(found, _place(uow, found))


def _correct_child(
    uow: UnitOfWork, actor: Actor, certificate: Certificate, correction: Correction
) -> list[str]:
    """Which of the child's fields were others."""
    (child,) = uow.people.children([certificate.child], of=actor).values()
    full_name = child.full_name if correction.full_name is None else correction.full_name.strip()
    born_on = correction.born_on or child.born_on
    turned = {
        "full_name": full_name != child.full_name,
        "born_on": born_on != child.born_on,
    }
    changed = [field for field, other in turned.items() if other]
    if not changed:
        return []
    # What was right when it was entered stays so, whatever age is asked for by now.
    if turned["full_name"]:
        ensure_named(full_name)
    if turned["born_on"]:
        place = uow.municipalities.by_id(certificate.municipality)
        least = present_parameters(uow, place).min_age
        ensure_born(born_on, today=uow.today(ZoneInfo(place.zone)), min_age=least)
    namesake = uow.people.namesake(full_name=full_name, born_on=born_on)
    if namesake not in {None, child.id}:
        raise has_one_already(uow, actor, uow.certificates.of_child(namesake))
    uow.people.correct_child(replace(child, full_name=full_name, born_on=born_on))
    return changed


def _ensure_valid(uow: UnitOfWork, before: Certificate, after: Certificate) -> None:
    """The new last valid day fits what was given and agreed until now."""
    if after.valid_until == before.valid_until:
        return
    periods = unlapsed_periods(uow, before)
    if before.funded:
        ensure_same_periods(before, after, [period.days.first for period in periods])
    zone = ZoneInfo(uow.municipalities.by_id(before.municipality).zone)
    live = uow.enrollments.of_certificate(before.id, live_on=uow.today(zone))
    beyond = [each for each in live if each.days.last > after.valid_until]
    if beyond:
        raise CertificateInUse(tuple(each.id for each in beyond))


def _in_category(
    uow: UnitOfWork, certificate: Certificate, category: CategoryId | None
) -> Certificate:
    if category is None or category == certificate.category:
        return certificate
    ensure_category(uow, certificate.municipality, category)
    ensure_category_free(certificate)
    return replace(certificate, category=category)


def _place(uow: UnitOfWork, certificate: Certificate) -> int | None:
    waits = uow.queues.waiting([certificate.id]).get(certificate.id)
    return None if waits is None else waits.place
