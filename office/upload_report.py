"""What became of an upload, read back from where it is kept: for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.domain.drafts import RowProblem
from core.domain.ids import UploadId
from core.domain.uploads import Kind, Missing, SettledProgram, Upload
from core.ports.acts import Reads
from core.ports.unit_of_work import UnitOfWork
from office.catalog_files.changed import lines_of as change_lines
from office.catalog_files.grouping import counts_of
from office.catalog_files.grouping import lines_of as grouping_lines
from office.catalog_files.messages import PLACE_MESSAGE, PROBLEM_MESSAGES, facts_of
from office.ruled import code_of, facts_said, has_cell, is_by_rules, is_elsewhere, ruled
from office.spool import Beginning, Spool
from office.words import columns_said, is_whole_sheet, say

KINDS: Final = ("programs", "modules", "groups")
_COUNTED: Final = {
    "added": "import-added",
    "changed": "import-counted-changed",
    "unchanged": "import-unchanged",
}
SHOWN_MAX: Final = 100
PROGRAMS_SHOWN_MAX: Final = 50
_PAGE: Final = 500
_KINDS_OF_MISSING: Final = {Kind.PROGRAM: "programs", Kind.MODULE: "modules", Kind.GROUP: "groups"}


@dataclass(slots=True)
class Report:
    """All of it for programs (`whole`), or the beginnings of what is long for people.

    What is long waits for the document in spools, so memory does not grow with the file.
    """

    upload: Upload
    whole: bool
    dry_run: bool
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {verb: Counter() for verb in ("added", "changed", "unchanged")}
    )
    changes: Beginning = field(default_factory=lambda: Beginning(SHOWN_MAX))
    groupings: Beginning = field(default_factory=lambda: Beginning(PROGRAMS_SHOWN_MAX))
    problems: list[RowProblem] = field(default_factory=list)
    problems_count: int = 0
    documented: Spool = field(default_factory=Spool)
    refused: dict[str, RowProblem] = field(default_factory=dict)
    rows_refused: int = 0
    # Problems come in the order of the rows, so each row is counted once, …
    last_refused: tuple[str, int] | None = None
    # … and what each group of one row is told is said once.
    of_row: set[RowProblem] = field(default_factory=set)
    # Some row was refused whose title could not be read: who knows what it names.
    unread: bool = False
    missing: Sequence[Missing] = ()
    # A municipality of the registry, as an example.
    registered: str = ""

    def take(self, settled: SettledProgram) -> None:
        """One program's outcome."""
        if not settled.told:
            return
        told = json.loads(settled.told)
        for verb, count in self.counts.items():
            count.update(told[verb])
        for change in told["changes"]:
            self.changes.add(change, whole=self.whole)
        if told["grouping"] is not None:
            self.groupings.add(told["grouping"], whole=self.whole)

    def note(self, problem: RowProblem) -> None:
        """One problem; what the rules refused is said once of each program."""
        if any(each.cell.row != problem.cell.row for each in self.of_row):
            self.of_row.clear()
        if problem in self.of_row:
            return
        self.of_row.add(problem)
        self.problems_count += 1
        place = problem.cell.sheet, problem.cell.row
        if problem.fatal and place != self.last_refused:
            self.rows_refused, self.last_refused = self.rows_refused + 1, place
        if len(self.problems) < SHOWN_MAX:
            self.problems.append(problem)
        if is_by_rules(problem):
            self._note_refused(problem)
        elif self.whole:
            self.documented.add(_problem(problem, self.registered))

    def _note_refused(self, problem: RowProblem) -> None:
        """Of a program's rows the one that the refusal is about, if there is one."""
        program = str(facts_said(problem)["program"])
        known = self.refused.get(program)
        if known is None or (is_elsewhere(known) and not is_elsewhere(problem)):
            self.refused[program] = problem

    def document(self) -> dict[str, object]:
        """For programs. Sums in kopecks."""
        return {
            "dry_run": self.dry_run,
            "upload": None if self.dry_run else self.upload.id,
            **({"programs": self.groupings.all} if self.dry_run else {}),
            **{verb: {kind: n[kind] for kind in KINDS} for verb, n in self.counts.items()},
            "changes": self.changes.all,
            "missing": [list(each.path) for each in self.missing],
            "missing_count": self.missing_count,
            "problems": self.documented,
            "refused": self._refused(),
            "rows_refused": self.rows_refused,
            "ignored_columns": list(self.upload.ignored_columns),
            "personal_columns": list(self.upload.personal_columns),
        }

    @property
    def missing_count(self) -> dict[str, int]:
        found = Counter(_KINDS_OF_MISSING[each.kind] for each in self.missing)
        return {kind: found[kind] for kind in KINDS}

    def text(self) -> str:
        """For people: what is long only in its beginning, the sums last."""
        counts = {
            _COUNTED[verb]: {kind: n[kind] for kind in KINDS} for verb, n in self.counts.items()
        }
        if self.missing:
            counts["import-counted-missing"] = self.missing_count
        summary = "; ".join(say(message, count) for message, count in counts.items()) + "."
        last = say("import-trial", {"summary": summary}) if self.dry_run else summary
        return "\n".join([*self._lines(), last])

    def _lines(self) -> Iterator[str]:
        for grouping in self.groupings.first:
            yield say("import-program", {"title": grouping["title"], **counts_of(grouping)})
            yield from (f"    {line}" for line in grouping_lines(grouping))
        if (rest := self.groupings.left_out) > 0:
            yield say("import-programs-more", {"count": rest})
        for problem in self.problems:
            yield sentence(problem, registered=self.registered)
        if (rest := self.problems_count - len(self.problems)) > 0:
            yield say("import-problems-more", {"count": rest})
        yield from change_lines(self.changes.first)
        for missing in self.missing[:SHOWN_MAX]:
            facts = {"path": " · ".join(missing.path), "kind": missing.kind.value}
            yield say("import-missing", facts)
        rest = self.changes.left_out + max(0, len(self.missing) - SHOWN_MAX)
        if rest > 0:
            yield say("import-changes-more", {"count": rest})
        if self.missing and self.unread:
            yield say("import-missing-unread")
        elif self.missing and not self.dry_run:
            yield say("import-archive-missing", {"upload": str(self.upload.id)})
        yield from self._columns()
        if self.rows_refused:
            yield say("import-rows-refused", {"count": self.rows_refused})

    def _columns(self) -> Iterator[str]:
        personal = self.upload.personal_columns
        others = tuple(each for each in self.upload.ignored_columns if each not in personal)
        for columns, message in (
            (others, "import-ignored-columns"),
            (personal, "import-personal-columns"),
        ):
            if columns:
                yield say(message, {"columns": columns_said(columns)})
        if any(not is_whole_sheet(each) for each in others):
            yield say("import-ignored-advice")

    def _refused(self) -> list[dict[str, object]]:
        """Each program once, though it is said beside each of its groups."""
        return [
            {**_where(each), "program": program, "code": code_of(each), "message": said_of(each)}
            for program, each in self.refused.items()
        ]


