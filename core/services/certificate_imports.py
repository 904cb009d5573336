"""Many certificates at once, as a municipality's file gives them (CERT-2, CERT-4, CERT-5)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certificate import (
    Certificate,
    CertificateKind,
    CertificateState,
    ensure_of_age,
    is_certificate_number,
    last_valid_day,
    random_number,
)
from core.domain.certificate_errors import ChildHasCertificate, UsedBefore
from core.domain.drafts import CertificateDraft
from core.domain.errors import BadValue, DomainError, NotAllowed, NotAName, NotFound
from core.domain.ids import CategoryId, CertificateId, MunicipalityId, PersonId
from core.domain.invitation import TOKEN_BYTES, VALID_FOR, LinkMode, ToChild, digest, ending_at
from core.domain.linking import normalized_phone
from core.domain.person import Child, is_full_name, normalized_name, short_name
from core.domain.views import Municipality, NewInvitation
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in
from core.services.certificates import fund_certificate
from core.services.linking import put_phones
from core.services.parameters import present_parameters

# So many draws for each number that is wanted; more says that hardly any is left.
DRAWS_MAX = 100


@dataclass(frozen=True, slots=True)
class EnteredCertificate:
    """What became of one row: `refused` keeps it out, `added` says that it was not there."""

    draft: CertificateDraft
    number: str = ""
    certificate: CertificateId | None = None
    kind: CertificateKind = CertificateKind.ACCOUNTING
    added: bool = False
    refused: DomainError | None = None

    @property
    def short_name(self) -> str:
        return short_name(self.draft.full_name)


def enter_certificates(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    drafts: Sequence[CertificateDraft],
    *,
    draw: Callable[[int], int] = secrets.randbelow,
) -> tuple[EnteredCertificate, ...]:
    """Enter the children of a file that are not in the registry yet, row by row in order.

    A row that cannot be entered is answered with its refusal and keeps no other out; what the
    rows before it hold is counted. Who asks for money is funded, or joins the queue (CERT-5).
    A telephone is put on record, also of a child that was there. The same rows again change
    nothing and return the certificates there are.

    Raises:
        NotAllowed: Another municipality's registry.
    """
    place = ensure_may_in(uow, actor, Act.ISSUE_CERTIFICATE, municipality)
    uow.municipalities.exclusively(municipality)
    known = uow.people.known({_child(draft) for draft in drafts}, seen_from=municipality)
    present = {each.child: each for each in uow.certificates.of_children(known.values())}
    # A child that lives elsewhere is known to be there, and nothing else of it.
    named = uow.people.children(known.values(), of=actor)
    rows = _Rows(uow, place, drafts, draw)
    answers = [rows.judged(draft, known.get(_child(draft)), present, named) for draft in drafts]
    answers = _added(uow, actor, place, answers, rows.categories)
    put_phones(uow, actor, dict(_phones(answers)))
    return _funded(uow, actor, answers)


def invite_families(
    uow: UnitOfWork, actor: Actor, certificates: Sequence[CertificateId]
) -> tuple[NewInvitation, ...]:
    """A new one-time invitation to each child, in order; those that were open have expired.

    Raises:
        NotAllowed: One of them is missing or of another municipality; then none is made.
    """
    found = uow.certificates.get(certificates)
    if {each.id for each in found} != set(certificates):
        raise NotAllowed
    for each in found:
        subject = Subject(certificate=each.id, municipality=each.municipality)
        ensure_may(actor, Act.INVITE_FAMILY, subject)
    until = uow.now + VALID_FOR
    tokens = [secrets.token_urlsafe(TOKEN_BYTES) for _ in certificates]
    new = [
        (ToChild(certificate, LinkMode.ACTING), digest(token))
        for certificate, token in zip(certificates, tokens, strict=True)
    ]
    uow.invitations.end_each(certificates, LinkMode.ACTING, at=ending_at(uow.now))
    uow.invitations.add_each(new, valid_until_at=until, by=actor.code)
    uow.trail.record_each(actor, "invite", [f"certificate:{each}" for each in certificates])
    return tuple(NewInvitation(token, until) for token in tokens)


class _Rows:
    """The rows of one act while they are judged; each takes its number away from the next."""

    def __init__(
        self,
        uow: UnitOfWork,
        place: Municipality,
        drafts: Sequence[CertificateDraft],
        draw: Callable[[int], int],
    ) -> None:
        self.place = place
        self.today = uow.today(ZoneInfo(place.zone))
        self.min_age = present_parameters(uow, place).min_age
        self.categories = {each.name: each.id for each in uow.municipalities.categories(place.id)}
        self._fundable = _fundable(uow, place, self.categories.values())
        self._taken = set(uow.people.taken([each.number for each in drafts if each.number]))
        wanted = {each.number for each in drafts if each.number}
        missing = sum(not each.number for each in drafts)
        self._free = _free_numbers(uow, place, missing, wanted, draw)
        self._entered: set[tuple[str, date]] = set()

    def judged(
        self,
        draft: CertificateDraft,
        known: PersonId | None,
        present: Mapping[PersonId, Certificate],
        named: Mapping[PersonId, Child],
    ) -> EnteredCertificate:
        """The certificate there is, one that is to be added, or a refusal."""
        certificate = None if known is None else present.get(known)
        if certificate is None:
            return self._new(draft)
        child = named.get(certificate.child)
        here = child is not None and certificate.municipality == self.place.id
        if child is None or not here or draft.number not in {None, child.certificate_number}:
            return EnteredCertificate(draft, refused=ChildHasCertificate(certificate.id))
        if draft.category not in self.categories:
            # A wrong row stays wrong when a right one has brought the child in.
            return EnteredCertificate(draft, refused=NotFound("category", draft.category))
        return EnteredCertificate(draft, child.certificate_number, certificate.id, certificate.kind)

    def _new(self, draft: CertificateDraft) -> EnteredCertificate:
        try:
            self._ensure_enterable(draft)
        except DomainError as why:
            return EnteredCertificate(draft, refused=why)
        self._entered.add(_child(draft))
        number = draft.number or self._free.pop()
        self._taken.add(number)
        return EnteredCertificate(draft, number, added=True)

    def _ensure_enterable(self, draft: CertificateDraft) -> None:
        if not is_full_name(draft.full_name):
            raise NotAName("full_name")
        if _child(draft) in self._entered:
            raise BadValue("full_name", "the same child stands in a row above")
        ensure_of_age(draft.born_on, today=self.today, min_age=self.min_age)
        if draft.category not in self.categories:
            raise NotFound("category", draft.category)
        if draft.funded and self.categories[draft.category] not in self._fundable:
            raise BadValue("category", "it has no nominal in an open period, so no money")
        self._ensure_number(draft.number)

    def _ensure_number(self, number: str | None) -> None:
        prefix = self.place.number_prefix
        if number is None and not self._free:
            raise BadValue("number", "hardly any free one is left")
        if number is None:
            return
        if not is_certificate_number(number) or not number.startswith(prefix):
            raise BadValue("number", "ten digits beginning with {prefix}", prefix=prefix)
        if number in self._taken:
            raise BadValue("number", "another certificate has it")


def _child(draft: CertificateDraft) -> tuple[str, date]:
    return normalized_name(draft.full_name), draft.born_on


def _fundable(
    uow: UnitOfWork, place: Municipality, categories: Collection[CategoryId]
) -> frozenset[CategoryId]:
    """Categories with a nominal in every open period."""
    today = uow.today(ZoneInfo(place.zone))
    opened = [
        each.id
        for each in uow.municipalities.periods(place.id)
        if each.opens_on <= today <= each.days.last and not each.lapsed
    ]
    return frozenset(
        category
        for category in categories
        if all(uow.municipalities.nominal(category, period) for period in opened)
    )


def _free_numbers(
    uow: UnitOfWork,
    place: Municipality,
    count: int,
    wanted: Collection[str | None],
    draw: Callable[[int], int],
) -> list[str]:
    """As many as can be drawn, none of them among those that are `wanted` by other rows."""
    free: set[str] = set()
    draws = 0
    while len(free) < count and draws < DRAWS_MAX * count:
        drawn = {random_number(place.number_prefix, draw) for _ in range(count - len(free))}
        draws += count - len(free)
        free |= drawn - uow.people.taken(drawn) - set(wanted)
    return sorted(free)


def _added(
    uow: UnitOfWork,
    actor: Actor,
    place: Municipality,
    answers: Sequence[EnteredCertificate],
    categories: Mapping[str, CategoryId],
) -> list[EnteredCertificate]:
    """Write what is to be added, a few statements for all of it."""
    new = [each for each in answers if each.added]
    drafts = [each.draft for each in new]
    children = uow.people.add_children(
        [(each.draft.full_name, each.draft.born_on, each.number) for each in new]
    )
    ids = uow.certificates.add_each(
        [
            (child, categories[draft.category], last_valid_day(draft.born_on))
            for child, draft in zip(children, drafts, strict=True)
        ],
        municipality=place.id,
    )
    issued = {"after": CertificateState.ACTIVE, "kind": CertificateKind.ACCOUNTING}
    uow.trail.record_every(
        actor,
        "issue",
        {
            f"certificate:{id_}": {**issued, "category": categories[draft.category]}
            for id_, draft in zip(ids, drafts, strict=True)
        },
    )
    given = iter(ids)
    return [
        EnteredCertificate(each.draft, each.number, next(given), added=True) if each.added else each
        for each in answers
    ]


def _phones(answers: Sequence[EnteredCertificate]) -> Iterator[tuple[CertificateId, str]]:
    for each in answers:
        phone = normalized_phone(each.draft.phone or "")
        if each.certificate is not None and phone is not None:
            yield each.certificate, phone


def _funded(
    uow: UnitOfWork, actor: Actor, answers: Sequence[EnteredCertificate]
) -> tuple[EnteredCertificate, ...]:
    """Money for those who ask for it, in the order of the rows; and the kinds as they are then."""
    ids = [each.certificate for each in answers if each.certificate is not None]
    before = {each.id: each for each in uow.certificates.get(ids)}
    refused: dict[CertificateId, DomainError] = {}
    for each in answers:
        certificate = None if each.certificate is None else before[each.certificate]
        if certificate is None or not each.draft.funded or certificate.funded:
            continue
        if certificate.state is CertificateState.ACTIVE:
            try:
                fund_certificate(uow, actor, certificate.id)
            except (UsedBefore, BadValue) as why:
                # The money of another certificate of the child, or its category has no nominal.
                refused[certificate.id] = why
    after = {each.id: each.kind for each in uow.certificates.get(ids)}

    def answered(each: EnteredCertificate) -> EnteredCertificate:
        if each.certificate is None:
            return each
        why = refused.get(each.certificate) if each.draft.funded else None
        return replace(each, kind=after[each.certificate], refused=why)

    return tuple(map(answered, answers))
