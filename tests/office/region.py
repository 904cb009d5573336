"""A region built by commands alone: a municipality, a provider with a group, a funded child."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from office.app import command_line
from tests.office.conftest import Kruzhok
from tests.office.typed import told

ANNA = {"actor": "operator:Анна"}
OLEG = {"actor": "municipality:KLG:Олег"}
PARENT = {"actor": "parent:1"}
STAFF = {"actor": "staff:2:3999009008"}
INN = "3999009008"
NUMBER = "3901000001"
CATEGORY = "Дети от 5 до 18"
SUMS = ("--start", "2026-09-01", "--certificate-pays", "9000.00", "--parent-pays", "0")
REQUEST = ("enrollment", "request", NUMBER, "1", *SUMS)
CATALOG = """ИНН поставщика;Программа;Направленность;Возраст;Модуль;Группа;Количество мест
3999009008;Шахматы;физкультурно-спортивная;7-17 лет;1-й год обучения;Пешки;10
"""
DEFAULTS = """
[study_year]
first = 2026-09-01
last = 2026-12-31

[programs]
registry = "CERTIFIED"
form = "IN_PERSON"

[modules]
price = "9000.00"
normative_cost = "9000.00"
"""
PROVIDER = """
[municipality]
code = "KLG"
name = "город Калининград"
zone = "Europe/Kaliningrad"
number_prefix = "3901"

[provider]
inn = "3999009008"
ogrn = "1993900009002"
name = "Клуб «Пример»"
kind = "MUNICIPAL"
"""
IMPORT = ("import", "programs", "catalog.csv", "--defaults", "defaults.toml", "--certify")
# Every command that changes something, in the order in which a region is built.
STEPS: tuple[tuple[tuple[str, ...], Mapping[str, str]], ...] = (
    (("municipality", "add", "KLG", "--name", "город Калининград", "--numbers", "3901"), ANNA),
    (IMPORT, ANNA),
    (("period", "add", "KLG", "2026-01-01..2026-12-31", "--low-percent", "10"), OLEG),
    (("category", "add", "KLG", CATEGORY), OLEG),
    (("category", "set-nominal", "KLG", CATEGORY, "15102.00", "--period", "2026-05-05"), OLEG),
    (("agreement", "add", "KLG", INN, "--period", "2026-01-01"), OLEG),
    (
        ("agreement", "set", "KLG", INN, "--period", "2026-01-01", "--ceiling", "50000.50"),
        OLEG,
    ),
    (
        ("period", "set", "KLG", "2026-03-03", "--direction-limit", "ARTS=0", "--direction-limit",
         "SPORTS=10", "--provider-limit", f"{INN}=5", "--registry-limit", "GENERAL=2",
         "--closed-from", "2026-12-01", "--offer-reminder-days", "9", "--lapsing-days", "30"),
        OLEG,
    ),
    (
        ("certificate", "issue", "KLG", NUMBER, "--name", "Котова Анна", "--born", "2016-03-04",
         "--category", CATEGORY),
        OLEG,
    ),
    (("certificate", "fund", NUMBER), OLEG),
    (("account", "add", "--chat", "100", "--consent"), ANNA),
    (("account", "add", "--chat", "200", "--consent"), ANNA),
)  # fmt: skip


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    (folder / "defaults.toml").write_text(PROVIDER + DEFAULTS, "utf-8")
    return folder


def build(kruzhok: Kruzhok) -> None:
    """A municipality, a provider with a group, a funded child, a parent and a staff member."""
    for words, settings in STEPS:
        told(kruzhok, *words, **settings)
    family = told(kruzhok, "invite", NUMBER, **OLEG)["payload"]
    staff = told(kruzhok, "provider", "invite", INN, **ANNA)["payload"]
    told(kruzhok, "account", "accept", "1", family, **ANNA)
    told(kruzhok, "account", "accept", "2", staff.removeprefix("i_"), **ANNA)


def typed_at(clock: str) -> Kruzhok:
    """The command outside of a test, at a time."""

    def run(*words: str, **settings: str) -> Result:
        env = {f"KRUZHOK_{name.upper()}": value for name, value in settings.items()}
        return CliRunner(env={"KRUZHOK_CLOCK": clock, **env}).invoke(command_line(), [*words])

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region of `region`, built once, to be copied."""
    folder = tmp_path_factory.mktemp("region")
    with contextlib.chdir(folder):
        (folder / "catalog.csv").write_text(CATALOG, "utf-8")
        (folder / "defaults.toml").write_text(PROVIDER + DEFAULTS, "utf-8")
        build(typed_at("2026-08-20T10:00+02:00"))
    return folder


@pytest.fixture
def region(files: Path, built: Path) -> Path:
    """A folder with the region's database."""
    shutil.copyfile(built / "kruzhok.sqlite3", files / "kruzhok.sqlite3")
    return files
