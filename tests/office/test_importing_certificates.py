"""Files of certificates: rows in, bad cells named, invitations out (CERT-2, CERT-4, CERT-5)."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, CATEGORY, OLEG, STEPS
from tests.office.typed import dumped, partly, told

HEAD = ("ФИО", "Дата рождения", "Номер", "Категория", "Вид")
GOOD = (
    ("Котова Мария", "04.03.2016", "3901000077", CATEGORY, "ПФ"),
    ("Котов Илья", "2015-01-02", "", CATEGORY, "учёта"),
)
BAD = (
    ("Котов", "04.03.2016", "", CATEGORY, ""),
    ("Котов Пётр", "32.01.2016", "", CATEGORY, ""),
    ("Котов Глеб", "04.03.2016", "123", CATEGORY, ""),
    ("Котов Егор", "04.03.2016", "", "нет такой", ""),
    ("Котова Вера", "04.03.2016", "", CATEGORY, "много"),
    ("Котова Дарья", "04.03.1999", "", CATEGORY, ""),
    ("котова МАРИЯ", "4 марта 2016 г.", "", CATEGORY, ""),
    ("Котов Юрий", "04.03.2016", "3901000077", CATEGORY, ""),
    ("Котов Фёдор", "04.03.2016", "7701000077", CATEGORY, ""),
    ("", "", "", "", "ПФ"),
    ("#REF!", "04.03.2016", "", CATEGORY, ""),
)
REASONS = [
    (4, "name-not-understood"), (5, "dates-not-understood"), (6, "number-not-understood"),
    (7, "not-found"), (8, "choice-not-understood"), (9, "bad-value"), (10, "same-child-twice"),
    (11, "same-number-twice"), (12, "bad-value"), (13, "missing-name"),
    (13, "missing-birth-date"), (13, "missing-category"), (14, "formula-error"),
]  # fmt: skip
IMPORT = ("import", "certificates", "children.csv", "--municipality", "KLG")


def write(folder: Path, *rows: Sequence[str], head: Sequence[str] = HEAD) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    (folder / "children.csv").write_text(text.getvalue(), "utf-8")


@pytest.fixture
def region(kruzhok: Kruzhok) -> None:
    """A municipality with a period, a category and its nominal."""
    for n in (0, 2, 3, 4):
        words, settings = STEPS[n]
        told(kruzhok, *words, **settings)


def counts(document: dict[str, Any]) -> tuple[int, ...]:
    return tuple(document[name] for name in ("added", "unchanged", "funded", "queued", "refused"))


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


def test_good_rows_go_in_and_every_bad_cell_is_named(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    write(folder, *GOOD, *BAD)

    document = partly(kruzhok, *IMPORT, **OLEG)

    assert counts(document) == (2, 0, 1, 0, 11)
    assert [(each["row"], each["reason"]) for each in document["problems"]] == REASONS
    assert all(each["message"] and each["column"] in HEAD for each in document["problems"])
    mary, ilya = document["certificates"]
    assert (mary["number"], mary["kind"]) == ("3901000077", "FUNDED")
    assert ilya["number"].startswith("3901")
    look = told(kruzhok, "certificate", "show", "3901000077", **OLEG)
    assert "Котова Мария" in str(look)


WRONG = {
    "too old": ("Котова Вера", "04.03.1999"),
    "no such category": ("Котова Вера", "04.03.2016", "", "нет такой"),
    "another town's number": ("Котова Вера", "04.03.2016", "7701000078"),
    "two reasons": ("Котова Вера", "04.03.2016", "123", CATEGORY, "много"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_right_row_behind_a_wrong_one_of_the_same_child_goes_in(
    kruzhok: Kruzhok, folder: Path, region: None, wrong: tuple[str, ...]
) -> None:
    right = ("Котова Вера", wrong[1] if wrong[2:] else "04.03.2016", "3901000078", CATEGORY, "ПФ")
    write(folder, wrong, right, right)

    tried = partly(kruzhok, *IMPORT, "--dry-run", "--category", CATEGORY, **OLEG)
    done = partly(kruzhok, *IMPORT, "--category", CATEGORY, **OLEG)
    again = partly(kruzhok, *IMPORT, "--category", CATEGORY, **OLEG)

    assert counts(tried) == counts(done) == (1, 0, 1, 0, 2)
    assert counts(again) == (0, 1, 1, 0, 2)
    for each in (tried, done, again):
        assert [one["number"] for one in each["certificates"]] == ["3901000078"]
        last = [one["reason"] for one in each["problems"] if one["row"] == 4]
        assert last == ["same-child-twice", "same-number-twice"]


def test_the_same_file_again_changes_nothing(kruzhok: Kruzhok, folder: Path, region: None) -> None:
    write(folder, *GOOD, *BAD)
    before = dumped(folder)

    tried = partly(kruzhok, *IMPORT, "--dry-run", **OLEG)
    assert dumped(folder) == before
    done = partly(kruzhok, *IMPORT, **OLEG)
    after = dumped(folder)
    again = partly(kruzhok, *IMPORT, **OLEG)

    assert counts(tried) == counts(done)
    assert dumped(folder) == after
    assert counts(again) == (0, 2, 1, 0, 11)
    assert [each["number"] for each in again["certificates"]] == [
        each["number"] for each in done["certificates"]
    ]


def test_invitations_come_as_a_file_for_its_owner_alone(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    write(folder, *GOOD)
    told(kruzhok, *IMPORT, "--invitations", "out.csv", bot_username="kruzhok_bot", **OLEG)
    told(kruzhok, *IMPORT, "--invitations", "none.csv", **OLEG)
    told(kruzhok, *IMPORT, "--invitations", "again.xlsx", "--again", **OLEG)

    first, second = read(folder / "out.csv")
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o600
    assert (first["row"], first["number"], first["child"]) == ("2", "3901000077", "Мария К.")
    assert second["row"] == "3"
    assert first["link"].startswith("https://t.me/kruzhok_bot?start=i_")
    assert not (folder / "none.csv").exists()
    sheet = load_workbook(folder / "again.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3
    assert str(rows[1][3]).startswith("/start i_")
    there = refused(kruzhok(*IMPORT, "--invitations", "out.csv", **OLEG))
    assert "is there already" in there
    assert there.endswith("(file-exists)")
    told(kruzhok, "account", "add", "--chat", "7", "--consent", **ANNA)
    ended = first["link"].partition("start=i_")[2]
    assert "invitation-expired" in refused(kruzhok("account", "accept", "1", ended, **ANNA))
    token = str(rows[1][3]).removeprefix("/start ")
    told(kruzhok, "account", "accept", "1", token, **ANNA)
    assert told(kruzhok, "certificate", "show", "3901000077", **OLEG)["linked"] is True


def test_a_workbook_with_english_headings_and_one_category_for_all(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Список детей"])
    sheet.append(["№", "Full name", "Birth date", "Room", "Kind"])
    sheet.append([1, "Kotova Maria", "2016-03-04", "12", "funded"])
    unseen = book.create_sheet("Архив")
    unseen.append(["Full name", "Birth date"])
    unseen.append(["Kotov Oleg", "2015-03-04"])
    unseen.sheet_state = "hidden"
    book.save(folder / "children.xlsx")
    words = ("import", "certificates", "children.xlsx", "--municipality", "KLG")

    named = told(kruzhok, *words, "--category", CATEGORY, **OLEG)
    unnamed = partly(kruzhok, *words, **OLEG)

    assert counts(named) == (1, 0, 1, 0, 0)
    assert named["ignored_columns"] == ["№", "Room", "все на скрытом листе «Архив»"]
    assert [each["reason"] for each in unnamed["problems"]] == ["missing-category"]


def test_a_name_with_signs_that_nobody_sees_goes_in_without_them(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    signs = "\u202e\u2066\u200b\u200f\u2060\ufeff\u00ad"
    names = [f"Котова{sign} Ма{sign}рия {chr(0x410 + n)}нна" for n, sign in enumerate(signs)]
    write(folder, *((name, "04.03.2012", "", CATEGORY, "") for name in names))

    document = told(kruzhok, *IMPORT, **OLEG)
    shown = [
        str(told(kruzhok, "certificate", "show", each["number"], **OLEG))
        for each in document["certificates"]
    ]

    assert (document["added"], document["problems"]) == (len(signs), [])
    for n, look in enumerate(shown):
        assert f"Котова Мария {chr(0x410 + n)}нна" in look
    assert [sign for sign in signs if sign in "".join((*shown, str(document)))] == []


def test_a_known_child_is_never_merged(kruzhok: Kruzhok, folder: Path, region: None) -> None:
    write(folder, GOOD[0])
    told(kruzhok, *IMPORT, **OLEG)
    write(folder, ("Котова Мария", "04.03.2016", "3901000088", CATEGORY, ""))

    document = partly(kruzhok, *IMPORT, **OLEG)

    assert [each["reason"] for each in document["problems"]] == ["child-has-certificate"]
    assert counts(document) == (0, 0, 0, 0, 1)


def test_without_a_nominal_nobody_is_promised_money(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    told(kruzhok, "category", "add", "KLG", "Другие", **OLEG)
    write(folder, ("Котова Мария", "04.03.2016", "", "Другие", "ПФ"))

    document = partly(kruzhok, *IMPORT, **OLEG)

    assert counts(document) == (0, 0, 0, 0, 1)
    assert "no nominal" in document["problems"][0]["message"]


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG", b"a;b\n1;2\n", b"{", "ФИО;Дата рождения\n".encode()]
)
def test_what_is_no_table_of_children_is_one_line(
    kruzhok: Kruzhok, folder: Path, region: None, content: bytes
) -> None:
    (folder / "children.csv").write_bytes(content)

    assert "children.csv" in refused(kruzhok(*IMPORT, **OLEG))


def test_who_may_not_and_what_is_not_there_is_one_line(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    told(kruzhok, "municipality", "add", "SOV", "--name", "Советск", "--numbers", "3902", **ANNA)
    assert "children.csv" in refused(kruzhok(*IMPORT, **OLEG))
    write(folder, *GOOD)

    assert "not-allowed" in refused(kruzhok(*IMPORT, actor="municipality:SOV:Пётр"))
    assert "not-found" in refused(kruzhok(*IMPORT[:-1], "NIX", **OLEG))
    nowhere = ("--invitations", "no/such/folder.csv")
    assert "cannot be written" in refused(kruzhok(*IMPORT, *nowhere, **OLEG))
    assert told(kruzhok, "certificate", "list", "KLG", **OLEG)["certificates"] == []


def test_a_telephone_of_the_file_is_put_on_record_sealed_and_no_other_is(
    kruzhok: Kruzhok, folder: Path, region: None
) -> None:
    head = (*HEAD, "Телефон родителя")
    rows = [(*GOOD[0], "8 (900) 555-01-01"), (*GOOD[1], "")]
    write(folder, *rows, ("Котов Пётр", "04.03.2016", "", CATEGORY, "", "555-01"), head=head)

    done = partly(kruzhok, *IMPORT, **OLEG)
    first = dumped(folder)
    write(folder, (*GOOD[0], "+79005550101"), rows[1], head=head)
    told(kruzhok, *IMPORT, **OLEG)

    assert [(each["row"], each["reason"]) for each in done["problems"]] == [
        (4, "phone-not-understood")
    ]
    kept = [line for line in first if line.startswith('INSERT INTO "phones"')]
    assert (len(kept), "9005550101" in str(first)) == (1, False)
    assert [line for line in dumped(folder) if line.startswith('INSERT INTO "phones"')] == kept
    assert any("set-phone" in line for line in first)
