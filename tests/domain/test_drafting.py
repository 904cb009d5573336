"""What may be written down of a program and a group, each bound from both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.drafting import (
    ensure_days,
    ensure_group,
    ensure_places_hold,
    ensure_program,
    ensure_title,
)
from core.domain.drafts import GroupDraft, ProgramDraft
from core.domain.errors import BadValue
from core.domain.program import AgeRange, Direction, Form, ProviderKind, Registry, Slot

CLUB = ProgramDraft(
    "3906012340", "KLG", "Роботы", "", Direction.TECHNICAL, Registry.CERTIFIED, Form.IN_PERSON,
    AgeRange(7, 12), special_needs=False, modules=(),
)  # fmt: skip
GROUP = GroupDraft("А", 0, None, None, None, "", ())
TODAY = date(2020, 8, 20)


def slot(weekday: int, starts: str, ends: str | None = None) -> Slot:
    return Slot(
        weekday, time.fromisoformat(starts), None if ends is None else time.fromisoformat(ends)
    )


@pytest.mark.parametrize("kind", ProviderKind)
@pytest.mark.parametrize("registry", Registry)
def test_reg_3_a_budget_program_is_a_public_provider_s(
    kind: ProviderKind, registry: Registry
) -> None:
    draft = replace(CLUB, registry=registry)

    if registry.budget and not kind.public:
        with pytest.raises(BadValue) as refused:
            ensure_program(draft, kind)
        assert (refused.value.field, refused.value.why) == (
            "registry",
            "budget programs are for state and municipal providers",
        )
    else:
        ensure_program(draft, kind)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"title": "Р" * 300}, {"title": "Р" * 301}),
        ({"annotation": "Р" * 10_000}, {"annotation": "Р" * 10_001}),
        ({"annotation": "две\nстроки"}, {"annotation": "\0"}),
        ({"ages": AgeRange(17, 17)}, {"ages": AgeRange(18, 18)}),
        ({"ages": AgeRange(0, 99)}, {"ages": AgeRange(0, 100)}),
    ],
)
def test_a_program_is_for_children_and_of_a_length_to_be_read(
    good: dict[str, object], bad: dict[str, object]
) -> None:
    ensure_program(replace(CLUB, **good), ProviderKind.PRIVATE)  # type: ignore[arg-type]

    with pytest.raises(BadValue) as refused:
        ensure_program(replace(CLUB, **bad), ProviderKind.PRIVATE)  # type: ignore[arg-type]

    (field,) = bad
    assert refused.value.field == field


@pytest.mark.parametrize("title", ["", " ", " А", "А ", "А\nБ", "А\tБ", "А\0"])
def test_a_title_is_one_line(title: str) -> None:
    ensure_title("«А», 1-й год (утро)")

    with pytest.raises(BadValue) as refused:
        ensure_title(title)

    assert (refused.value.field, refused.value.why) == ("title", "one line of text")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"places": 0}, {"places": -1}),
        ({"places": 10_000}, {"places": 10_001}),
        ({"address": "у" * 500}, {"address": "у" * 501}),
        ({"ages": AgeRange(17, 99)}, {"ages": AgeRange(18, 99)}),
        (
            {"slots": (slot(0, "16:00", "17:00"), slot(0, "17:00", "18:00"))},
            {"slots": (slot(0, "16:00", "17:00"), slot(0, "16:59", "18:00"))},
        ),
        (
            {"slots": (slot(1, "16:00"), slot(0, "16:00"))},
            {"slots": (slot(1, "16:00"), slot(1, "16:00", "17:00"))},
        ),
        (
            {"slots": (slot(0, "16:00", "18:00"), slot(1, "17:00"))},
            {"slots": (slot(0, "17:00"), slot(0, "16:00", "18:00"))},
        ),
        ({"slots": (slot(0, "16:00"), slot(0, "16:30"))}, {"title": ""}),
    ],
)
def test_a_group_can_be_taught(good: dict[str, object], bad: dict[str, object]) -> None:
    ensure_group(replace(GROUP, **good))  # type: ignore[arg-type]

    with pytest.raises(BadValue) as refused:
        ensure_group(replace(GROUP, **bad))  # type: ignore[arg-type]

    (field,) = bad
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (
            Days(date(2020, 8, 1), TODAY),
            Days(date(2020, 8, 1), date(2020, 8, 19)),
        ),
        (
            Days(date(2020, 9, 1), date(2021, 8, 31)),
            Days(date(2020, 9, 1), date(2021, 9, 1)),
        ),
        (
            Days(date(2023, 12, 31), date(2023, 12, 31)),
            Days(date(2024, 1, 1), date(2024, 1, 1)),
        ),
    ],
)
def test_a_group_is_not_over_and_takes_at_most_twelve_months(good: Days, bad: Days) -> None:
    ensure_days(good, today=TODAY)

    with pytest.raises(BadValue) as refused:
        ensure_days(bad, today=TODAY)

    assert refused.value.field == "days"


def test_enr_6_nobody_loses_a_place() -> None:
    ensure_places_hold(None, taken=0)
    ensure_places_hold(0, taken=0)
    ensure_places_hold(3, taken=3)

    for places in (2, 0, None):
        with pytest.raises(BadValue) as refused:
            ensure_places_hold(places, taken=3)
        assert (refused.value.field, refused.value.why) == ("places", "3 are taken")
