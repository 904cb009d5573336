"""No cell and no file, whatever stands in it, brings the reader down."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

from core.domain.program import AgeRange, Slot
from office.catalog_files import CatalogFileRefused, read_catalog
from office.catalog_files.ages import parse_ages
from office.catalog_files.columns import Field
from office.catalog_files.dates import parse_date
from office.catalog_files.times import parse_lessons
from tests.office.catalog_files.files import DEFAULTS, read

# Pieces of what people write, and anything else.
WRITTEN = """
0 1 7 12 17 18 60 2026 99999 ٧ + - – — : . , ; / ( ) ₽ № 16:30 17.40 01.09.2026 от до с по и в за
лет года мес месяцев курс час год обучения й руб чел мест пн вторник чт-сб сентября бесплатно
платно да нет True взрослые техническая #REF! <b> &amp; =1+1
"""
PIECES = st.sampled_from(WRITTEN.split())
CELLS = st.one_of(
    st.text(max_size=40), st.lists(PIECES, max_size=6).map(" ".join), st.lists(PIECES).map("".join)
)


@given(st.sampled_from(list(Field)), CELLS)
def test_any_text_in_any_cell_is_a_value_or_a_problem(column: Field, text: str) -> None:
    draft = read({column.value: text}, {"Группа": "Группа № 2"})

    refused = {problem.cell.row for problem in draft.problems if problem.fatal}
    groups = [each for program in draft.programs for m in program.modules for each in m.groups]
    assert len(refused) + len(groups) == 2


@given(st.binary(max_size=400))
def test_any_bytes_are_a_draft_or_a_refusal(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "каталог.csv"
        path.write_bytes(content)
        try:
            draft = read_catalog(path, DEFAULTS)
        except CatalogFileRefused:
            return

    assert draft.problems or draft.programs


@given(st.integers(0, 17), st.integers(0, 60))
def test_ages_that_are_written_out_are_read_back(least: int, longer: int) -> None:
    ages = AgeRange(least, least + longer)
    # From 16 to beyond 18 are adults' groups.
    assume(ages.least < 16 or ages.most <= 18)

    assert parse_ages(f"{ages.least}–{ages.most} лет") == ages
    assert parse_ages(f"от {ages.least} до {ages.most}") == ages


@given(st.integers(0, 6), st.times(), st.times())
def test_lessons_that_are_written_out_are_read_back(weekday: int, one: time, other: time) -> None:
    starts, ends = sorted((f"{one:%H:%M}", f"{other:%H:%M}"))
    if starts == ends:
        return

    (slot,) = parse_lessons(f"{starts} – {ends}", weekday)

    assert slot == Slot(weekday, time.fromisoformat(starts), time.fromisoformat(ends))


@given(st.dates())
def test_dates_that_are_written_out_are_read_back(day: date) -> None:
    assert parse_date(f"{day.day:02d}.{day.month:02d}.{day.year:04d}") == day
    assert parse_date(day.isoformat()) == day
