"""Identifiers that do not mix: two ids in a row are a bug waiting for a swap."""

from typing import NewType

AccountId = NewType("AccountId", int)
AgreementId = NewType("AgreementId", int)
ApplicationId = NewType("ApplicationId", int)
CategoryId = NewType("CategoryId", int)
CertificateId = NewType("CertificateId", int)
EnrollmentId = NewType("EnrollmentId", int)
GroupId = NewType("GroupId", int)
InvitationId = NewType("InvitationId", int)
ModuleId = NewType("ModuleId", int)
MunicipalityId = NewType("MunicipalityId", int)
NoticeId = NewType("NoticeId", int)
PeriodId = NewType("PeriodId", int)
PersonId = NewType("PersonId", int)
ProgramId = NewType("ProgramId", int)
ProviderId = NewType("ProviderId", int)
SavedSearchId = NewType("SavedSearchId", int)
UploadId = NewType("UploadId", int)
