"""Months, ranges of dates, ages: what a civil date means."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import (
    Days,
    Month,
    birthday,
    civil_date,
    full_years,
    is_working_day,
    working_days_before,
)
from core.domain.certificate import (
    holds_a_number,
    is_certificate_number,
    last_valid_day,
    number_in,
)


def test_led_6_half_past_nine_utc_is_september_in_kaliningrad_and_october_in_moscow() -> None:
    instant = datetime(2026, 9, 30, 21, 30, tzinfo=UTC)

    assert Month.containing(instant, ZoneInfo("Europe/Kaliningrad")) == Month(2026, 9)
    assert Month.containing(instant, ZoneInfo("Europe/Moscow")) == Month(2026, 10)


def test_led_6_a_naive_instant_has_no_date() -> None:
    with pytest.raises(ValueError, match=r"^instant must be timezone-aware$"):
        civil_date(datetime(2026, 9, 30), ZoneInfo("Europe/Moscow"))  # noqa: DTZ001


def test_months_count_over_the_turn_of_a_year() -> None:
    december = Month(2020, 12)

    assert december + 1 == Month(2021, 1)
    assert Month(2021, 1).index - december.index == 1
    assert Month.numbered(december.index) == december
    assert Month.parse("2020-12") == december
    assert (december.first_day, december.last_day) == (date(2020, 12, 1), date(2020, 12, 31))
    assert str(Month(2020, 9)) == "2020-09"


@pytest.mark.parametrize("month", [0, 13])
def test_there_is_no_month_outside_the_year(month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(2020, month)


def test_days_include_both_ends() -> None:
    days = Days(date(2020, 9, 1), date(2020, 12, 31))

    assert len(days) == 122
    assert days.months == 4
    assert list(days.each_month())[0::3] == [Month(2020, 9), Month(2020, 12)]
    assert date(2020, 9, 1) in days
    assert date(2020, 12, 31) in days
    assert date(2021, 1, 1) not in days


def test_days_cannot_end_before_they_begin() -> None:
    assert len(Days(date(2020, 9, 1), date(2020, 9, 1))) == 1
    with pytest.raises(ValueError, match="comes after"):
        Days(date(2020, 9, 2), date(2020, 9, 1))


def test_ranges_overlap_when_they_share_one_day() -> None:
    september = Days(date(2020, 9, 1), date(2020, 9, 30))

    assert september.overlaps(Days(date(2020, 9, 30), date(2020, 10, 5)))
    assert not september.overlaps(Days(date(2020, 10, 1), date(2020, 10, 5)))
    assert not Days(date(2020, 10, 1), date(2020, 10, 5)).overlaps(september)


def test_cert_1_a_child_of_29_february_has_its_birthday_on_1_march() -> None:
    born_on = date(2008, 2, 29)

    assert birthday(born_on, years=18) == date(2026, 3, 1)
    assert birthday(born_on, years=4) == date(2012, 2, 29)
    assert last_valid_day(born_on) == date(2026, 2, 28)


def test_cert_1_a_certificate_is_valid_until_the_day_before_the_18th_birthday() -> None:
    assert last_valid_day(date(2010, 7, 15)) == date(2028, 7, 14)


def test_age_turns_on_the_birthday_and_not_before() -> None:
    born_on = date(2013, 9, 2)

    assert full_years(born_on, on=date(2020, 9, 1)) == 6
    assert full_years(born_on, on=date(2020, 9, 2)) == 7
    assert full_years(born_on, on=date(2013, 9, 1)) == -1


def test_cert_4_a_number_is_ten_digits_and_nothing_else() -> None:
    assert is_certificate_number("3901234567")
    for wrong in ("390123456", "39012345678", "39012a4567", " 3901234567", "３９０１２３４５６７"):
        assert not is_certificate_number(wrong)


def test_ranges_that_share_a_day_overlap() -> None:
    day, next_day = date(2020, 9, 1), date(2020, 9, 2)

    assert Days(day, day).overlaps(Days(day, day))
    assert Days(day, next_day).overlaps(Days(next_day, next_day))
    assert Days(next_day, next_day).overlaps(Days(day, next_day))
    assert not Days(day, day).overlaps(Days(next_day, next_day))
    assert not Days(next_day, next_day).overlaps(Days(day, day))


def test_a_working_day_is_what_the_calendar_of_days_off_says() -> None:
    days_off = {date(2020, 12, 31), date(2021, 1, 1), date(2020, 12, 26), date(2020, 12, 27)}

    assert is_working_day(date(2020, 12, 30), days_off)
    assert not is_working_day(date(2020, 12, 31), days_off)
    assert is_working_day(date(2020, 12, 19), days_off)  # a Saturday not among the days off
    assert not is_working_day(date(2022, 1, 1), days_off)  # an undescribed year: a Saturday
    assert is_working_day(date(2022, 1, 3), days_off)


def test_working_days_are_counted_backwards_from_a_day() -> None:
    assert working_days_before(date(2026, 6, 8), 5, set()) == date(2026, 6, 1)
    assert working_days_before(date(2026, 6, 8), 6, set()) == date(2026, 5, 29)
    assert working_days_before(date(2026, 6, 8), 0, set()) == date(2026, 6, 8)


def test_a_certificate_s_number_is_read_as_people_write_it() -> None:
    for written in ("3901204518", "3901 204518", "№3901204518", "Номер сертификата: 3901-204-518"):
        assert number_in(written) == "3901204518"
    for other in ("3901204518 Орлова", "шахматы", "39012045189", "номер"):
        assert number_in(other) is None


def test_a_number_is_seen_in_any_sentence_and_ages_are_none() -> None:
    for said in ("сын Орлов 3901 204518", "8 900 555-01-02", "+7 (900) 555 01 02", "39012045189"):
        assert holds_a_number(said)
    for said in ("шахматы 8 лет до 2000", "10 11 12 13 14 лет", "с 17:00 до 18:30", "2026-09-01"):
        assert not holds_a_number(said)
