"""Headers and values that people cut short, and hours that spreadsheets keep as numbers."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.program import AgeRange, Direction, Slot
from office.catalog_files import CatalogFileRefused, Reason, Refusal
from office.catalog_files.choices import parse_direction
from office.catalog_files.columns import Field
from office.catalog_files.defaults import ProgramDefaults
from office.catalog_files.problems import NotUnderstood
from office.catalog_files.recognition import recognised
from office.catalog_files.times import parse_lessons
from tests.office.catalog_files.files import DEFAULTS, ROW, read, read_group

AGES_SAID = DEFAULTS.model_copy(
    update={"programs": DEFAULTS.programs.model_copy(update={"ages": AgeRange(5, 17)})}
)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Св. мест", Field.FREE_PLACES),
        ("Своб. мест", Field.FREE_PLACES),
        ("Кол-во своб. мест", Field.FREE_PLACES),
        ("Год обуч.", Field.STUDY_YEAR),
        ("Г/о", Field.STUDY_YEAR),
        ("Возр.", Field.AGES),
        ("Возр. от", Field.AGE_FROM),
        ("Ст-ть", Field.PRICE),
        ("Ст-ть, руб.", Field.PRICE),
        ("Напр-ть", Field.DIRECTION),
        ("Срок реал.", Field.DURATION),
        ("Наим. прогр.", Field.TITLE),
    ],
)
def test_a_header_that_is_cut_short_is_known(header: str, field: Field) -> None:
    known = recognised(header)

    assert known is not None
    assert known[0] is field


@pytest.mark.parametrize(
    ("written", "direction"),
    [
        ("соц.-гум.", Direction.SOCIAL),
        ("соц.-гуманит.", Direction.SOCIAL),
        ("социальное", Direction.SOCIAL),
        ("СГН", Direction.SOCIAL),
        ("ФСН", Direction.SPORTS),
        ("ТН", Direction.TECHNICAL),
        ("ЕНН", Direction.NATURAL_SCIENCE),
        ("Х.Н.", Direction.ARTS),
        ("ТКН", Direction.TOURISM),
        ("техн.", Direction.TECHNICAL),
        ("Худож.", Direction.ARTS),
        ("худож. напр.", Direction.ARTS),
        ("турист.-краевед.", Direction.TOURISM),
        ("ест.-науч.", Direction.NATURAL_SCIENCE),
        ("физк.-спорт.", Direction.SPORTS),
        ("тур.-краевед.", Direction.TOURISM),
        ("Искусство", Direction.ARTS),
        ("Общество и гуманитарные науки", Direction.SOCIAL),
    ],
)
def test_a_direction_that_is_cut_short_or_called_as_families_see_it_is_known(
    written: str, direction: Direction
) -> None:
    assert parse_direction(written) is direction


def test_what_may_be_two_directions_is_none() -> None:
    with pytest.raises(NotUnderstood):
        parse_direction("науч.")


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("0.625-0.6875", (15, 0), (16, 30)),
        ("0,625", (15, 0), None),
        ("0.666666666667", (16, 0), None),
        ("1900-01-01 15:00", (15, 0), None),
        ("15ч-16ч30", (15, 0), (16, 30)),
    ],
)
def test_an_hour_is_known_as_a_spreadsheet_keeps_it(
    written: str, starts: tuple[int, int], ends: tuple[int, int] | None
) -> None:
    slots = parse_lessons(written, 0)

    assert slots == (Slot(0, time(*starts), None if ends is None else time(*ends)),)


def test_a_number_that_is_no_hour_of_a_day_is_not_made_one() -> None:
    with pytest.raises(NotUnderstood):
        parse_lessons("0.3", 0)


def test_numbers_are_days_in_a_column_of_days() -> None:
    group = read_group({"Дни недели": "1,3", "Время": "16:00-17:00"})

    assert [slot.weekday for slot in group.slots] == [0, 2]


@pytest.mark.parametrize("days", ["2", "3,1"])
def test_a_number_of_days_is_no_day(days: str) -> None:
    draft = read({"Дни недели": days, "Время": "16:00-17:00"})

    assert [each.reason for each in draft.problems] == [Reason.TIMES_NOT_UNDERSTOOD]


def test_a_column_of_lowest_ages_may_say_so_in_its_cells_too() -> None:
    group = read_group({"Возраст": "", "Возраст от": "с 10 лет", "Возраст до": "до 14 лет"})

    assert group.ages == AgeRange(10, 14)


def test_until_an_age_is_an_error_of_the_row_unless_the_operator_said_from_which() -> None:
    draft = read({"Возраст": "до 12 лет"})
    group = read_group({"Возраст": "до 12 лет"}, defaults=AGES_SAID)

    assert [each.reason for each in draft.problems] == [Reason.AGES_WITHOUT_YOUNGEST]
    assert draft.programs == ()
    assert group.ages == AgeRange(5, 12)


def test_a_column_that_nobody_knows_is_named_where_one_is_missing() -> None:
    silent = DEFAULTS.model_copy(update={"programs": ProgramDefaults(form=DEFAULTS.programs.form)})

    with pytest.raises(CatalogFileRefused) as refused:
        read({**ROW, "Вид финанс.": "сертифицированные", "Педагог": "Иванова"}, defaults=silent)

    assert refused.value.code is Refusal.DEFAULT_MISSING
    # The sentence ends behind it with a dot of its own.
    assert refused.value.facts["columns"] == "Вид финанс"
