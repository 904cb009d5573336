"""A row that waited in a database says what it said in its file, and holds no person."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from office.catalog_files import Reason, read_catalog, read_rows
from office.catalog_files.kept import KeptRow, kept_header, kept_row, read_again
from office.catalog_files.programs import ProgramReader
from tests.office.catalog_files.files import DEFAULTS

TEXT = (
    "Художественная направленность;;;;;\r\n"
    "Кружок;Педагог;Группа;Возраст, лет;День;Время\r\n"
    "Хор;Иванова;1;7-8;вт;16:00-17:00\r\n"
    ";Иванова;2;9-10;пт;16:00-17:00\r\n"
    ";;;;сб;10:00-11:00\r\n"
    "Лепка;Петрова;;семь;;\r\n"
)


def test_kept_rows_make_the_programs_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "каталог.csv"
    path.write_text(TEXT, "cp1251")

    rows = read_rows(path, DEFAULTS)
    waiting = json.dumps([asdict(kept_row(row)) for row in rows], ensure_ascii=False)
    (header,) = rows.headers
    kept = [KeptRow(**each) for each in json.loads(waiting)]
    again = read_again(kept, kept_header(header), rows.defaults, rows.directory)

    draft = read_catalog(path, DEFAULTS)
    written = [row.written for row in again if row.written is not None]
    assert ProgramReader(rows.defaults, rows.directory).programs_of(written) == draft.programs
    assert tuple(each for row in again for each in row.cells.problems) == draft.problems
    assert [each.reason for each in draft.problems if each.fatal] == [Reason.AGES_NOT_UNDERSTOOD]
    assert "Иванова" not in waiting
