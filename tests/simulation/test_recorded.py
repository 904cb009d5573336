"""Every change is on record (promise A7): by each act that can be done, one row that names it."""

from __future__ import annotations

from tests.services.world import World
from tests.simulation.acts_to_repeat import REPEATED
from tests.simulation.test_twice import everything, services

# Acts without a row of their own, each with the reason (decision 0026).
UNRECORDED = {
    "keep_conversation": "which screen a chat is on: forgotten with the next one, decides nothing",
    "forget_deliveries": "what was kept for an hour or for days, and is over; known to nobody else",
    "close_days": "the digest of a day is the record, and says more",
    "keep_news": "what a search found is a row itself, with its day",
    "tell_news": "the notice is a row itself, with its account and its instant",
    "stage_rows": "rows of a file that nobody has taken in; taking in and refusing it are recorded",
    "finish_staging": "the same",
    "refuse_program": "why a program of a file is not taken in is a row of the upload",
    "repeat_erasures": "what is erased again is recorded; what was noted elsewhere is a row itself",
}
PERSONS = ("Котов", "Анна Игоревна", "2010-03-04", "3901000001")


async def test_a7_every_act_that_changes_something_leaves_a_row_of_ids_codes_and_sums(
    world: World,
) -> None:
    unrecorded, personal = [], []

    for name, prepare in REPEATED.items():
        if name not in services() or name in UNRECORDED:
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
    assert services() & REPEATED.keys() >= UNRECORDED.keys()
