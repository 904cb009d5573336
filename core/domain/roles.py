"""Who holds a role: which accounts see a child, answer for a provider, work as operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.ids import AccountId
from core.domain.invitation import LinkMode


class RoleKind(StrEnum):
    CHILD = "CHILD"
    PROVIDER = "PROVIDER"
    OPERATOR = "OPERATOR"


@dataclass(frozen=True, slots=True)
class Role:
    """A role at a certificate, a provider or a municipality, by its id."""

    kind: RoleKind
    at: int

    @property
    def code(self) -> str:
        """As the audit trail calls what the role is at."""
        names = {RoleKind.CHILD: "certificate", RoleKind.PROVIDER: "provider"}
        return f"{names.get(self.kind, 'municipality')}:{self.at}"


class LinkedBy(StrEnum):
    """Who let an account see a child."""

    OPERATOR = "OPERATOR"  # by an invitation, as the next
    MUNICIPALITY = "MUNICIPALITY"
    TELEPHONE = "TELEPHONE"  # the one on record, with the certificate's number
    APPLICATION = "APPLICATION"  # the account applied for the certificate


@dataclass(frozen=True, slots=True)
class Holder:
    """An account with a role; `mode` is set for a child only, and `linked_by` where it is known."""

    account: AccountId
    since: datetime
    mode: LinkMode | None = None
    linked_by: LinkedBy | None = None
