"""For which of its children a family searches, by its own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Family, Subject, ensure_may
from core.domain.ids import CertificateId
from core.domain.own_children import Heard, OwnChild, heard, may_speak_of
from core.ports.acts import asks_once
from core.ports.families import Looking
from core.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was understood, and what the search for that child begins with."""

    heard: Heard
    looking: Looking


def may_be_spoken_of(text: str, looking: Looking) -> bool:
    """Whether `spoken_of` may say more than the text itself."""
    return may_speak_of(text, [each.child.full_name for each in looking.children])


@asks_once
def spoken_of(uow: UnitOfWork, actor: Family, looking: Looking, text: str) -> Spoken:
    """The child that the words mean, as old as it is today where it lives.

    Args:
        looking: What is known of the family. The standing of another child than it searched for
            is asked for, unless it came with the words.

    Raises:
        NotAllowed: What is known is of another family.
    """
    for each in looking.children:
        ensure_may(actor, Act.SEE_CHILD, Subject(certificate=each.certificate))
    children = [
        OwnChild(
            each.certificate,
            each.child.full_name,
            each.child.age(on=uow.today(ZoneInfo(each.municipality.zone))),
        )
        for each in looking.children
    ]
    said = heard(text, children)
    if said.child is None or said.child == _searched_for(looking):
        return Spoken(said, looking)
    known = looking.standings.get(said.child)
    standing = uow.certificates.standing(said.child, of=actor) if known is None else known
    return Spoken(said, replace(looking, standing=standing))


def _searched_for(looking: Looking) -> CertificateId | None:
    return None if looking.standing is None else looking.standing.certificate.id