async def report_of(
    read: Reads,
    id: UploadId,
    *,
    whole: bool,
    dry_run: bool,
    missing: Sequence[Missing] | None,
    registered: str,
) -> Report:
    """The report of an upload, page by page; `missing` of a trial is known to it alone.

    `registered` is a municipality of the registry in use.
    """
    upload = await read(lambda uow: uow.uploads.find(id))
    if upload is None:
        raise LookupError(id)
    unread = await read(lambda uow: uow.uploads.unread_titles(id))
    report = Report(upload, whole, dry_run, unread="" in unread, registered=registered)
    after = 0
    while page := await read(_settled_after, id, after):
        for after, settled in page:  # noqa: B007 - the next page begins behind the last
            report.take(settled)
    number = 1
    while found := await read(_problems, id, number):
        for problem in found:
            report.note(problem)
        number += 1
    if missing is None:
        missing = await read(lambda uow: uow.uploads.missing(id))
    report.missing = missing
    return report


def _settled_after(
    uow: UnitOfWork, id: UploadId, after: int
) -> tuple[tuple[int, SettledProgram], ...]:
    return uow.uploads.settled(id, after=after, most=_PAGE)


def _problems(uow: UnitOfWork, id: UploadId, page: int) -> tuple[RowProblem, ...]:
    return uow.uploads.problems(id, page=page, size=_PAGE)


def sentence(problem: RowProblem, *, tongue: str | None = None, registered: str = "") -> str:
    """Where it is, what was found, what is expected; `registered` as in `facts_of`."""
    place, facts = PLACE_MESSAGE, facts_of(problem)
    if is_by_rules(problem) and not has_cell(problem):
        place = "import-refused-program-where"
    said = said_of(problem, tongue=tongue, registered=registered)
    return f"{say(place, facts, tongue=tongue)}: {said}"


def said_of(problem: RowProblem, *, tongue: str | None = None, registered: str = "") -> str:
    """The sentence of the reader, or that of the rules."""
    if is_by_rules(problem):
        return ruled(problem, tongue=tongue)
    return say(PROBLEM_MESSAGES[problem.reason], facts_of(problem, registered), tongue=tongue)


def _problem(problem: RowProblem, registered: str) -> dict[str, object]:
    return {
        **_where(problem),
        "found": problem.found,
        "reason": problem.reason,
        "fatal": problem.fatal,
        "message": said_of(problem, registered=registered),
    }


def _where(problem: RowProblem) -> dict[str, object]:
    cell = problem.cell
    return {
        "sheet": cell.sheet,
        "row": cell.row,
        "column": cell.column,
        "cell": f"{cell.letter}{cell.row}" if cell.letter else "",
    }
