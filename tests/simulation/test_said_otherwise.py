"""An act under the same key with another content is refused and writes nothing (promise M6).

Of each act in the table of those that are done twice it is said here what its arguments are:
nothing but whose or which it is; a value that is set, so that another one is another act; or a
content that its key may stand for only once. An act of which nothing is said fails the test.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pytest

import core.services
from core.domain.errors import DomainError
from tests.services.world import World
from tests.simulation.acts_to_repeat import REPEATED
from tests.simulation.said_otherwise import OTHERWISE, SHOWN_OTHERWISE
from tests.simulation.test_twice import everything, services

# Another value is another act; that the same one again writes nothing is what `test_twice` asks.
SET_A_VALUE = frozenset(
    {
        "certify_module", "change_group", "change_module", "change_municipality", "change_period",
        "change_program", "choose_language", "correct_certificate", "correct_provider",
        "enter_completeness",
        "keep_conversation", "limit_open",
        "limit_registry", "move_enrollment", "name_applicant", "name_child", "rename_category",
        "say_birth_date", "say_who_applies",
        "set_ceiling", "set_limits", "set_nominal", "set_phone", "set_price", "set_price_cap",
        "switch_notices",
    }
)  # fmt: skip
# All that is said of it is its key: said otherwise it is about another thing.
KEY_ALONE = frozenset(
    {
        "add_category", "add_module", "arrive", "arrive_with", "begin_upload", "enter_account",
        "give_consent", "offer_place", "save_search", "send_draft", "take_role",
    }
)  # fmt: skip
# A file says what is to be there, row by row, and each row that cannot be is answered.
FILES = frozenset(
    {
        "apply_programs", "archive_missing", "enter_certificates", "finish_staging",
        "import_program", "import_programs", "prepare_import", "refuse_program", "stage_rows",
    }
)  # fmt: skip
# The system says it to itself: what it counted, erased or found.
OF_THE_SYSTEM = frozenset({"close_days", "keep_news", "repeat_erasures", "rotate_keys"})
# Which it is, whose it is, or what was on the screen when it was done for the first time.
WHICH = ("Id", "Account", "FundingPeriod")
NO_CONTENT = frozenset(
    {
        "chunk",
        "draw",
        "most",
        "once_more",
        "phone",
        "shown_waiting",
        "through",
        "token",
        "enough",
    }
)


def acts() -> dict[str, Callable[..., object]]:
    loaded = (
        import_module(f"core.services.{module.name}")
        for module in pkgutil.iter_modules(core.services.__path__)
    )
    return {
        name: act
        for module in loaded
        for name, act in vars(module).items()
        if name in REPEATED and inspect.isfunction(act) and act.__module__ == module.__name__
    }


def content(act: Callable[..., object]) -> list[str]:
    """The parameters that say more than which and whose it is."""
    parameters = list(inspect.signature(act).parameters.values())[1:]
    return [
        each.name
        for each in parameters
        if each.name not in NO_CONTENT | {"actor"} and not str(each.annotation).endswith(WHICH)
    ]


def test_m6_of_every_act_with_a_content_it_is_said_what_another_one_means() -> None:
    said = (SET_A_VALUE, KEY_ALONE, FILES, OF_THE_SYSTEM, frozenset(OTHERWISE))
    there = acts()

    unsaid = [
        name for name, act in there.items() if content(act) and not any(name in s for s in said)
    ]
    twice = [name for name in there if sum(name in s for s in said) > 1]

    assert not unsaid, "say what another content under the same key is refused with"
    assert not twice
    assert frozenset().union(*said) <= there.keys() <= services()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        *((OTHERWISE, each) for each in sorted(OTHERWISE)),
        *((SHOWN_OTHERWISE, each) for each in sorted(SHOWN_OTHERWISE)),
    ],
    ids=[*sorted(OTHERWISE), *(f"{each}-shown" for each in sorted(SHOWN_OTHERWISE))],
)
async def test_m6_one_key_with_another_content_is_refused_and_writes_nothing(
    world: World, name: str, said: Mapping[str, Any]
) -> None:
    refusal, prepare = said[name]
    act, others = await prepare(world)
    first = await world.perform(act)
    before = await world.ask(everything)

    for n, other in enumerate(others):
        with pytest.raises(DomainError) as refused:
            await world.perform(other)
        assert type(refused.value) is refusal, f"{n}: {refused.value!r}"

    assert await world.ask(everything) == before
    assert await world.perform(act) == first
    assert await world.ask(everything) == before
