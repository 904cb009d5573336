"""A file's bytes as sheets, whatever kind of file it is; its name does not matter."""

from __future__ import annotations

from collections.abc import Sequence

from office.catalog_files.csv_source import FindHeader, csv_sheet
from office.catalog_files.decoding import decoded
from office.catalog_files.header import find_header
from office.catalog_files.json_source import json_sheet
from office.catalog_files.sheets import Sheet

_ZIP = b"PK\x03\x04"


def sheets_of(content: bytes, *, file: str, find: FindHeader = find_header) -> Sequence[Sheet]:
    """The sheets of an XLSX workbook; a JSON or CSV text is one sheet without a name.

    `find` knows the header of the table that a CSV is to hold.

    Raises:
        CatalogFileRefused: None of these.
    """
    if content.startswith(_ZIP):
        # The library takes a while to load, and most files are CSV.
        from office.catalog_files.xlsx_source import xlsx_sheets  # noqa: PLC0415

        return xlsx_sheets(content, file=file)
    text = decoded(content, file=file)
    if text.lstrip().startswith(("[", "{")):
        return [json_sheet(text, file=file)]
    return [csv_sheet(text, file=file, find=find)]
