"""Every change is on record (promise A7): by each act that can be done, one row that names it."""

from __future__ import annotations

from tests.services.world import World
from tests.simulation.acts_to_repeat import REPEATED
from tests.simulation.test_twice import everything, services

# What a person does to nothing but its own chat: how it is spoken to, what it is in the middle of.
OWN_CHAT = frozenset(
    {
        "arrive",
        "choose_language",
        "choose_place",
        "drop_favorite",
        "forget_deliveries",
        "keep_conversation",
        "keep_favorite",
        "name_applicant",
        "name_child",
        "say_birth_date",
        "say_who_applies",
        "switch_notices",
    }
)
# What the system does to notices that wait, and to days that are over, is their own record; so is
# what it found for saved searches.
OF_THE_SYSTEM = frozenset({"close_days", "keep_news", "tell_news"})
# They write nothing but lists that are the record themselves: what was erased, what a file says
# before anybody has decided to take it in.
OWN_RECORD = frozenset({"finish_staging", "refuse_program", "repeat_erasures", "stage_rows"})
PERSONS = ("Котов", "Анна Игоревна", "2010-03-04", "3901000001")


async def test_a7_every_act_that_changes_something_leaves_a_row_of_ids_codes_and_sums(
    world: World,
) -> None:
    unrecorded, personal = [], []

    for name, prepare in REPEATED.items():
        if name not in services() or name in OWN_CHAT | OF_THE_SYSTEM | OWN_RECORD:
            continue
        act = await prepare(world)
        before = await world.ask(everything)
        await world.perform(act)
        after = await world.ask(everything)
        new = set(after["audit_trail"]) - set(before["audit_trail"])
        if after != before and not new:
            changed = sorted(table for table in after if after[table] != before[table])
            unrecorded.append(f"{name} changed {', '.join(changed)}")
        personal += [f"{name}: {row}" for row in new if any(each in row for each in PERSONS)]

    assert not unrecorded, "record it (A7):\n" + "\n".join(unrecorded)
    assert not personal, "\n".join(personal)


def test_what_is_not_recorded_is_an_act_that_there_is() -> None:
    assert services() >= OWN_CHAT | OF_THE_SYSTEM | OWN_RECORD
