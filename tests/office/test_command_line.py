"""The command line itself: what it says to newcomers, how it refuses, what it does not load."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer._click.exceptions import UsageError

from office.mistyped import mistyped
from tests.office.conftest import Kruzhok, refused

WHO_EN = "this is asked of somebody, so say who you are: KRUZHOK_ACTOR is one of"
WHO_RU = "нужно знать, кто это делает: KRUZHOK_ACTOR — одно из"
MOST = "10000000000000.00"
ACTORS = "operator:NAME, municipality:CODE:NAME, parent:ACCOUNT, staff:ACCOUNT:INN"
ROOT = Path(__file__).parents[2]
HEAVY = ("aiogram", "aiohttp", "sqlalchemy", "pymorphy3", "tdjson", "openpyxl", "fluent")


def python(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_the_command_loads_nothing_that_it_may_not_need(tmp_path: Path) -> None:
    code = f"import sys, office.app; print([m for m in {HEAVY!r} if m in sys.modules])"

    assert python("-c", code, cwd=tmp_path).stdout.strip() == "[]"


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = python(
        "-m", "office", "quote", "--price", "100", "--available", "100", "--group",
        "2020-09-01..2020-09-30", "--start", "2020-09-01", "--period-end", "2020-12-31",
        cwd=tmp_path,
    )  # fmt: skip
    wrong = python("-m", "office", "qoute", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "100.00" in done.stdout
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.count("\n") == 1
    assert "Did you mean 'quote'?" in wrong.stderr


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_a_newcomer_is_told_where_to_begin(kruzhok: Kruzhok, words: list[str]) -> None:
    result = kruzhok(*words)

    assert result.exit_code == 0
    assert "kruzhok demo" in result.stdout
    for command in ("demo", "bot", "import", "invite", "quote", "day", "audit", "migrate"):
        assert f"\n  {command} " in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["nope"],
        ["quote"],
        ["quote", "--nope"],
        ["audit", "extra"],
        ["import"],
        ["import", "nope"],
        ["import", "programs"],
        ["demo", "--port", "70000"],
    ],
)
def test_wrong_usage_is_one_line(kruzhok: Kruzhok, words: list[str]) -> None:
    assert refused(kruzhok(*words))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["category", "set-nominal", "KLG", "все", "-5", "--period", "2026-09-01"], "amount"),
        (["category", "set-nominal", "KLG", "все", "-5.50", "--nope"], "amount"),
        (["category", "set-nominal", "KLG", "все", "5", "--nope"], "No such option: --nope"),
        (["category", "set-nominal", "KLG", "все", "5", "-n"], "No such option: -n"),
        (["module", "set-price", "1", "-5", "--period", "2026-09-01"], "amount"),
        (["quote", "--price", "-5"], "amount"),
        (["application", "show", "-1"], "ID"),
    ],
)
def test_what_is_below_zero_is_refused_as_a_number_and_not_as_an_option(
    kruzhok: Kruzhok, words: list[str], why: str
) -> None:
    assert why in refused(kruzhok(*words))


def test_settings_that_do_not_do_are_one_line(kruzhok: Kruzhok) -> None:
    assert "KRUZHOK_CLOCK" in refused(kruzhok("audit", clock="today"))
    zoneless = refused(kruzhok("audit", clock="2026-08-20T10:00"))
    assert zoneless == "KRUZHOK_CLOCK needs its zone too, for example 2020-08-20T10:00+02:00"
    assert "KRUZHOK_DATABASE_URL" in refused(kruzhok("audit", database_url="mysql://x"))
    assert "KRUZHOK_BOT_TOKEN" in refused(kruzhok("bot"))
    assert "KRUZHOK_BOT_TOKEN" in refused(kruzhok("bot", bot_token="123:short"))


def test_settings_in_a_file_that_is_no_text_are_one_line(kruzhok: Kruzhok, folder: Path) -> None:
    (folder / ".env").write_bytes("KRUZHOK_ACTOR=operator:Анна".encode("cp1251"))

    said = refused(kruzhok("audit"))

    assert ".env" in said
    assert "UTF-8" in said


def test_values_that_cannot_be_are_one_line_with_a_next_step(kruzhok: Kruzhok) -> None:
    group = ("--group", "2026-09-01..2026-09-30", "--start", "2026-09-01")
    rest = ("--available", "100", "--period-end", "2026-12-31")

    assert "more than 0" in refused(kruzhok("quote", "--price", "0", *group, *rest))
    nowhere = kruzhok("day", "--municipality", " ", "--date", "2026-08-20", actor="operator:A")
    assert "municipality list" in refused(nowhere)


def test_a_taken_port_is_refused_before_anything_is_prepared(
    kruzhok: Kruzhok, folder: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        result = kruzhok("demo", "--port", port, "--data", "demo", "--no-browser")

    assert "cannot start" in refused(result)
    assert not (folder / "demo").exists()


def test_a_database_that_cannot_be_reached_is_one_line(kruzhok: Kruzhok) -> None:
    nowhere = refused(kruzhok("audit", database_url="sqlite:////no/such/folder/x.sqlite3"))
    nobody = refused(kruzhok("audit", database_url="postgresql://a:secret@127.0.0.1:9/x"))

    assert "database" in nowhere
    assert "secret" not in nobody


@pytest.mark.parametrize(
    ("words", "english", "russian"),
    [
        ("qoute", "No such command: 'qoute'. Did you mean 'quote'? (no-such-command)",
         "Нет такой команды: 'qoute'. Может быть, 'quote'? (no-such-command)"),
        ("certificate shwo", "No such command: 'shwo'. Did you mean 'show'? (no-such-command)",
         "Нет такой команды: 'shwo'. Может быть, 'show'? (no-such-command)"),
        ("nope", "No such command: 'nope'. (no-such-command)",
         "Нет такой команды: 'nope'. (no-such-command)"),
        ("keys", "Say which command: new, show, rotate. (command-missing)",
         "Не сказано, какая команда: new, show, rotate. (command-missing)"),
        ("quote --prise 5", "No such option: --prise. Did you mean '--price'? (no-such-option)",
         "Нет такого параметра: --prise. Может быть, '--price'? (no-such-option)"),
        ("quote --nope", "No such option: --nope. (no-such-option)",
         "Нет такого параметра: --nope. (no-such-option)"),
        ("--nope", "No such option: --nope. (no-such-option)",
         "Нет такого параметра: --nope. (no-such-option)"),
        ("audit -x", "No such option: -x. (no-such-option)",
         "Нет такого параметра: -x. (no-such-option)"),
        ("quote", "Missing option: --price. (option-missing)",
         "Не хватает параметра: --price. (option-missing)"),
        ("certificate close 3901000001",
         "Missing option: --because (MOVED, WISH). (option-missing)",
         "Не хватает параметра: --because (MOVED, WISH). (option-missing)"),
        ("certificate show", "Missing argument: NUMBER. (argument-missing)",
         "Не хватает аргумента: NUMBER. (argument-missing)"),
        ("audit one two", "Nothing was expected here: 'one two'. (unexpected-argument)",
         "Лишнее: 'one two'. (unexpected-argument)"),
        ("demo --port", "--port needs a value after it. (value-missing)",
         "После --port нужно значение. (value-missing)"),
        ("audit --json=1", "--json takes no value. (no-value)",
         "--json пишется без значения. (no-value)"),
        ("demo --port x", "--port: a whole number is needed. (bad-value)",
         "--port: нужно целое число. (bad-value)"),
        ("demo --port 70000", "--port: at most 65535. (bad-value)",
         "--port: не больше 65535. (bad-value)"),
        ("application show -1", "ID: at least 1. (bad-value)", "ID: не меньше 1. (bad-value)"),
        ("certificate close 3901000001 --because no",
         "--because: 'no' is not one of 'MOVED', 'WISH'. (bad-value)",
         "--because: 'no' не подходит, можно 'MOVED', 'WISH'. (bad-value)"),
        ("person repeat nowhere", "file: there is no file 'nowhere'. (bad-value)",
         "file: файла 'nowhere' нет. (bad-value)"),
        ("person repeat .", "file: '.' is a folder. (bad-value)",
         "file: '.' — папка. (bad-value)"),
        ("quote --price free",
         ("--price: 'free' is not an amount of roubles: write it such as 15102.00 or '15 102,50',"
          f" not below 0 and at most {MOST}. (bad-value)"),
         ("--price: 'free' — не сумма в рублях: пишите её как 15102.00 или '15 102,50', не меньше"
          f" нуля и не больше {MOST}. (bad-value)")),
        ("quote --price 5 --start soon",
         "--start: 'soon' is not a date such as 2020-09-01. (bad-value)",
         "--start: 'soon' не дата, пишется она так: 2020-09-01. (bad-value)"),
        ("invite 39012", "'39012': a certificate’s number has ten digits (bad-value)",
         "'39012': в номере сертификата десять цифр (bad-value)"),
        ("invite 3901000001 --anew --another", "say one of --anew and --another (bad-value)",
         "назовите что-то одно: --anew или --another (bad-value)"),
        ("notices drop", "name the ids of notices, or a reason with --why (bad-value)",
         "назовите номера уведомлений или причину с --why (bad-value)"),
        ("account list", f"{WHO_EN} {ACTORS} (bad-value)", f"{WHO_RU} {ACTORS} (bad-value)"),
        ("municipality add --numbers 3901",
         "a municipality needs CODE and --name, or --known (bad-value)",
         "муниципалитету нужны CODE и --name, или --known (bad-value)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("terminal", ["C.UTF-8", "ru_RU.UTF-8"])
def test_what_is_mistyped_is_said_in_the_language_of_the_terminal_with_its_code(
    kruzhok: Kruzhok,
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    words: str,
    english: str,
    russian: str,
) -> None:
    monkeypatch.setenv("LANG", terminal)

    sentence = refused(kruzhok(*words.split()))

    assert sentence == (russian if terminal.startswith("ru") else english)


def test_what_nobody_foresaw_is_said_as_the_parser_says_it() -> None:
    assert mistyped(typer.BadParameter("unheard of")) == "unheard of (bad-value)"
    assert mistyped(UsageError("unheard of")) == "unheard of"


def test_a_terminal_that_speaks_russian_is_answered_in_russian(
    kruzhok: Kruzhok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")

    sentence = refused(kruzhok("invite", "3901000001", actor="operator:Ольга"))

    assert sentence.startswith("Сертификата с номером 3901000001 нет")
    assert sentence.endswith("(not-found)")
