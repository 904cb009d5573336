"""A file as sheets, whatever kind of file it is; its name does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from office.catalog_files.csv_source import FindHeader, csv_sheet
from office.catalog_files.decoding import encoding_of
from office.catalog_files.header_search import find_header
from office.catalog_files.json_source import json_sheet
from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.sheets import Sheet

# JSON is held in memory as a whole; tables are read row by row.
JSON_SIZE_MAX: Final = 50_000_000

_ZIP: Final = b"PK\x03\x04"
_BEGINNING: Final = 4096
# Some systems give a page the name of a workbook, and Excel opens it.
_PAGE: Final = ("<!doctype", "<html", "<table", "<?xml")


def sheets_of(
    path: Path, *, find: FindHeader = find_header, hidden: bool = False
) -> Iterator[Sheet]:
    """The sheets of an XLSX workbook; a JSON or CSV text is one sheet without a name.

    Without `hidden` only those that people see.

    Lines are read when they are asked for, so a sheet is to be read before the next one.
    `find` knows the header of the table that a CSV is to hold.

    Raises:
        CatalogFileRefused: None of these, not there, or too large for memory.
    """
    try:
        yield from (each for each in _sheets(path, find) if hidden or not each.hidden)
    except FileNotFoundError:
        raise CatalogFileRefused(Refusal.NOT_FOUND, file=path.name) from None
    except OSError:
        raise CatalogFileRefused(Refusal.UNREADABLE, file=path.name) from None


def is_workbook(path: Path) -> bool:
    """Whether the file is one of XLSX, whatever its name says.

    Raises:
        OSError
    """
    with path.open("rb") as content:
        return content.read(len(_ZIP)) == _ZIP


def _sheets(path: Path, find: FindHeader) -> Iterator[Sheet]:
    with path.open("rb") as content:
        beginning = content.read(_BEGINNING)
    if beginning.startswith(_ZIP):
        # The library takes a while to load, and most files are CSV.
        from office.catalog_files.xlsx_source import xlsx_sheets  # noqa: PLC0415

        yield from xlsx_sheets(path)
        return
    encoding = encoding_of(path)
    if beginning.decode(encoding, errors="replace").lstrip().lower().startswith(_PAGE):
        raise CatalogFileRefused(Refusal.PAGE, file=path.name)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        if not _is_json(beginning, encoding):
            yield csv_sheet(text, file=path.name, find=find)
        elif path.stat().st_size > JSON_SIZE_MAX:
            raise CatalogFileRefused(Refusal.TOO_LARGE, file=path.name)
        else:
            yield json_sheet(text.read(), file=path.name)


def _is_json(beginning: bytes, encoding: str) -> bool:
    return beginning.decode(encoding, errors="replace").lstrip().startswith(("[", "{"))
