"""Invitations as a file for those who hand them out: readable by nobody else on the machine."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from office.console import Refused
from office.formulas import safe_cell
from office.machine import not_written
from office.said import say

OWNER_ONLY: Final = 0o600
HEAD: Final = ("row", "number", "child", "link", "until")


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation in the file; `link` opens the bot, or is what to write to it."""

    row: int
    number: str
    child: str
    link: str
    until: datetime


@dataclass(slots=True)
class InvitationFile:
    """Collects invitations; they are written when the work ends, however it ends."""

    path: Path
    lines: list[InvitationLine] = field(default_factory=list)


@contextmanager
def invitations_into(path: Path) -> Iterator[InvitationFile]:
    """A new file that only its owner may read, taken before anything is done.

    Without an invitation there is no file in the end. Where the work fails half-way, the file
    holds the invitations that were made by then: nobody else knows them.

    Raises:
        Refused: The file is there already, or cannot be written.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    except FileExistsError:
        raise Refused(say("refused-invitations-there", {"file": str(path)})) from None
    except OSError as error:
        raise Refused(not_written(path, error)) from None
    collected = InvitationFile(path)
    try:
        yield collected
    finally:
        with os.fdopen(handle, "wb") as file:
            file.write(_content(collected) if collected.lines else b"")
        if not collected.lines:
            path.unlink()


def _content(file: InvitationFile) -> bytes:
    rows = [_cells(line) for line in file.lines]
    return _workbook(rows) if file.path.suffix.lower() == ".xlsx" else _csv(rows)


def _cells(line: InvitationLine) -> tuple[str, ...]:
    until = line.until.isoformat(" ", "minutes")
    cells = (str(line.row), line.number, line.child, line.link, until)
    return tuple(safe_cell(cell) for cell in cells)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([HEAD, *rows])
    # With the mark spreadsheet programs know that it is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    # The library takes a while to load, and most files are CSV.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("invitations")
    for row in (HEAD, *rows):
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
