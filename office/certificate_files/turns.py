"""The rows of a file some at a time, so that each is judged by what became of those above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.domain.drafts import CertificateDraft, RowProblem
from core.domain.person import normalized_name
from core.services.certificate_imports import EnteredCertificate
from office.catalog_files.problems import Reason
from office.certificate_files.reader import CertificateRows

Child = tuple[str, date]


@dataclass(slots=True)
class Turns:
    """A child and a number go in once: the row that repeats one waits until it is known whether
    the row above went in, and is refused only then.
    """

    rows: CertificateRows
    _entered: list[EnteredCertificate] = field(default_factory=list)
    _problems: list[RowProblem] = field(default_factory=list)
    _children: set[Child] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)

    def chunks(self, size: int) -> Iterator[list[CertificateDraft]]:
        """At most so many rows in their order; what became of them is to be noted before the
        next ones are taken.
        """
        chunk: list[CertificateDraft] = []
        for place, draft in enumerate(self.rows.drafts):
            if chunk and (len(chunk) == size or place in self.rows.repeats):
                yield chunk
                chunk = []
            if not self._is_refused(place, draft):
                chunk.append(draft)
        if chunk:
            yield chunk

    def note(self, answers: Sequence[EnteredCertificate]) -> None:
        """Which rows went in."""
        self._entered += answers
        for draft in (each.draft for each in answers if each.refused is None):
            self._children.add(_child(draft))
            if draft.number:
                self._numbers.add(draft.number)

    def done(self) -> tuple[EnteredCertificate, ...]:
        """What became of all of them; problems found meanwhile stand with the others."""
        self.rows.problems += self._problems
        return tuple(self._entered)

    def _is_refused(self, place: int, draft: CertificateDraft) -> bool:
        twice = {
            Reason.SAME_CHILD_TWICE: _child(draft) in self._children,
            Reason.SAME_NUMBER_TWICE: draft.number in self._numbers,
        }
        problems = [each for each in self.rows.repeats.get(place, []) if twice[Reason(each.reason)]]
        self._problems += problems
        return bool(problems)


def _child(draft: CertificateDraft) -> Child:
    return normalized_name(draft.full_name), draft.born_on
