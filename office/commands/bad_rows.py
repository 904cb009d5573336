"""What could not be entered goes back to the operator, in the operator's own file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.domain.drafts import CatalogDraft
from core.domain.errors import DomainError
from office.catalog_files import CatalogFileRefused, Refusal
from office.catalog_files.error_copy import write_error_copy
from office.catalog_files.messages import PLACE_MESSAGE, PROBLEM_MESSAGES, facts_of
from office.catalog_files.sources import is_workbook
from office.words import refusal, say

# The file is made for the people who made the catalog.
_TONGUE = "ru"

Refused = Sequence[tuple[str, DomainError]]


def write_bad_rows(
    file: Path, target: Path | None, draft: CatalogDraft, refused: Refused
) -> Path | None:
    """Where the copy with the errors was written; None when every row went in.

    Without a `target` it goes into the present folder, under the file's name.

    Raises:
        CatalogFileRefused: It cannot be written there; what was entered stays entered.
    """
    told: dict[tuple[str, int], list[str]] = {}
    for place, sentence in (*_of_rows(draft), *_of_programs(draft, refused)):
        told.setdefault(place, []).append(sentence)
    if not told:
        return None
    if target is not None and target.exists() and target.samefile(file):
        raise CatalogFileRefused(Refusal.COPY_NOT_WRITTEN, file=str(target))
    copy = target or Path(f"{file.stem}-errors{'.xlsx' if is_workbook(file) else '.csv'}")
    try:
        write_error_copy(file, copy, {place: "\n".join(each) for place, each in told.items()})
    except OSError:
        raise CatalogFileRefused(Refusal.COPY_NOT_WRITTEN, file=str(copy)) from None
    return copy


def _of_rows(draft: CatalogDraft) -> Iterator[tuple[tuple[str, int], str]]:
    for problem in draft.problems:
        if problem.fatal:
            facts = facts_of(problem)
            where = say(PLACE_MESSAGE, facts, tongue=_TONGUE)
            sentence = say(PROBLEM_MESSAGES[problem.reason], facts, tongue=_TONGUE)
            yield (problem.cell.sheet, problem.cell.row), f"{where}: {sentence}"


def _of_programs(draft: CatalogDraft, refused: Refused) -> Iterator[tuple[tuple[str, int], str]]:
    """The rules refused a whole program: it is said beside each of its groups."""
    why = dict(refused)
    for program in draft.programs:
        if program.title not in why:
            continue
        for module in program.modules:
            for group in module.groups:
                yield (group.sheet, group.row), refusal(why[program.title], tongue=_TONGUE)
