"""What is in somebody's scope, as conditions of a question (promise A1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, false, true

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff
from core.domain.scope import Met, Scope, sees_everybody
from db.tables.enrollments import enrollments
from db.tables.money import applications, certificates


def certificates_of(of: Scope) -> ColumnElement[bool]:
    """Of a row of certificates: as `core.domain.scope.sees`."""
    match of:
        case Family():
            return certificates.c.id.in_(of.certificates)
        case Met():
            return certificates.c.id == of.certificate
        case Operator() | MunicipalityOfficer():
            return _of_office(of, certificates.c.municipality_id)
        case _:
            return true() if sees_everybody(of) else false()


def enrollments_of(of: Scope) -> ColumnElement[bool]:
    """Of a row of enrollments beside its certificate; a provider's are those in its groups."""
    if isinstance(of, ProviderStaff):
        return enrollments.c.provider_id == of.provider
    return certificates_of(of)


def applications_of(of: Scope) -> ColumnElement[bool]:
    """Of a row of applications: a family's own, and those to the office's municipalities."""
    match of:
        case Family():
            return applications.c.account_id == of.account
        case Operator() | MunicipalityOfficer():
            return _of_office(of, applications.c.municipality_id)
        case _:
            return false()


def _of_office(
    of: Operator | MunicipalityOfficer, municipality: Column[Any]
) -> ColumnElement[bool]:
    if isinstance(of, MunicipalityOfficer):
        return municipality == of.municipality
    return true() if of.municipalities is None else municipality.in_(of.municipalities)
