"""A question that goes on: whoever saved it hears of programs that fit it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.domain.errors import DomainError
from core.domain.ids import AccountId, CertificateId, ProgramId, SavedSearchId

SAVED_MAX: Final = 10
# What more programs fit than this is no search to be told of: news would come every day.
KNOWN_MAX: Final = 1000
# A change may be committed a little later than the moment it bears.
LAG: Final = timedelta(minutes=1)
AGAIN_AFTER: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`question` are the words of `core.domain.questions`; `certificate` is the child's."""

    id: SavedSearchId
    account: AccountId
    certificate: CertificateId | None
    question: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class News:
    """Programs that changed and fit a saved search now; it may know some of them already."""

    search: SavedSearchId
    programs: tuple[ProgramId, ...]


class TooManySavedSearches(DomainError):
    """The account keeps as many searches as it may."""

    code = "too-many-saved-searches"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} searches are saved already")
        self.most = most

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"most": self.most}


class SearchTooWide(DomainError):
    """So much fits already that news would be no news."""

    code = "search-too-wide"

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} programs fit")
        self.most = most

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"most": self.most}
