"""100,000 rows come in within bounded memory, in a process of their own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.office.catalog_files.test_real_catalog import EXAMPLE
from tests.simulation.share import share

HEAD = ("№", "Наименование программы", "Направленность", "Возраст", "Группа", "Расписание", "Мест",
        "Адрес", "Стоимость", "ФИО педагога", "Описание")  # fmt: skip
GROUPS = 40
MEGABYTES_MAX = 300
WATCHED = """
import sys
from office.app import command_line
try:
    command_line()(sys.argv[1:])
finally:
    # Not what `resource` says: that counts whoever started this, from before it became itself.
    with open("/proc/self/status") as told:
        peak = next(int(line.split()[1]) for line in told if line.startswith("VmHWM"))
    print(f"peak {peak // 1024}", file=sys.stderr)
"""


def rows(number: int) -> Iterator[tuple[str, ...]]:
    for at in range(number):
        program, group = divmod(at, GROUPS)
        yield (
            str(at + 1), f"Программа № {program} «Радуга»", "Художественная", "7-10 лет",
            f"Группа {group + 1}", "вторник, четверг 16.50-18.30", "12", f"ул. Мира, {program}",
            "бесплатно", "Иванова Анна Петровна", f"Занятия для детей, № {program}. " * 5,
        )  # fmt: skip


def as_csv(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(HEAD)
        writer.writerows(rows(number))


def as_xlsx(path: Path, number: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append(["Каталог на учебный год"])
    sheet.append(HEAD)
    for row in rows(number):
        sheet.append(row)
    book.save(path)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "make"), [("csv", as_csv), ("xlsx", as_xlsx)])
def test_100_000_rows_come_in_within_bounded_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, make: object
) -> None:
    number = share(100_000, least=4_000)
    file = tmp_path / f"каталог.{kind}"
    assert callable(make)
    make(file, number)
    env = os.environ | {
        "KRUZHOK_DATABASE_URL": f"sqlite:///{tmp_path}/kruzhok.sqlite3",
        "KRUZHOK_ACTOR": "operator:Анна",
    }

    words = ["import", "programs", str(file), "--defaults", str(EXAMPLE)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", WATCHED, *words],
        cwd=Path(__file__).parents[2], env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip

    peak = int(done.stderr.split("peak ")[-1])
    with capsys.disabled():
        print(f"\n{number} rows of {kind}: {peak} MB at most")  # noqa: T201
    assert f"added {number // GROUPS} programs" in done.stdout
    assert f"{number} groups; changed 0" in done.stdout
    assert peak < MEGABYTES_MAX
