"""Somebody at the page: chooses whose chat to see, presses, types, and reads what comes."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

from playwright.async_api import Locator, Page, expect

ROOT: Final = Path(__file__).parents[2]
SCREENSHOTS: Final = ROOT / "build" / "screenshots"
PICTURE: Final = ROOT / "docs" / "images" / "sandbox.png"
UPDATE_PICTURES: Final = "KRUZHOK_UPDATE_PICTURES"
DESK: Final = {"width": 1360, "height": 850}
# A little smaller, so that the picture is.
DOCUMENT: Final = {"width": 1220, "height": 812}
PHONE: Final = {"width": 390, "height": 844}
PATIENCE_SECONDS: Final = 90
LOOK_SECONDS: Final = 0.05
NO_BREAK: Final = "\u00a0"
SUM: Final = re.compile(r"(\d[\d ]*),(\d\d) ₽")

_BUBBLES: Final = """[...document.querySelectorAll('article[data-from=bot]')].map(article => [
    article.dataset.testid,
    article.querySelector('[data-testid=text]')?.innerText ?? '',
    [...article.querySelectorAll('[data-testid=inline-button]')].map(b => b.innerText),
])"""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message of the bot: what it says, with plain spaces, and its buttons."""

    test_id: str
    text: str
    buttons: tuple[str, ...]


@dataclass
class Eyes:
    """One browser window. `seen` is what was in the chat before the latest deed."""

    page: Page
    seen: frozenset[Bubble] = field(default_factory=frozenset)

    def at(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    async def look_as(self, person: int) -> None:
        """Open the chat of another person."""
        await self.at(f"person-{person}").click()
        await expect(self.at(f"person-{person}")).to_have_attribute("aria-current", "true")
        await self._chat_is_drawn(person)

    async def press(self, button: str, then: str) -> str:
        """Press the newest button with these words; read the screen that says `then`."""
        await self.remember()
        await self.button(button).click()
        return await self.read(then)

    async def type(self, text: str, then: str) -> str:
        """Send a message; read the screen that says `then`."""
        await self.remember()
        await self.at("composer").fill(text)
        await self.at("composer").press("Enter")
        return await self.read(then)

    async def follow(self, link: str, person: int, then: str) -> str:
        """Press a link into the bot and open it as this person."""
        await self.at("messages").get_by_role("link", name=link, exact=True).last.click()
        await self.remember()
        await self.at(f"open-as-{person}").click()
        return await self.read(then)

    async def read(self, then: str) -> str:
        """Wait for a new or changed message of the bot that says `then`."""
        ends = monotonic() + PATIENCE_SECONDS
        while monotonic() < ends:
            for bubble in reversed(await self.bubbles()):
                if then in bubble.text and self._new(bubble):
                    return bubble.text
            await asyncio.sleep(LOOK_SECONDS)
        newest = [bubble.text for bubble in await self.bubbles()][-3:]
        raise AssertionError(f"nothing new says {then!r}; newest: {newest}")

    def _new(self, bubble: Bubble) -> bool:
        # A message whose buttons were taken away says nothing new.
        bare = not bubble.buttons
        known = {(each.test_id, each.text) for each in self.seen} if bare else set()
        return bubble not in self.seen and (bubble.test_id, bubble.text) not in known

    async def remember(self) -> None:
        """Whatever is there now is nothing new any more."""
        self.seen = frozenset(await self.bubbles())

    async def bubbles(self) -> list[Bubble]:
        shown = await self.page.evaluate(_BUBBLES)
        return [
            Bubble(test_id, text.replace(NO_BREAK, " "), tuple(buttons))
            for test_id, text, buttons in shown
        ]

    async def buttons(self) -> tuple[str, ...]:
        """The buttons under the newest message that has any."""
        return next(each.buttons for each in reversed(await self.bubbles()) if each.buttons)

    async def says(self, text: str) -> int:
        """How many messages of the bot say this."""
        return len([each for each in await self.bubbles() if text in each.text])

    def button(self, label: str) -> Locator:
        return self.at("inline-button").filter(has_text=label).last

    async def control(self, test_id: str) -> None:
        """Press a button of the side panel and wait until it is done."""
        await self.remember()
        await self.at(test_id).click()
        await expect(self.page.locator("#panel [aria-busy=true]")).to_have_count(0)

    async def screenshot(self, name: str) -> None:
        """As it looks on a telephone."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await self._resize(PHONE)
        await self.page.screenshot(path=SCREENSHOTS / f"way-{name}.png")
        await self._resize(DESK)

    async def picture(self) -> None:
        """As it looks on a desk; also for the documents, when somebody asks for new pictures."""
        await self._resize(DOCUMENT)
        await self.page.screenshot(path=SCREENSHOTS / "way-desk.png")
        if os.environ.get(UPDATE_PICTURES):
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=PICTURE)
        await self._resize(DESK)

    async def _resize(self, size: dict[str, int]) -> None:
        await self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await self.page.evaluate(
            "document.querySelector('.log').scrollTop = document.querySelector('.log').scrollHeight"
        )

    async def _chat_is_drawn(self, person: int) -> None:
        await self.page.wait_for_function(f"window.sandbox.store.chat?.id === {person}")


def kopecks(text: str) -> list[int]:
    """All sums that a text names, in order."""
    return [int(whole.replace(" ", "") + rest) for whole, rest in SUM.findall(text)]
