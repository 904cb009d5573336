"""The catalog goes out as a template and comes back without a change."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.domain.actor import Operator
from core.domain.drafting import TITLE_MAX
from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.program import (
    AgeRange,
    Direction,
    Duration,
    Form,
    Level,
    Program,
    ProgramState,
    ProviderKind,
    Registry,
)
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from office.catalog_files import Defaults, read_catalog, read_defaults
from office.catalog_files.columns import Field
from office.catalog_files.defaults import ProgramDefaults
from office.catalog_files.exported import COLUMNS, safe
from office.catalog_files.text import paragraphs
from office.exporting import export_programs
from office.importing import import_catalog
from office.opening import Acting
from office.progress import Progress
from office.settings import OfficeSettings
from office.upload_report import KINDS, Report
from office.uploading import import_file, try_file
from tests.builders import NOON
from tests.databases import (
    clock,
    database,
    migrated_file,
    migrated_postgres,
    migrated_url,
    sqlite_url,
)
from tests.office.conftest import Kruzhok, refused
from tests.quality.town import town

__all__ = [
    "clock", "database", "migrated_file", "migrated_postgres", "migrated_url", "sqlite_url",
]  # fmt: skip

OPERATOR = Operator("Анна")
EXAMPLE = Path(__file__).parents[2] / "docs" / "import-defaults.example.toml"
INN = "7707083893"
HOSTILE = ("=1+1", "+7", "-2+3", "@SUM(A1)", "\t=1", "|cmd", "<b>Вася</b>", "R&D &lt;x&gt;", "'=5")
HEAD = (
    "ИНН;Программа;Направленность;Реестр;Форма;Уровень;Срок;Часов;Возраст программы;Модуль;"
    "Стоимость;Группа;Возраст;Мест;Дата начала;Дата окончания;Адрес;Широта;Долгота;Расписание"
)
LEGO = "Лего;техническая;платные;очная;базовый;2 года 3 мес.;144;5-17"
WEEK = "пн 16:00-17:00, пн 18:00, ср 9:05-10:00"
ROWS = (
    f"{INN};{LEGO};Начало;1234,56;А;7;0;01.09.2026;31.05.2027;ул. Мира, 1;54,7;20,5;{WEEK}",
    f"{INN};{LEGO};Начало;1234,56;А;8-9;;;;ул. Мира, 2;;;вт 16:00-17:30",
    f"{INN};{LEGO};Потом;700;нет групп;;;;;;;;",
    f"{INN};Хор;художественная;платные;дистанционно;;;;3+;;;;;12;;;;;;",
)


def acting(opened: Database) -> Acting:
    settings = OfficeSettings(database_url="sqlite:///nowhere.sqlite3")
    return Acting(opened.perform, opened.read, ClockFrom(NOON), settings, OPERATOR)


async def imported(opened: Database, path: Path, defaults: Defaults | None = None) -> Report:
    return await import_file(
        acting(opened), path, defaults or Defaults(), certify=False, whole=False,
        progress=Progress(),
    )  # fmt: skip


async def exported(opened: Database, path: Path) -> Path:
    await opened.read(export_programs, path, inn=None, code=None, progress=Progress())
    return path


async def ensure_nothing_changes(
    opened: Database, path: Path, defaults: Defaults | None = None
) -> Report:
    """What is exported is imported: no problem, nothing added, changed or missing."""
    report = await imported(opened, await exported(opened, path), defaults)
    assert report.problems == []
    assert (report.changes.count, list(report.missing)) == (0, [])
    nothing = dict.fromkeys(KINDS, 0)
    document = report.document()
    assert (document["added"], document["changed"]) == (nothing, nothing)
    return report


def registry() -> CatalogDraft:
    """One municipality and one private provider."""
    place = MunicipalityDraft("KLG", "город Калининград", "Europe/Kaliningrad", "3901")
    provider = ProviderDraft(INN, "1027700132195", "ООО «Лего»", ProviderKind.PRIVATE, "KLG")
    return CatalogDraft((place,), (provider,), (), ())


def programs(uow: UnitOfWork) -> dict[str, Program]:
    found = uow.catalog.programs(page=1, size=99)
    assert {each.program.state for each in found} == {ProgramState.SUBMITTED}
    return {each.program.title: each.program for each in found}


def hostile(title: str) -> ProgramDraft:
    group = GroupDraft("=А1", 2, None, None, None, "@дом", ())
    return ProgramDraft(
        INN, "KLG", title, "=2+2", Direction.ARTS, Registry.PAID, Form.IN_PERSON, AgeRange(5, 17),
        special_needs=False, modules=(ModuleDraft("-1", None, None, (group,)),),
    )  # fmt: skip


def counts(draft: CatalogDraft) -> dict[str, int]:
    modules = [module for program in draft.programs for module in program.modules]
    groups = [group for module in modules for group in module.groups]
    return {"programs": len(draft.programs), "modules": len(modules), "groups": len(groups)}


async def test_the_town_comes_back_unchanged(database: Database, tmp_path: Path) -> None:
    draft = town()
    await import_catalog(database.perform, OPERATOR, draft, certify=True)

    report = await ensure_nothing_changes(database, tmp_path / "город.xlsx")

    assert dict(report.counts["unchanged"]) == counts(draft)


@pytest.mark.parametrize("name", ["zddt_year_2025-06-27.json", "zddt_summer_2025-06-09_groups.csv"])
async def test_a_real_catalog_comes_back_unchanged(
    database: Database, tmp_path: Path, name: str
) -> None:
    folder = Path(os.environ.get("KRUZHOK_REAL_DATA", "")) / "catalog_zddt"
    if not folder.is_absolute() or not folder.is_dir():
        pytest.skip("REAL CATALOG UNREAD: set KRUZHOK_REAL_DATA to the folder with catalog_zddt")
    await imported(database, folder / name, read_defaults(EXAMPLE))

    report = await ensure_nothing_changes(
        database, tmp_path / "каталог.xlsx", read_defaults(EXAMPLE)
    )

    expected = counts(read_catalog(folder / name, read_defaults(EXAMPLE)))
    assert dict(report.counts["unchanged"]) == expected


async def test_levels_lengths_prices_places_on_the_map_and_empty_modules_come_back(
    database: Database, tmp_path: Path
) -> None:
    await import_catalog(database.perform, OPERATOR, registry(), certify=False)
    (tmp_path / "каталог.csv").write_text("\n".join([HEAD, *ROWS]), "utf-8")
    first = await imported(database, tmp_path / "каталог.csv")

    report = await ensure_nothing_changes(database, tmp_path / "каталог.xlsx")
    # What is not known stays so, whatever the operator says of silent files.
    needy = read_defaults(EXAMPLE).model_copy(
        update={"programs": ProgramDefaults(special_needs=True)}
    )
    await ensure_nothing_changes(database, tmp_path / "каталог.xlsx", needy)

    assert first.problems == []
    assert dict(report.counts["unchanged"]) == {"programs": 2, "modules": 3, "groups": 3}
    lego = (await database.read(programs))["Лего"]
    assert (lego.level, lego.duration) == (Level.BASIC, Duration(2, 3, 144))


async def test_a_program_without_modules_comes_out_and_back_as_it_is(
    database: Database, tmp_path: Path
) -> None:
    alone = replace(
        hostile("Театр"), modules=(), ages=AgeRange(7, 7), level=Level.BASIC,
        duration=Duration(2, None, 144), special_needs=True,
    )  # fmt: skip
    with_module = hostile("Хор")
    draft = replace(registry(), programs=(alone, with_module))
    await import_catalog(database.perform, OPERATOR, draft, certify=False)
    before = await database.read(programs)

    report = await ensure_nothing_changes(database, tmp_path / "каталог.xlsx")
    # Nor does a default that is meant for what a file leaves unsaid.
    await ensure_nothing_changes(database, tmp_path / "каталог.xlsx", read_defaults(EXAMPLE))

    assert dict(report.counts["unchanged"]) == {"programs": 2, "modules": 1, "groups": 1}
    assert await database.read(programs) == before
    sheet = load_workbook(tmp_path / "каталог.xlsx").worksheets[0]
    at = [list(COLUMNS).index(each) for each in (Field.TITLE, Field.MODULE, Field.GROUP)]
    rows = [tuple(row[n].value for n in at) for row in sheet.iter_rows(min_row=2)]
    assert sorted(rows) == [("Театр", "нет модулей", None), ("Хор", "-1", "=А1")]


async def test_a_module_added_below_the_row_of_its_program_is_one_of_it(
    database: Database, tmp_path: Path
) -> None:
    rows = (
        f"{INN};{LEGO};нет модулей;;;;;;;;;;;",
        f"{INN};{LEGO};Начало;700;А;7;12;01.09.2026;31.05.2027;ул. Мира, 1;;;{WEEK}",
    )
    await import_catalog(database.perform, OPERATOR, registry(), certify=False)
    for number in (1, 2):
        (tmp_path / "каталог.csv").write_text("\n".join([HEAD, *rows[:number]]), "utf-8")
        report = await imported(database, tmp_path / "каталог.csv")
        assert report.problems == []
        assert dict(report.counts["added"]) == (
            {"programs": 1} if number == 1 else {"modules": 1, "groups": 1}
        )


async def test_r3_no_cell_becomes_a_formula_and_each_comes_back_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    titles = [title.strip() for title in HOSTILE]
    draft = replace(registry(), programs=tuple(map(hostile, titles)))
    await import_catalog(database.perform, OPERATOR, draft, certify=False)

    await ensure_nothing_changes(database, tmp_path / "опасное.xlsx")

    sheet = load_workbook(tmp_path / "опасное.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    at = list(COLUMNS).index(Field.TITLE)
    written = {row[at].value for row in sheet.iter_rows(min_row=2)}
    assert written == set(map(safe, titles))


@pytest.mark.parametrize(
    "name",
    [
        "1) Лепка 2) Роспись", "1. Хор 2. Театр", "(1) «Лад» (2) «Ключ»", "Хор.", "Хор*",
        "«1) Лепка 2) Роспись»", "1) Лад» 2) Ключ", '"Хор".', "А" * (TITLE_MAX - 1) + ".",
    ],
)  # fmt: skip
async def test_names_made_by_hand_that_a_file_would_write_otherwise_come_back_as_they_are(
    database: Database, tmp_path: Path, name: str
) -> None:
    made = replace(hostile(name), modules=())
    group = GroupDraft(name.strip("«»"), 2, None, None, None, "", ())
    full = replace(hostile("Театр"), modules=(ModuleDraft(name, None, None, (group,)),))
    draft = replace(registry(), programs=(made, full))
    await import_catalog(database.perform, OPERATOR, draft, certify=False)
    before = await database.read(programs)

    report = await ensure_nothing_changes(database, tmp_path / "каталог.xlsx")

    assert dict(report.counts["unchanged"]) == {"programs": 2, "modules": 1, "groups": 1}
    assert await database.read(programs) == before


def test_the_template_has_lists_to_choose_from_and_tells_how_to_fill_it_in(
    kruzhok: Kruzhok, folder: Path
) -> None:
    assert kruzhok("municipality", "add", "--known", "KLG", "--numbers", "3901",
                   actor="operator:A").exit_code == 0  # fmt: skip
    result = kruzhok("export", "programs", "каталог.xlsx", "--json")

    book = load_workbook(folder / "каталог.xlsx")
    assert result.exit_code == 0, result.output
    assert book.sheetnames == ["Программы", "Как заполнять", "Списки"]
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible", "visible", "hidden"]
    rules = book["Программы"].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    assert len(lists) == 6
    styles = {rule.errorStyle for rule in rules if rule.type in {"whole", "decimal"}}
    assert styles == {"warning"}  # «уточняется» is what the export writes there itself
    offered = {cell.value for row in book["Списки"].iter_rows() for cell in row}
    assert {"техническая", "платные", "очная", "базовый", "да", "KLG"} <= offered
    told = [str(cell.value) for (cell,) in book["Как заполнять"].iter_rows()]
    assert any("--dry-run" in sentence for sentence in told)
    # Only the header is there, so it holds no program yet.
    assert "empty" in refused(kruzhok("import", "programs", "каталог.xlsx", actor="operator:A"))


def test_what_cannot_be_written_is_said(kruzhok: Kruzhok, folder: Path) -> None:
    assert kruzhok("migrate").exit_code == 0

    assert "каталог.xlsx" in refused(kruzhok("export", "programs", "каталог.csv"))
    assert "cannot be written" in refused(kruzhok("export", "programs", "нет/каталог.xlsx"))
    assert "not-found" in refused(kruzhok("export", "programs", "a.xlsx", "--provider", "7"))
    assert not list(folder.glob("*.part")) + list(folder.glob(".*.part"))


def test_a_file_that_is_there_is_not_written_over_unasked(kruzhok: Kruzhok, folder: Path) -> None:
    assert kruzhok("migrate").exit_code == 0
    (folder / "каталог.xlsx").write_text("моё", "utf-8")

    refusal = refused(kruzhok("export", "programs", "каталог.xlsx"))
    left = (folder / "каталог.xlsx").read_text("utf-8")
    asked = kruzhok("export", "programs", "каталог.xlsx", "--replace")

    assert "--replace" in refusal
    assert left == "моё"
    assert asked.exit_code == 0
    assert (folder / "каталог.xlsx").read_bytes().startswith(b"PK")


async def test_a_trial_of_the_template_writes_nothing(database: Database, tmp_path: Path) -> None:
    await import_catalog(database.perform, OPERATOR, town(), certify=True)
    path = await exported(database, tmp_path / "город.xlsx")

    report = await try_file(
        acting(database), path, Defaults(), certify=False, whole=False,
        progress=Progress(),
    )  # fmt: skip

    assert dict(report.counts["unchanged"]) == counts(town())
    assert await database.read(lambda uow: uow.uploads.page(page=1, size=1)) == ()


@pytest.mark.parametrize("text", ["a & b", "<b>", "1 < 2", "&amp;", "Лего", "", "a <br> b"])
def test_texts_that_look_like_pages_are_read_back(text: str) -> None:
    assert paragraphs(safe(text)) == text
