"""Sums as people write them wherever one is typed, and the ranges that help tells of settings."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from core.domain.errors import BadValue
from core.domain.funding import Parameters
from office.period_options import COUNT_MAX, RANGES
from tests.office.conftest import Kruzhok, refused
from tests.office.region import CATEGORY, INN, OLEG, built, files, region
from tests.office.typed import told

__all__ = ["built", "files", "region"]
# The days after which a request expires are bounded by the reminders alone.
COUNTS = [
    each.name
    for each in fields(Parameters)
    if each.type == "int" and each.name != "request_expiry_days"
]
WIDE = Parameters(request_expiry_days=COUNT_MAX + 2)
YEAR = ("--period", "2026-01-01")
TYPED: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    (("category", "set-nominal", "KLG", CATEGORY), YEAR),
    (("category", "set-limits", "KLG", CATEGORY, "--max-total"), YEAR),
    (("agreement", "set", "KLG", INN, "--ceiling"), YEAR),
    (("module", "set-price", "1"), YEAR),
]


@pytest.mark.parametrize("setting", COUNTS)
def test_what_help_says_of_a_setting_is_what_the_rules_allow(setting: str) -> None:
    least, most = RANGES.get(setting, (1, COUNT_MAX))

    for value in (least, most):
        replace(WIDE, **{setting: value})  # type: ignore[arg-type]
    for beyond in (least - 1, *([most + 1] if most < COUNT_MAX else [])):
        with pytest.raises(BadValue):
            replace(WIDE, **{setting: beyond})  # type: ignore[arg-type]


def test_help_says_from_which_age_to_which(kruzhok: Kruzhok) -> None:
    shown = " ".join(kruzhok("period", "set", "--help").stdout.split())

    (said,) = re.findall(r"--min-age .*?\[(.*?)\]", shown)
    assert said.startswith("0<=x<=17")


@pytest.mark.parametrize("written", ["15102,5", "15 102,50", "15\u00a0102.50"])
def test_a_sum_is_typed_with_a_comma_and_with_spaces(
    kruzhok: Kruzhok, region: Path, written: str
) -> None:
    told(kruzhok, "category", "set-nominal", "KLG", CATEGORY, written, *YEAR, **OLEG)

    shown = told(kruzhok, "category", "list", "KLG")["categories"]
    assert shown[0]["nominals"][0]["kopecks"] == 1510250


@pytest.mark.parametrize(("before", "after"), TYPED)
@pytest.mark.parametrize("written", ["-5", "15,102", "15 10", "много"])
def test_what_is_no_sum_is_refused_with_what_would_be_one(
    kruzhok: Kruzhok,
    region: Path,
    before: tuple[str, ...],
    after: tuple[str, ...],
    written: str,
) -> None:
    said = refused(kruzhok(*before, written, *after, **OLEG))

    assert "write it such as 15102.00 or '15 102,50', not below 0" in said
