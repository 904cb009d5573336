"""Where the header stands: among titles, blank rows and notes, in one row, two or three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from office.catalog_files.choices import direction_of_section
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.header import (
    COLUMNS_MIN,
    NAMES_OF_A_NEW_HEADER_MIN,
    Header,
    header_of,
    read_header,
    read_new_header,
)
from office.catalog_files.recognition import holds_persons, named, recognised
from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable
from office.catalog_files.text import line as clean

ROWS_BEFORE_HEADER_MAX: Final = 100

# Under «Возраст», «Группа» or «Дата» these say what they mean only together with it.
_SAID_WITH_ABOVE: Final = frozenset(
    {"от", "до", "с", "по", "название", "наименование", "номер", "№", "начало", "окончание",
     "всего", "свободно", "мин", "макс", "min", "max"}
)  # fmt: skip


def find_header(beginning: Iterable[Line]) -> Header | None:
    """The line, or two or three together, that name the most columns; the first of several. Where
    a table of its own stands above it, that one's: another header begins another table.
    """
    lines = [line for line in beginning if not line.blank]
    found = [header for each in lines if (header := read_header(each)) is not None]
    pairs = [header for pair in pairwise(lines) if (header := _of_two(*pair)) is not None]
    above = {line.row + 1: line for line in lines}
    # What two rows name in words that a third one above them makes clear, it names better.
    three = (
        _of_two(above[each.parts[0].row], Line(each.row, each.titles), each.parts)
        for each in pairs
        if each.parts[0].row in above
    )
    # «время» and «каб.» under each weekday name no more columns, and are no row of the table.
    clear = [
        each
        for each in pairs
        if each.weeks
        or sum(map(_is_name, each.parts[-1].cells)) >= COLUMNS_MIN
        or _only_divides(*each.parts[-2:], title=each.columns[Field.TITLE])
    ]
    found = [header for header in three if header is not None] + clear + found + pairs
    best = max(found, key=_names, default=None)
    return _of_directions(lines) if best is None else _of_the_first_table(best, lines)


def _of_the_first_table(best: Header, lines: Sequence[Line]) -> Header:
    before = [each for each in lines if each.row < best.parts[0].row]
    for at, each in enumerate(before):
        header = read_new_header(each)
        if header is not None and any(_is_row(line, header) for line in before[at + 1 :]):
            return header
    return best


def _is_row(line: Line, header: Header) -> bool:
    """It has a title and something else where the header says, and names no columns itself."""
    said = {of for of, at in header.columns.items() if "".join(line.cells[at : at + 1]).strip()}
    return Field.TITLE in said and len(said) >= COLUMNS_MIN and not any(map(_is_name, line.cells))


def _of_directions(lines: Sequence[Line]) -> Header | None:
    """Where nothing is called a program, «Направление» is one if no cell names a direction."""
    for at, each in enumerate(lines):
        known = [recognised(cell) for cell in each.cells]
        places = [n for n, one in enumerate(known) if one is not None and one[0] is Field.DIRECTION]
        if len(places) != 1 or sum(one is not None for one in known) < NAMES_OF_A_NEW_HEADER_MIN:
            continue
        below = [cell for line in lines[at + 1 :] for cell in line.cells[places[0] :][:1] if cell]
        if below and not any(direction_of_section(cell) for cell in below):
            titles = [*each.cells]
            titles[places[0]] = Field.TITLE.value
            found = header_of((each,), tuple(titles))
            if found is not None:
                shown = [*found.titles]
                shown[places[0]] = clean(each.cells[places[0]])
                return replace(found, titles=tuple(shown))
    return None


def as_cells_say(header: Header, beginning: Iterable[Line]) -> Header:
    """The header once more, when the first cells under it tell days from hours."""
    below = tuple(each for each in beginning if each.row > header.row)
    return header_of(header.parts, header.titles, below) or header


def _names(header: Header) -> int:
    return len(header.columns) + len(header.weeks)


def _is_name(cell: str) -> bool:
    return named(cell) is not None


def _of_two(upper: Line, lower: Line, parts: tuple[Line, ...] = ()) -> Header | None:
    """A header whose lower row divides columns: «Возраст» into «от» and «до», a week into days.

    `parts` are the rows that `lower` was made of already.
    """
    below, above = parts or (lower,), read_header(upper)
    if above is None or below[0].row != upper.row + 1 or not _divides(upper, lower):
        return None
    title = above.columns[Field.TITLE]
    own = "".join(lower.cells[title : title + 1])
    if comparable(own) not in {"", comparable(upper.cells[title]), *_SAID_WITH_ABOVE}:
        # A row of the table has its own title there.
        return None
    titles, group = [], ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        over = "".join(upper.cells[place : place + 1]).strip()
        under = "".join(lower.cells[place : place + 1]).strip()
        group = over or group
        titles.append(_together(over, group, under))
    return header_of((upper, *below), tuple(titles))


def _divides(upper: Line, lower: Line) -> bool:
    """A lower row of a header says several things of its own; a section's title is only one."""
    over = (*upper.cells, *("" for _ in lower.cells))
    own = [under for under, above in zip(lower.cells, over, strict=False) if under != above]
    return sum(bool(under.strip()) for under in own) >= COLUMNS_MIN


def _only_divides(upper: Line, lower: Line, *, title: int) -> bool:
    """All that the lower row says stands under one cell of the upper that stretches over it."""
    own = [place for place, cell in enumerate(lower.cells) if cell.strip()]
    over = ["".join(upper.cells[place : place + 1]).strip() for place in own]
    first, *others = over or [""]
    in_a_row = own == list(range(own[0], own[0] + len(own))) if own else False
    return (
        in_a_row and bool(first) and title not in own and {*others} <= {"", first} and len(own) > 1
    )


def _together(over: str, group: str, under: str) -> str:
    """What a column is called by its own two cells and by the cell that stretches over it."""
    if not under or comparable(under) == comparable(over):
        return over
    both = f"{group} {under}"
    if named(group) in WEEKDAYS and recognised(under) == recognised("время"):
        return group
    if comparable(under).strip(".") in _SAID_WITH_ABOVE:
        return both
    if recognised(under) is not None or holds_persons(under):
        return under
    return both if recognised(both) is not None else f"{over} {under}".strip()
