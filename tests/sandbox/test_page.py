"""The page, in a real browser: what the bot does is seen, what is clicked arrives."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot
from tests.sandbox.clocks import FakeControls
from tests.sandbox.echobot import EDITED, running

CHROMIUM = shutil.which("chromium")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Only what is seen matters here, not how fast a busy machine shows it.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: install chromium to test the page"),
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE_MS
        )
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The page in Russian, on a desk; any error in its scripts fails the test."""
    context = await browser.new_context(
        viewport={"width": 1360, "height": 850}, locale="ru-RU", color_scheme="light"
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    async with running(sandbox):
        await page.goto(sandbox.url)
        await expect(page.get_by_test_id("person-101")).to_be_visible()
        yield page
    await context.close()
    assert errors == []


def text_of(page: Page, text: str) -> Locator:
    return page.get_by_test_id("messages").get_by_text(text)


async def screenshot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=SCREENSHOTS / f"{name}.png")


async def test_a_conversation_is_played_by_clicking(
    page: Page, sandbox: Sandbox, ben: Person
) -> None:
    on_page = page.get_by_test_id
    await on_page("person-102").click()
    await on_page("start").click()
    await expect(text_of(page, "Сертификат 2026")).to_be_visible()
    await on_page("composer").fill("просто <b>текст</b>")
    await on_page("composer").press("Enter")
    await expect(text_of(page, "просто <b>текст</b>")).to_have_count(2)

    await page.get_by_role("button", name="💬 Подсказка").click()
    await expect(on_page("toast")).to_have_text("Так и задумано")
    await page.get_by_role("button", name="⚠️ Окно").click()
    await expect(on_page("alert")).to_contain_text("Так и задумано")
    await on_page("alert-ok").click()
    await page.get_by_role("button", name="✏️ Изменить").click()
    await expect(text_of(page, EDITED)).to_be_visible()
    await screenshot(page, "conversation")

    await expect(on_page("inline-button")).to_have_count(0)
    assert [m.text for m in ben.messages][1:3] == ["Добро пожаловать", EDITED]


async def test_an_open_menu_stays_while_the_chat_goes_on(page: Page) -> None:
    on_page = page.get_by_test_id
    await on_page("person-102").click()
    await on_page("start").click()
    await on_page("composer").fill("вопрос")
    await on_page("attach").click()
    await on_page("send").evaluate("button => button.click()")
    await expect(text_of(page, "вопрос")).to_have_count(2)

    await on_page("attach-sticker").click()

    await expect(on_page("attach-sticker")).to_be_hidden()


async def test_files_commands_and_contacts_are_at_hand(
    page: Page, sandbox: Sandbox, anna: Person
) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").click()
    await on_page("menu").click()
    await on_page("command-help").click()
    await expect(on_page("photo")).to_be_visible()
    await page.get_by_role("button", name="📱 Поделиться номером").click()
    await on_page("confirm-yes").click()
    await expect(text_of(page, "Ваш номер")).to_be_visible()
    await on_page("attach").click()
    await on_page("attach-contact_other").click()
    await on_page("contact-of-102").click()
    await expect(text_of(page, "Чужой номер")).to_be_visible()
    await page.get_by_role("button", name="📄 Документ").click()
    async with page.expect_download() as download:
        await on_page("file").click()
    await screenshot(page, "files")

    assert (await download.value).suggested_filename == "выписка.csv"
    assert [m.content.kind for m in anna.messages if not m.by_bot][-2:] == ["contact", "contact"]


async def test_a_link_into_the_bot_is_opened_as_whoever_is_chosen(
    page: Page, anna: Person, ben: Person
) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").click()
    await page.get_by_role("link", name="🔗 Приглашение").click()
    await on_page("open-as-102").click()
    await expect(text_of(page, "Добро пожаловать, invited")).to_be_visible()

    assert ben.messages[0].text == "/start invited"


async def test_unread_marks_come_and_go(page: Page, sandbox: Sandbox, ben: Person) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").click()
    ben.start()
    await expect(on_page("person-102").get_by_test_id("unread")).to_have_text("2")
    await on_page("person-102").click()
    await expect(on_page("unread")).to_have_count(0)


async def test_time_and_failure_are_a_button_away(
    page: Page, sandbox: Sandbox, controls: FakeControls, anna: Person
) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").click()
    await expect(on_page("clock")).to_contain_text("20 августа 2026")
    await on_page("next-day").click()
    await expect(on_page("clock")).to_contain_text("21 августа 2026")
    await on_page("restart").click()
    await expect(on_page("toast")).to_have_text("Бот перезапущен")
    await on_page("flood-calls").click()
    await on_page("composer").fill("без ответа")
    await on_page("send").click()
    await expect(on_page("call").filter(has_text="Too Many Requests").first).to_be_visible()
    await on_page("flood-end").click()
    await on_page("panel-block").click()
    await expect(on_page("unblock")).to_be_visible()
    await screenshot(page, "failures")

    assert anna.chat.blocked
    assert controls.restarts == 1


async def test_the_inspector_filters_and_opens_calls(page: Page, bot: BareBot) -> None:
    await bot.say(999, "никому")
    on_page = page.get_by_test_id
    await on_page("call-filter").fill("chat not found")
    await expect(on_page("call")).to_have_count(1)
    await on_page("call").locator("summary").click()
    await expect(on_page("call")).to_contain_text("никому")
    await expect(on_page("call")).to_have_attribute("data-verdict", "400")


async def test_the_page_speaks_both_languages(page: Page, anna: Person) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").click()
    await on_page("page-language-en").click()
    await expect(on_page("person-101")).to_contain_text("Parent")
    await expect(on_page("next-day")).to_have_text("Next day")
    await on_page("account-language").select_option("en")
    await on_page("menu").click()
    await expect(on_page("command-help")).to_contain_text("Help")

    assert anna.account.language == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_telephone_shows_one_pane_at_a_time(
    page: Page, browser: Browser, sandbox: Sandbox, anna: Person, scheme: str
) -> None:
    context = await browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="ru-RU",
        is_mobile=True,
        has_touch=True,
    )
    phone = await context.new_page()
    await phone.goto(sandbox.url)
    on_phone = phone.get_by_test_id
    await on_phone("person-101").tap()
    await expect(text_of(phone, "Сертификат 2026")).to_be_visible()
    await expect(on_phone("person-101")).to_be_hidden()
    await screenshot(phone, f"phone-chat-{scheme}")
    await on_phone("panel-open").tap()
    await expect(on_phone("clock")).to_be_visible()
    await on_phone("panel-close").tap()
    await on_phone("back").tap()
    await expect(on_phone("person-101")).to_be_visible()
    width = await phone.evaluate("document.documentElement.scrollWidth")
    await context.close()

    assert width == 390


async def test_everything_can_be_done_with_the_keyboard_alone(page: Page, anna: Person) -> None:
    on_page = page.get_by_test_id
    await on_page("person-101").focus()
    await page.keyboard.press("Enter")
    await on_page("composer").focus()
    await page.keyboard.type("/he")
    await expect(on_page("command-help")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(on_page("command-help")).to_be_hidden()
    await on_page("attach").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Escape")

    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, a[href], input, textarea, select')]"
        ".filter(e => !(e.ariaLabel || e.textContent.trim() || e.labels?.length)).length"
    )
    assert nameless == 0
