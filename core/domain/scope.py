"""Whose data somebody may read: what is asked for before a repository opens anything of a person.

A bare id is never enough (promise A1): who asks says who it is, and what is not in that scope is
answered like what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import (
    Actor,
    Family,
    MunicipalityOfficer,
    Operator,
    System,
)
from core.domain.certificate import Certificate
from core.domain.ids import CertificateId


@dataclass(frozen=True, slots=True)
class Met:
    """A child whose number and full name somebody said rightly; good for this child alone.

    Made by the repository that compared them, and nowhere else.
    """

    certificate: CertificateId


Scope = Actor | Met


def sees_everybody(of: Scope) -> bool:
    """The operator of a whole region, and the scheduler, who shows nobody what it reads."""
    return isinstance(of, System) or (isinstance(of, Operator) and of.municipalities is None)


def sees(of: Scope, certificate: Certificate) -> bool:
    """Whether a child is in the scope: a family's own, one of the office's municipalities.

    A provider sees no children, only what they ask of it.
    """
    match of:
        case Family():
            return certificate.id in of.certificates
        case Met():
            return certificate.id == of.certificate
        case Operator(municipalities=places) if places is not None:
            return certificate.municipality in places
        case MunicipalityOfficer():
            return certificate.municipality == of.municipality
        case _:
            return sees_everybody(of)
