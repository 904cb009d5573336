"""The demo as it is played: everything real but Telegram and the calendar."""

from datetime import UTC, date
from pathlib import Path

import pytest

from bot.lock import SecondBot
from sandbox.demo import Demo, playing
from sandbox.demo_people import OPERATOR, PARENT, PROVIDER, SECOND_PARENT
from sandbox.people import Person


def buttons(person: Person) -> list[dict[str, str]]:
    """All inline buttons in the chat, newest message first."""
    found = []
    for message in reversed(person.answers):
        markup = message.as_bot_sees().get("reply_markup", {})
        assert isinstance(markup, dict)
        for row in markup.get("inline_keyboard", []):
            found += [{**button, "message": str(message.id)} for button in row]
    return found


async def press(person: Person, data: str) -> None:
    """Press the newest button whose data begins so."""
    button = next(b for b in buttons(person) if b.get("callback_data", "").startswith(data))
    await person.answered(person.press(int(button["message"]), button["callback_data"]))


async def test_a_parent_finds_the_invitation_consents_and_links_the_child(demo: Demo) -> None:
    anna = demo.sandbox.person(PARENT.id)
    links = [button["url"] for button in buttons(anna)]

    await anna.answered(anna.start(links[0].partition("?start=")[2]))
    await press(anna, "co:")
    await anna.until(lambda: any("15\xa0102" in message.text for message in anna.answers))

    assert len(links) == 2
    assert not [call for call in demo.sandbox.calls if call.code >= 400]


async def test_the_next_month_charges_and_tells(demo: Demo) -> None:
    anna = demo.sandbox.person(PARENT.id)
    (link, *_) = [button["url"] for button in buttons(anna)]
    await anna.answered(anna.start(link.partition("?start=")[2]))
    await press(anna, "co:")
    await anna.until(lambda: "15\xa0102" in anna.answers[-1].text)

    await demo.controls.next_month()

    assert demo.controls.now().date() == date(2026, 9, 1)
    await anna.until(lambda: any("918,00" in m.text and "💳" in m.text for m in anna.answers))


async def test_the_next_day_is_tomorrow_at_ten(demo: Demo) -> None:
    await demo.controls.next_day()

    now = demo.controls.now().astimezone(UTC)
    assert now.isoformat().startswith("2026-08-21T08:00")


async def test_a_restarted_bot_goes_on(demo: Demo) -> None:
    anna = demo.sandbox.person(PARENT.id)

    await demo.controls.restart()
    await anna.answered(anna.start())

    assert anna.answers[-1].text


async def test_expired_invitations_are_replaced_and_used_ones_are_not(demo: Demo) -> None:
    ben = demo.sandbox.person(SECOND_PARENT.id)
    before = {each.payload for each in demo.welcome.handed_out}
    own = next(e for e in demo.welcome.handed_out if e.invited.child.municipality_code == "GUR")
    await ben.answered(ben.start(own.payload))
    await press(ben, "co:")
    await ben.until(lambda: "Варвара" in ben.answers[-1].text)

    await demo.controls.next_day()
    same = {each.payload for each in demo.welcome.handed_out}
    await demo.controls.next_month()

    after = demo.welcome.handed_out
    assert same == before
    assert not before & {each.payload for each in after}
    assert len(after) == 3


async def test_provider_and_operator_have_opened_the_bot(demo: Demo) -> None:
    for profile in (PROVIDER, OPERATOR):
        assert demo.sandbox.person(profile.id).chat.started


async def test_a_folder_that_was_used_goes_on_from_where_it_stopped(folder: Path) -> None:
    async with playing(folder) as first:
        await first.controls.next_month()
        with pytest.raises(SecondBot):
            async with playing(folder):
                pass
    async with playing(folder) as second:
        assert second.controls.now().date() == date(2026, 9, 1)
