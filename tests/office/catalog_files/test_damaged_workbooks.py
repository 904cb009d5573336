"""A workbook that a disk, a mail program or another tool has damaged is refused with a sentence."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from office.catalog_files import CatalogFileRefused, Refusal
from office.catalog_files.reader import read_catalog
from tests.office.catalog_files.files import DEFAULTS, ROW

REFUSALS = {Refusal.BROKEN_WORKBOOK, Refusal.TOO_LARGE, Refusal.NOT_A_TABLE, Refusal.EMPTY}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (list(ROW), *([*ROW.values()] for _ in range(40))):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[5].hidden = True
    path = tmp_path / "каталог.xlsx"
    made.save(path)
    return path


def refusal_of(path: Path) -> Refusal | None:
    try:
        read_catalog(path, DEFAULTS)
    except CatalogFileRefused as refused:
        return refused.code
    return None


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_refused(book: Path, seed: int) -> None:
    drawn, damaged = random.Random(seed), bytearray(book.read_bytes())  # noqa: S311
    at, length = drawn.randrange(4, len(damaged)), drawn.randrange(1, 60)
    damaged[at : at + length] = drawn.choice([b"", bytes(length), drawn.randbytes(length)])
    book.write_bytes(damaged)

    assert refusal_of(book) in {None, *REFUSALS}


@pytest.mark.parametrize("kept", [5, 100, 1000, -30])
def test_a_part_of_a_workbook_is_refused(book: Path, kept: int) -> None:
    book.write_bytes(book.read_bytes()[:kept])

    assert refusal_of(book) is Refusal.BROKEN_WORKBOOK


def _with(book: Path, changed: Mapping[str, tuple[bytes, bytes]]) -> None:
    with zipfile.ZipFile(book) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    for name, (known, other) in changed.items():
        assert known in parts[name]
        parts[name] = parts[name].replace(known, other, 1)
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("part", "known", "other"),
    [
        ("xl/workbook.xml", b"<workbookView ", b'<workbookView odd="1" '),
        ("xl/worksheets/sheet1.xml", b"<row ", b"<row <"),
        ("xl/worksheets/sheet1.xml", b'ref="', b'rof="'),
        ("[Content_Types].xml", b"<Types", b"<Tipes"),
    ],
)
def test_parts_that_nobody_can_read_are_refused(
    book: Path, part: str, known: bytes, other: bytes
) -> None:
    _with(book, {part: (known, other)})

    assert refusal_of(book) is Refusal.BROKEN_WORKBOOK
