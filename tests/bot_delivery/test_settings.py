"""Unsafe settings do not start (promise R5), and no refusal repeats a secret."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import BotSettings, address_of
from db.keys import drawn_key
from db.settings import DatabaseSettings
from office.setting_texts import settings_refused
from office.settings import OfficeSettings

REAL_TOKEN = "7234567890:AAG4k2Q9xYzW8vU7tS6rP5oN4mL3kJ2hG1f"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in BotSettings.model_fields:
        monkeypatch.delenv(f"KRUZHOK_{name.upper()}", raising=False)


def said(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    for name, value in settings.items():
        monkeypatch.setenv(f"KRUZHOK_{name}", value)
    with pytest.raises(ValidationError) as caught:
        BotSettings()
    return settings_refused(caught.value)


def test_a_real_token_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRUZHOK_BOT_TOKEN", REAL_TOKEN)

    settings = BotSettings()

    assert settings.real_telegram
    assert REAL_TOKEN not in repr(settings)


def test_a_missing_token_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch).startswith("KRUZHOK_BOT_TOKEN is not set: @BotFather")


def test_what_is_wrong_is_said_in_the_terminals_language_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")

    missing = said(monkeypatch)
    short = said(monkeypatch, BOT_TOKEN="7234567890:short", DEFAULT_LANGUAGE="ru")
    several = said(monkeypatch, DEFAULT_LANGUAGE="de", CLOCK="today", BOT_USERNAME="x")
    key = said(monkeypatch, KEYS="k1:short", DEFAULT_LANGUAGE="ru", CLOCK="")
    file = said(monkeypatch, KEYS="", KEYS_FILE="none.keys")

    assert "make demo" in missing
    assert "@BotFather" in missing
    for sentence in (missing, short, several, key, file):
        for each in sentence.split("; "):
            assert re.search("[а-яё]{4}", each), each
    assert "short" not in short + key
    assert several.count("KRUZHOK_") == 2
    assert "none.keys не прочесть: такого файла или папки нет" in file


def test_every_code_of_a_setting_has_a_sentence_in_both_languages() -> None:
    root = Path(__file__).parents[2]
    made = re.compile(r"PydanticCustomError\(\s*\"([a-z-]+)\"")
    found = {
        code
        for file in ("bot/settings.py", "db/settings.py")
        for code in made.findall((root / file).read_text("utf-8"))
    }

    messages = {f"setting-{code}" for code in found}

    assert {"setting-clock-real", "setting-keys-twice"} <= messages
    for language in ("ru", "en"):
        written = (root / "office" / "locales" / language / "settings.ftl").read_text("utf-8")
        assert [each for each in messages if f"{each} = " not in written] == []


@pytest.mark.parametrize(
    "token",
    [
        "tiny",
        "123:abc",
        "7234567890:AAG4k2Q9xYzW8vU7tS6rP5oN4mL3kJ2",
        "7234567890:with spaces in it and long enough to be one",
        "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
        "1234567890:your-token-from-botfather-goes-here-1",
        "1234567890:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "1234567890:password-password-of-the-bot-2026-11",
    ],
)
def test_short_and_example_tokens_are_refused_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=token)

    assert sentence.startswith("KRUZHOK_BOT_TOKEN")
    assert token not in sentence


@pytest.mark.parametrize("token", ["123:abc", "not-a-token"])
def test_another_server_is_content_with_less_but_not_with_anything(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("KRUZHOK_TELEGRAM_API", "http://127.0.0.1:8081/")
    monkeypatch.setenv("KRUZHOK_BOT_TOKEN", "42:TEST")

    settings = BotSettings()

    assert settings.telegram_api == "http://127.0.0.1:8081"
    assert said(monkeypatch, BOT_TOKEN=token).startswith("KRUZHOK_BOT_TOKEN")


def test_a_set_clock_is_refused_with_the_real_telegram_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, CLOCK="2020-08-20T10:00+02:00")
    monkeypatch.setenv("KRUZHOK_TELEGRAM_API", "http://localhost:8081")

    settings = BotSettings()

    assert sentence.startswith("KRUZHOK_CLOCK")
    assert settings.ticking().now().isoformat().startswith("2020-08-20T08:00")


@pytest.mark.parametrize(
    "clock",
    [
        "2020-08-20T10:00",
        "yesterday",
        "1597910400",
        "0001-01-01T00:00+02:00",
        "9999-12-31T23:59+00:00",
    ],
)
def test_a_clock_needs_an_instant_with_its_offset(
    monkeypatch: pytest.MonkeyPatch, clock: str
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN="42:TEST", TELEGRAM_API="http://localhost", CLOCK=clock)

    assert sentence.startswith("KRUZHOK_CLOCK")


@pytest.mark.parametrize("address", ["telegram", "ftp://localhost", "http://a b"])
def test_the_address_of_a_server_is_checked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    sentence = said(monkeypatch, BOT_TOKEN="42:TEST", TELEGRAM_API=address)

    assert sentence.startswith("KRUZHOK_TELEGRAM_API")


URL = "https://kruzhok.region.ru/telegram"
GOOD = "Zk3v9-rT_w7Qm1xB8nLc5yHd"


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, WEBHOOK_URL=URL)

    assert sentence.startswith("KRUZHOK_WEBHOOK_SECRET is required")


@pytest.mark.parametrize(
    "secret",
    [
        "short",
        GOOD[:-1],
        "x" * 257,
        "has spaces and is long enough for it",
        "your-webhook-secret-goes-here",
        "changeme-changeme-changeme",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890123456789012",
        "correct-password-battery-staple",
        "letmeinletmeinletmeinletmein",
        "kruzhok" * 4,
        "1234567" * 4,
        "abc-321_" * 3,
    ],
)
def test_short_guessable_and_example_secrets_are_refused_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, WEBHOOK_URL=URL, WEBHOOK_SECRET=secret)

    assert sentence.startswith("KRUZHOK_WEBHOOK_SECRET")
    assert secret not in sentence


@pytest.mark.parametrize(
    "url",
    [
        "kruzhok.region.ru/telegram",
        "https://kruzhok.region.ru",
        "https://kruzhok.region.ru/",
        "https:///telegram",
        "http://kruzhok.region.ru/telegram",
        "https://kruzhok.region.ru:8081/telegram",
        "https://kruzhok.region.ru:port/telegram",
        "ftp://kruzhok.region.ru/telegram",
    ],
)
def test_an_address_that_telegram_would_not_call_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, WEBHOOK_URL=url, WEBHOOK_SECRET=GOOD)

    assert sentence.startswith("KRUZHOK_WEBHOOK_URL")


@pytest.mark.parametrize("name", ["WEBHOOK_LISTEN", "WATCH_LISTEN"])
@pytest.mark.parametrize("listen", ["8080", "localhost", "localhost:http", "127.0.0.1:99999", ":1"])
def test_where_to_listen_is_checked(
    monkeypatch: pytest.MonkeyPatch, name: str, listen: str
) -> None:
    sentence = said(monkeypatch, **{"BOT_TOKEN": REAL_TOKEN, name: listen})

    assert sentence.startswith(f"KRUZHOK_{name}")


def test_a_webhook_with_its_secret_starts_and_shows_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "BOT_TOKEN": REAL_TOKEN,
        "WEBHOOK_URL": URL,
        "WEBHOOK_SECRET": GOOD,
        "WATCH_LISTEN": "[::1]:9464",
    }.items():
        monkeypatch.setenv(f"KRUZHOK_{name}", value)

    settings = BotSettings()

    assert settings.secrets == (REAL_TOKEN, GOOD)
    assert GOOD not in repr(settings)
    assert address_of(settings.webhook_listen) == ("127.0.0.1", 8080)
    assert settings.watch_listen is not None
    assert address_of(settings.watch_listen) == ("::1", 9464)


def test_the_database_has_a_default(tmp_path: Path) -> None:
    assert DatabaseSettings().database_url == "sqlite:///kruzhok.sqlite3"


@pytest.mark.parametrize("url", ["mysql://root:secret@host/db", "sqlite://", "secret"])
def test_other_databases_are_refused_without_repeating_a_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, DATABASE_URL=url)

    assert sentence.startswith("KRUZHOK_DATABASE_URL")
    assert "secret" not in sentence


def test_a_file_may_hold_the_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"KRUZHOK_BOT_TOKEN={REAL_TOKEN}\nKRUZHOK_CLOCK=\n")

    settings = BotSettings()

    assert settings.bot_token.get_secret_value() == REAL_TOKEN
    assert settings.clock is None


def test_the_example_file_explains_every_setting() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")

    names = [*BotSettings.model_fields, *OfficeSettings.model_fields]

    assert [name for name in names if f"KRUZHOK_{name.upper()}=" not in example] == []


def test_the_password_of_the_example_is_refused_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "postgresql+asyncpg://kruzhok:PASSWORD@localhost/kruzhok"

    sentence = said(monkeypatch, BOT_TOKEN=REAL_TOKEN, DATABASE_URL=url)

    assert "PASSWORD" not in sentence
    assert sentence.startswith("KRUZHOK_DATABASE_URL")


def test_what_must_not_stand_in_a_log_is_known_as_it_would_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = drawn_key("k1").partition(":")[2]
    said_of = {
        "BOT_TOKEN": f" {REAL_TOKEN} \n",
        "WEBHOOK_SECRET": GOOD,
        "DATABASE_URL": "postgresql+asyncpg://kruzhok:of-the-database@localhost/kruzhok",
        "KEYS": f"k1:{key}",
    }
    for name, value in said_of.items():
        monkeypatch.setenv(f"KRUZHOK_{name}", value)

    hidden = set(BotSettings().secrets)

    assert {REAL_TOKEN, GOOD, "of-the-database", key} <= hidden
