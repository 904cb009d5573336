"""Applications between rows and the domain."""

from __future__ import annotations

from core.domain.application import (
    ApplicationRefusal,
    ApplicationState,
    CertificateApplication,
)
from core.domain.ids import AccountId, ApplicationId, MunicipalityId
from db.statements import Columns


def as_application(row: Columns) -> CertificateApplication:
    """Of a row of the table."""
    refused = row.refusal_reason is not None
    return CertificateApplication(
        id=ApplicationId(row.id),
        account=AccountId(row.account_id),
        municipality=MunicipalityId(row.municipality_id),
        state=ApplicationState(row.state),
        consent_version=row.consent_version,
        sent_at=row.sent_at,
        answer_due=row.answer_due,
        answered_on=row.answered_on,
        refusal=(ApplicationRefusal(row.refusal_reason), row.refusal_comment) if refused else None,
        certificate=row.certificate_id,
    )
