"""The demo, started once as people start it, and a browser on its page."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import async_playwright, expect

from tests.journey.eyes import DESK, Eyes
from tests.journey.running_demo import RunningDemo, running_demo
from tests.sandbox.test_page import ARGUMENTS, PATIENCE_MS

CHROMIUM = shutil.which("chromium")
# Only what is seen matters here, not how fast a busy machine shows it.
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        asyncio.run(demo.live_on())
        yield demo


@pytest.fixture
async def eyes(demo: RunningDemo) -> AsyncIterator[Eyes]:
    """The page in Russian, on a desk; any error in its scripts fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE_MS
        )
        page = await browser.new_page(
            viewport={"width": DESK["width"], "height": DESK["height"]},
            locale="ru-RU",
            color_scheme="light",
        )
        page.set_default_timeout(PATIENCE_MS)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(demo.url)
        await expect(page.get_by_test_id("person-1001")).to_be_visible()
        yield Eyes(page)
        await browser.close()
    assert errors == []
