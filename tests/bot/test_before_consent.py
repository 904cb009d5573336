"""Nothing about a child is kept of an account that has not consented (promise A4)."""

from __future__ import annotations

from bot.keyboards.callbacks import ConsentPressed
from bot.updates.dispatch import ROUTES
from tests.bot.any_update import CONTENTS
from tests.bot.test_callbacks import BUTTONS
from tests.bot.test_forged_buttons import Forger, forger
from tests.bot.two_towns import NEWCOMER
from tests.databases import clock, database, migrated_file, migrated_postgres, migrated_url

__all__ = [
    "clock", "database", "forger", "migrated_file", "migrated_postgres", "migrated_url",
]  # fmt: skip

# What an account may have before: that it is there, in which language, its own wishes, that it
# went; and what it did, by ids.
WITHOUT_A_CHILD = {
    "accounts", "switches", "favorites", "saved_searches", "erasures", "audit_trail",
}  # fmt: skip
SAID = (
    "3901000001", "3901000001 Котова Анна Игоревна", "Котова Анна Игоревна", "05.05.2010",
    "Мой сын Котов Пётр 3901000001", "номер 3901 000001", "+7 (900) 000-00-01",
)  # fmt: skip


async def test_a4_whatever_is_pressed_or_said_before_the_consent_keeps_nothing_of_a_child(
    forger: Forger,
) -> None:
    before = await forger.rows()
    talks = await forger.conversations()
    found = {"text": [*SAID, *(f"/{command} 3901000001" for command in ROUTES.commands)]}

    for button in BUTTONS:
        if button is not ConsentPressed:
            await forger.press(NEWCOMER, button, forger.towns.own)
            # Whatever was asked for now, these are no answers that may be kept.
            for text in SAID[1:]:
                await forger.send(NEWCOMER, {"text": text})
    for content in [*({"text": text} for text in found["text"]), *CONTENTS]:
        await forger.send(NEWCOMER, content)

    after = await forger.rows()
    changed = {table for table in after if after[table] != before[table]}
    assert changed <= WITHOUT_A_CHILD
    added = [row for table in changed for row in set(after[table]) - set(before[table])]
    assert not [row for row in added if "3901000001" in row or "Котов" in row]
    talked = set(await forger.conversations()) - set(talks)
    numbers = ("3901000001", "3901 000001", "000-00-01")
    assert not [row for row in talked if any(number in row for number in numbers)]
