"""A program agrees with a question, may agree with it, or contradicts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.money import Money
from core.domain.program import AgeRange, Registry
from tests.builders import CHESS, FIRST_YEAR, TEN_PLACES
from tests.quality.facts import Facts, Offered
from tests.quality.town import slots

SEVEN_TO_NINE = AgeRange(7, 9)
TWO_THOUSAND = Money.roubles(2000)


def offered(
    *,
    when: str = "вт чт 17:00-18:30",
    ages: AgeRange | None = SEVEN_TO_NINE,
    price: Money | None = TWO_THOUSAND,
    registry: Registry = Registry.PAID,
    special_needs: bool = False,
    places: int | None = 10,
) -> Offered:
    """A program with one group, in Kaliningrad."""
    group = replace(TEN_PLACES, places=places, ages=ages, slots=slots(when) if when else ())
    module = replace(FIRST_YEAR, price=price, groups=(group,))
    program = replace(CHESS, registry=registry, special_needs=special_needs, modules=(module,))
    return Offered(program, "город Калининград")


@pytest.mark.parametrize(
    ("facts", "program", "fits", "contradicts"),
    [
        ("", offered(when=""), True, False),
        ("age=7", offered(), True, False),
        ("age=9/15", offered(), True, False),
        ("age=6", offered(), False, True),
        ("age=10", offered(), False, True),
        ("age=17", offered(ages=None), True, False),
        ("age=18", offered(ages=None), False, True),
        ("day=чт", offered(), True, False),
        ("day=ср/чт", offered(), True, False),
        ("day=ср", offered(), False, True),
        ("day=вт", offered(when=""), False, True),
        ("from=17", offered(), True, False),
        ("from=17:01", offered(), False, True),
        ("from=18~16", offered(), False, False),
        ("until=18:30", offered(), True, False),
        ("until=18", offered(), False, False),
        ("until=17", offered(), False, True),
        ("price=2000", offered(), True, False),
        ("price=1999", offered(), False, False),
        ("price=166", offered(), False, True),
        ("price=0", offered(), False, True),
        ("price=0", offered(price=None), False, True),
        ("price=0", offered(price=None, registry=Registry.GENERAL), True, False),
        ("place=калининград", offered(), True, False),
        ("place=мира", offered(), True, False),
        ("place=гусев", offered(), False, True),
        ("needs", offered(), False, True),
        ("needs", offered(special_needs=True), True, False),
        ("free", offered(), True, False),
        ("free", offered(places=0), False, True),
        ("free", offered(places=None), False, False),
        ("age=7 day=вт", offered(), True, False),
        ("age=7 day=ср", offered(), False, True),
    ],
)
def test_a_fact_is_read_narrowly_for_what_must_come_and_widely_for_what_contradicts(
    facts: str, program: Offered, *, fits: bool, contradicts: bool
) -> None:
    said = Facts.written(facts)

    assert (said.fit(program), said.contradict(program)) == (fits, contradicts)


def test_one_group_has_to_agree_with_all_that_was_said() -> None:
    early = replace(TEN_PLACES, ages=AgeRange(5, 6), slots=slots("вт 15:00-16:00"))
    late = replace(TEN_PLACES, ages=AgeRange(7, 9), slots=slots("чт 18:00-19:00"))
    module = replace(FIRST_YEAR, groups=(early, late))
    both = Offered(replace(CHESS, modules=(module,)), "город Калининград")

    assert Facts.written("age=5 day=вт").fit(both)
    assert Facts.written("age=5 day=чт").contradict(both)


def test_a_fact_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        Facts.written("weekday=вт")
