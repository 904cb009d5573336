"""One row's cells by what they hold, and the problems met while reading them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from core.domain.drafts import Cell, RowProblem
from office.catalog_files.columns import Field
from office.catalog_files.decoding import DAMAGED
from office.catalog_files.header import Header, letter_of
from office.catalog_files.names import STAR
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.sheets import Line
from office.catalog_files.text import (
    LATER,
    as_in_cell,
    comparable,
    ensure_no_formula_error,
    line,
    paragraphs,
)
from office.catalog_files.units import with_unit

T = TypeVar("T")

# What a footnote is about says no more by itself, but of a price it may change what is meant.
_STARRED: Final = frozenset(
    {Field.PRICE, Field.NORMATIVE_COST, Field.PAID, Field.FREE, Field.REGISTRY, Field.ANNOTATION}
)
# A message shows the beginning of what was found; the place tells the rest.
_FOUND_MAX: Final = 200
# A longer text is an essay; it is no value, and would take long to find that out.
_VALUE_MAX: Final = 2000


@dataclass(frozen=True, slots=True)
class RowCells:
    """What a row says, cell by cell; every problem is kept, not only the first."""

    sheet: str
    header: Header
    source: Line
    problems: list[RowProblem] = field(default_factory=list)
    # Clean, as far as they were asked for: most are, several times.
    _texts: dict[Field, str] = field(default_factory=dict, init=False)

    @property
    def row(self) -> int:
        return self.source.row

    @property
    def refused(self) -> bool:
        """Some problem keeps this row out."""
        return any(problem.fatal for problem in self.problems)

    def has_column(self, of: Field) -> bool:
        return of in self.header.columns

    def text(self, of: Field) -> str:
        """One clean line; "" when the cell is empty or the file has no such column."""
        known = self._texts.get(of)
        if known is None:
            known = self._texts[of] = line(self._raw(of)) if of in self.header.columns else ""
        return known

    def left_open(self, of: Field) -> bool:
        """«Уточняется»: nobody knows, and no default may say otherwise."""
        return comparable(self.text(of)).strip(" .") == LATER

    def paragraphs(self, of: Field) -> str:
        """Clean text with its paragraphs."""
        return paragraphs(self._raw(of)) if self.text(of) else ""

    def lines(self, of: Field) -> list[str]:
        """The cell's lines; one of them may say what belongs to the same line of another cell."""
        return self.paragraphs(of).splitlines()

    def said(self, of: Field) -> str:
        """The text with the unit of its header."""
        return with_unit(of, self.header.title(of), self.text(of))

    def read(self, of: Field, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of the cell; None when it is empty or not understood.

        In the second case the problem is noted.
        """
        text = self.text(of)
        if not text:
            return None
        try:
            ensure_no_formula_error(text)
            said = self.said(of)
            return parse(said if len(said) <= _VALUE_MAX else DAMAGED)
        except NotUnderstood as problem:
            self.note(of, problem.reason, fatal=problem.fatal)
            return None

    def note(
        self, of: Field, reason: Reason, *, fatal: bool = True, found: str | None = None
    ) -> None:
        """Remember a problem of this cell; a fatal one refuses the row. What was found in it is
        its text, unless something else is said.
        """
        text = self.text(of) if found is None else found
        shown = as_in_cell(text)[:_FOUND_MAX]
        self.problems.append(RowProblem(self.cell(of), shown, reason, fatal))

    def cell(self, of: Field) -> Cell:
        """Where it stands, or would stand, in the file."""
        path = self._path(of)
        letter = "" if path else self.header.letter(of)
        return Cell(self.sheet, self.row, path or self.header.title(of), letter)

    def note_place(self, place: int, reason: Reason) -> None:
        """Remember what is worth knowing about a column that nobody reads: its name alone, for
        nobody knows what else is in it.
        """
        title = self.header.titles[place]
        path = "".join(self.source.paths[place : place + 1])
        letter = "" if path else letter_of(place)
        cell = Cell(self.sheet, self.row, path or title, letter)
        self.problems.append(RowProblem(cell, title, reason, fatal=False))

    def note_broken(self) -> bool:
        """Whether the row is damaged as a whole; if so, that is its only problem."""
        if self.source.broken:
            self.note(Field.TITLE, Reason.BROKEN_QUOTES)
        elif any(cell.strip() for cell in self.source.cells[len(self.header.titles) :]):
            self.note(Field.TITLE, Reason.WIDER_THAN_HEADER)
        for of, place in self.header.columns.items():
            if DAMAGED in "".join(self.source.cells[place : place + 1]):
                self.note(of, Reason.BROKEN_LETTERS)
        return self.refused

    def keep_refusals(self) -> None:
        """Of a refused row nothing will be shown, whatever else was to be said of its cells."""
        self.problems[:] = [problem for problem in self.problems if problem.fatal]

    def _path(self, of: Field) -> str:
        """Where a document without rows and columns has it; of what it does not say, where the
        thing is that should.
        """
        paths, place = self.source.paths, self.header.columns.get(of)
        if place is not None and any(paths[place : place + 1]):
            return paths[place]
        innermost = max((path.rpartition(".")[0] for path in paths), key=len, default="")
        return f"{innermost}: {self.header.title(of)}" if innermost else ""

    def _raw(self, of: Field) -> str:
        place = self.header.columns.get(of)
        raw = "" if place is None else "".join(self.source.cells[place : place + 1])
        return raw if of in _STARRED else STAR.sub("", raw)
