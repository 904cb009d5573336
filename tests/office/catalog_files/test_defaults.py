"""The operator's defaults are checked when they are read, and a wrong key is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.program import AgeRange, ProviderKind, Registry
from office.catalog_files import CatalogFileRefused, Refusal, read_defaults
from office.catalog_files.messages import REFUSAL_MESSAGES
from office.words import say

EXAMPLE = Path(__file__).parents[3] / "docs" / "import-defaults.example.toml"

MUNICIPALITY = """
[municipality]
code = "KLG"
name = "город Калининград"
zone = "Europe/Kaliningrad"
number_prefix = "3901"
"""
PROVIDER = """
[provider]
inn = "3999000005"
ogrn = "1993900000004"
name = "Дом творчества"
kind = "MUNICIPAL"
"""


def refusal_of(tmp_path: Path, text: str) -> CatalogFileRefused:
    path = tmp_path / "defaults.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogFileRefused) as refused:
        read_defaults(path)
    return refused.value


def test_the_example_says_everything_that_catalog_files_leave_out() -> None:
    defaults = read_defaults(EXAMPLE)

    (provider,) = defaults.directory.providers
    (municipality,) = defaults.directory.municipalities
    assert provider.municipality_code == municipality.code
    assert provider.kind is ProviderKind.MUNICIPAL
    assert defaults.study_year is not None
    assert defaults.study_year.days == Days(date(2026, 9, 1), date(2027, 5, 31))
    assert defaults.programs.registry is Registry.CERTIFIED
    assert defaults.modules.price == Money.roubles(9000)
    assert defaults.modules.paid_months == 9
    assert defaults.groups.places == 12


def test_amounts_and_ages_are_written_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text(
        '[programs]\nages = "5-17"\n[modules]\nprice = 9000.50\nnormative_cost = 9800\n', "utf-8"
    )

    defaults = read_defaults(path)

    assert defaults.programs.ages == AgeRange(5, 17)
    assert defaults.modules.price == Money.roubles(9000, 50)
    assert defaults.modules.normative_cost == Money.roubles(9800)


def test_nothing_said_is_nothing_known(tmp_path: Path) -> None:
    path = tmp_path / "defaults.toml"
    path.write_text("", "utf-8")

    defaults = read_defaults(path)

    assert defaults.directory.providers == ()
    assert defaults.study_year is None
    assert defaults.modules.price is None
    assert defaults.groups.places is None


@pytest.mark.parametrize(
    ("text", "code", "key", "why"),
    [
        ("[municipality]\ncode = 'KLG'\n", "DEFAULTS_KEY_MISSING", "municipality.name", "other"),
        ("[programms]\n", "DEFAULTS_KEY_UNKNOWN", "programms", "other"),
        ("[groups]\nplases = 3\n", "DEFAULTS_KEY_UNKNOWN", "groups.plases", "other"),
        ("[groups]\nplaces = 'много'\n", "DEFAULTS_VALUE", "groups.places", "other"),
        ("[groups]\nplaces = 0\n", "DEFAULTS_VALUE", "groups.places", "other"),
        ("[programs]\nregistry = 'FREE'\n", "DEFAULTS_VALUE", "programs.registry", "other"),
        ("[programs]\nages = 'дети'\n", "DEFAULTS_VALUE", "programs.ages", "ages"),
        ("[modules]\nprice = 'даром'\n", "DEFAULTS_VALUE", "modules.price", "amount"),
        ("[modules]\nprice = 12.345\n", "DEFAULTS_VALUE", "modules.price", "amount"),
        ("[modules]\nprice = 0\n", "DEFAULTS_VALUE", "modules", "price"),
        ("[modules]\nprice = 9\nnormative_cost = 8\n", "DEFAULTS_VALUE", "modules", "price"),
        (
            "[study_year]\nfirst = 2026-09-01\nlast = 2026-08-31\n",
            "DEFAULTS_VALUE",
            "study_year",
            "dates",
        ),
        (
            "[study_year]\nfirst = 2026-09-01\nlast = 2027-09-01\n",
            "DEFAULTS_VALUE",
            "study_year",
            "dates",
        ),
        (
            MUNICIPALITY.replace("Europe/Kaliningrad", "Europe/Königsberg"),
            "DEFAULTS_VALUE",
            "municipality.zone",
            "zone",
        ),
        (
            MUNICIPALITY.replace("3901", "39"),
            "DEFAULTS_VALUE",
            "municipality.number_prefix",
            "other",
        ),
        (PROVIDER, "DEFAULTS_VALUE", "provider", "no-municipality"),
        (
            MUNICIPALITY + PROVIDER.replace("0005", "0006"),
            "DEFAULTS_VALUE",
            "provider",
            "requisites",
        ),
        (
            MUNICIPALITY + PROVIDER.replace("MUNICIPAL", "TRADER_ALONE"),
            "DEFAULTS_VALUE",
            "provider",
            "requisites",
        ),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, text: str, code: str, key: str, why: str) -> None:
    refused = refusal_of(tmp_path, text)

    assert refused.code is Refusal[code]
    assert (refused.facts["key"], refused.facts["why"]) == (key, why)
    assert refused.facts["file"] == "defaults.toml"


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("[provider\n", "other", (1, 10)),
        ("[provider]\ninn\n", "no-equals", (2, 4)),
        ("[provider]\nname = Кванториум\n", "no-value", (2, 8)),
        ("[provider]\ninn = 0123\n", "more-in-line", (2, 8)),
        ("[provider]\nnames = [1\n", "unclosed", (0, 0)),
        ("[provider]\n[provider]\n", "twice", (2, 10)),
        ('name = "a\nb"\n', "character", (1, 10)),
        ('name = "a\\q"\n', "backslash", (1, 12)),
    ],
)
def test_what_is_no_toml_is_told_with_the_place(
    tmp_path: Path, text: str, error: str, place: tuple[int, int]
) -> None:
    refused = refusal_of(tmp_path, text)

    facts = refused.facts
    assert refused.code is Refusal.DEFAULTS_BROKEN
    assert (facts["error"], facts["line"], facts["character"]) == (error, *place)
    said = say(REFUSAL_MESSAGES[refused.code], facts, tongue="ru")
    assert said.endswith(f"(строка {place[0]}, знак {place[1]}).") == (place[0] > 0)
    assert re.search("[a-z]{3}", said.replace("defaults.toml", "")) is None


def test_defaults_of_another_coding_are_told_so(tmp_path: Path) -> None:
    (tmp_path / "defaults.toml").write_bytes("[provider]\nname = 'Клуб'".encode("cp1251"))

    with pytest.raises(CatalogFileRefused) as caught:
        read_defaults(tmp_path / "defaults.toml")

    facts = caught.value.facts
    assert say(REFUSAL_MESSAGES[caught.value.code], facts, tongue="en") == (
        "“defaults.toml” is no TOML: it is not in UTF-8."
    )


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogFileRefused) as missing:
        read_defaults(tmp_path / "нет.toml")
    with pytest.raises(CatalogFileRefused) as folder:
        read_defaults(tmp_path)

    assert missing.value.code is Refusal.NOT_FOUND
    assert folder.value.code is Refusal.UNREADABLE
