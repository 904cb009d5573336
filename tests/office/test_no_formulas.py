"""No cell of any file that is handed out becomes a formula (promise R3)."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.render import LANGUAGES, Words
from bot.views.own_data import text_file
from core.domain.application import ApplicationDraft
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.ids import AccountId, CategoryId, CertificateId, MunicipalityId, PersonId
from core.domain.person import Child
from core.domain.views import Account
from core.services.own_data import OwnChild, OwnData
from office.catalog_files import xlsx_errors
from office.catalog_files.csv_source import csv_sheet
from office.catalog_files.error_copy import write_error_copy
from office.catalog_files.template import write_template
from office.certificate_files.invitations import InvitationLine, invitations_into
from office.formulas import HOSTILE, as_written, safe_cell
from tests.architecture.test_the_tree import ROOT, sources
from tests.builders import NOON, ZONE

TEXTS = [f"{beginning}1+1" for beginning in HOSTILE] + ["'=1", "''+1", "=cmd|' /C calc'!A0"]
# Tables, documents, calendars: whatever makes a file for somebody.
MAKING = re.compile(
    r"csv\.writer|DictWriter|Workbook\(|load_workbook\(source|icalendar|vobject|\.ics\b"
    r"|def (?:json|text)_file"
)


def invitations(folder: Path, ending: str) -> Path:
    path = folder / f"invitations{ending}"
    with invitations_into(path) as file:
        file.lines += [InvitationLine(1, text, text, text, NOON) for text in TEXTS]
    return path


def csv_errors(folder: Path, ending: str) -> Path:
    source, copy = folder / "source.csv", folder / f"copy{ending}"
    with source.open("w", encoding="utf-8", newline="") as text:
        rows = [("Программа", "Направленность", "Возраст"), *((each, each, each) for each in TEXTS)]
        csv.writer(text, delimiter=";").writerows(rows)
    write_error_copy(source, copy, {("", n + 2): text for n, text in enumerate(TEXTS)})
    return copy


def workbook_of_texts(path: Path) -> Path:
    book = Workbook()
    for row in (("Программа", "Направленность", "Возраст"), *(("a", "b", "7") for _ in TEXTS)):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def workbook_errors(folder: Path, ending: str) -> Path:
    source, copy = workbook_of_texts(folder / "source.xlsx"), folder / f"copy{ending}"
    write_error_copy(source, copy, {("Sheet", n + 2): text for n, text in enumerate(TEXTS)})
    return copy


def large_workbook_errors(folder: Path, ending: str) -> Path:
    copy = folder / f"copy{ending}"
    xlsx_errors.write_texts(copy, [("Sheet", [TEXTS])])
    return copy


def catalog(folder: Path, ending: str) -> Path:
    path = folder / f"catalog{ending}"
    write_template(path, [TEXTS], TEXTS)
    return path


Made = Callable[[Path, str], Path]
# Which file of the source makes it, how, and what becomes of it.
EXPORTS: list[tuple[str, Made, str]] = [
    ("office/certificate_files/invitations.py", invitations, ".csv"),
    ("office/certificate_files/invitations.py", invitations, ".xlsx"),
    ("office/catalog_files/error_copy.py", csv_errors, ".csv"),
    ("office/catalog_files/xlsx_errors.py", workbook_errors, ".xlsx"),
    ("office/catalog_files/xlsx_errors.py", large_workbook_errors, ".xlsx"),
    ("office/catalog_files/template.py", catalog, ".xlsx"),
]
# No tables: text of our own with values in it, and JSON. Tested below.
DOCUMENTS = {"bot/documents.py", "bot/views/own_data.py"}


def test_r3_every_file_that_is_handed_out_is_known_here() -> None:
    making = {
        str(path.relative_to(ROOT))
        for path in sources("bot", "core", "db", "office")
        if MAKING.search(path.read_text("utf-8"))
    }

    assert making == {source for source, _, _ in EXPORTS} | DOCUMENTS


@pytest.mark.parametrize(("source", "make", "ending"), EXPORTS)
def test_r3_no_cell_becomes_a_formula(tmp_path: Path, source: str, make: Made, ending: str) -> None:
    path = make(tmp_path, ending)

    if ending == ".csv":
        cells = list(_cells(path))
        assert len(cells) > len(TEXTS)
        assert [cell for cell in cells if cell.startswith(HOSTILE)] == [], source
    else:
        assert _formulas(path) == [], source


def _cells(path: Path) -> Iterator[str]:
    """As a spreadsheet program splits the file."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.reader(text, delimiter=";"):
            yield from row


def _formulas(path: Path) -> list[str]:
    """What the file itself calls a formula, whatever a library makes of it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert any("1+1" in part for part in parts.values())
    sheets = [part for name, part in parts.items() if "worksheets/sheet" in name]
    return [match for sheet in sheets for match in re.findall(r"<f[ >].*?</f>", sheet)]


@given(text=st.text() | st.sampled_from(TEXTS))
def test_r3_what_was_made_safe_is_safe_and_comes_back(text: str) -> None:
    assert not safe_cell(text).startswith(HOSTILE)
    assert as_written(safe_cell(text)) == text


def test_r3_a_copy_with_errors_is_read_as_the_file_was(tmp_path: Path) -> None:
    copy = csv_errors(tmp_path, ".csv")

    with copy.open(encoding="utf-8-sig", newline="") as text:
        rows = [line.cells for line in csv_sheet(text, file="x").lines]

    assert [row[0] for row in rows[1:]] == [as_written(each) for each in TEXTS]
    assert [row[-1] for row in rows[1:]] == TEXTS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_r3_no_line_of_the_own_data_begins_with_what_somebody_wrote(
    language: str, text: str
) -> None:
    written = text_file(Words(language), own_data_of(text)).decode("utf-8-sig")

    assert [line for line in written.splitlines() if line.startswith(HOSTILE)] == []


def own_data_of(text: str) -> OwnData:
    certificate = Certificate(
        id=CertificateId(1), child=PersonId(1), municipality=MunicipalityId(1),
        category=CategoryId(1), kind=CertificateKind.ACCOUNTING, state=CertificateState.ACTIVE,
        valid_until=date(2028, 1, 1),
    )  # fmt: skip
    child = OwnChild(
        Child(PersonId(1), text, date(2010, 1, 2), "3901000001"), certificate, text, ZONE, (), ()
    )
    account = Account(
        AccountId(1), 1, "ru", consented=True, acting=frozenset({certificate.id}),
        operator_of=frozenset({MunicipalityId(1)}), operator_name=text,
    )  # fmt: skip
    draft = replace(ApplicationDraft(), child_full_name=text, full_name=text)
    at = datetime(2020, 8, 20, tzinfo=UTC)
    return OwnData(at, account, ("2", at), (child,), (), draft, {"links": [{}]})
