"""`kruzhok trail`: what was done to one object, as a person and as a program read it."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.trailing import TracedKind
from office.words import has
from tests.office.conftest import Kruzhok, refused
from tests.office.region import (
    ANNA,
    CATEGORY,
    INN,
    NUMBER,
    OLEG,
    PARENT,
    REQUEST,
    STAFF,
    built,
    files,
    region,
)
from tests.office.test_application_commands import apply_for_two
from tests.office.typed import told

__all__ = ["built", "files", "region"]
SERVICES = Path(__file__).parents[2] / "core" / "services"
DAILY = Path(__file__).parents[2] / "db" / "daily"
RUSSIAN = "ru_RU.UTF-8"
KINDS = "|".join([*TracedKind, "period"])
OF_NO_OFFICE = {"keep-favorite", "drop-favorite"}


def test_an_enrollments_acts_are_read_in_their_order(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, *REQUEST, **PARENT)
    told(kruzhok, "enrollment", "confirm", "1", **STAFF)

    trail = told(kruzhok, "trail", "enrollment", "1", **OLEG)
    text = kruzhok("trail", "enrollment", "1", **OLEG).stdout

    asked, confirmed = trail["acts"]
    assert not trail["earlier"]
    assert asked == {
        "at": asked["at"], "actor": "parent:1", "act": "request", "before": None,
        "after": "REQUESTED", "details": {"group": 1, "kopecks": 900000},
    }  # fmt: skip
    assert re.fullmatch(r"2026-08-20T08:00:[\d.]+\+00:00", asked["at"])
    assert (confirmed["actor"], confirmed["act"], confirmed["before"]) == (
        "staff:2", "confirm", "REQUESTED",
    )  # fmt: skip
    head, first, second = text.splitlines()
    assert re.split(r"\s{2,}", head) == ["at (UTC)", "who", "act", "before", "after", "details"]
    assert re.split(r"\s{2,}", first)[1:3] == ["parent:1", "requested"]
    assert re.split(r"\s{2,}", second)[2:4] == ["confirmed", "requested"]


def test_looks_at_a_child_stand_in_its_trail_the_present_one_from_now_on(
    kruzhok: Kruzhok, region: Path
) -> None:
    first = told(kruzhok, "trail", "certificate", NUMBER, **ANNA)
    second = told(kruzhok, "trail", "certificate", NUMBER, **OLEG)

    added = second["acts"][len(first["acts"]) :]
    assert [(each["actor"], each["act"]) for each in added] == [("operator:Анна", "look")]


def test_of_a_long_trail_the_last_acts_are_read(kruzhok: Kruzhok, region: Path) -> None:
    whole = told(kruzhok, "trail", "period", "KLG", "2026-05-05", **OLEG)
    last = told(kruzhok, "trail", "period", "KLG", "2026-05-05", "--most", "1", **OLEG)
    text = kruzhok("trail", "period", "KLG", "2026-05-05", "--most", "1", **OLEG).stdout

    assert len(whole["acts"]) > 2
    assert not whole["earlier"]
    assert last == {"acts": whole["acts"][-1:], "earlier": True}
    assert text.startswith("The last 1; there is more before")


@pytest.mark.parametrize(
    ("terminal", "turned", "closed"),
    [
        (RUSSIAN, "пока доплата не растёт → только с согласия родителя", "→ 2026-12-15"),
        ("C.UTF-8", "pays no more → with the parent's consent only", "→ 2026-12-15"),
    ],
)  # fmt: skip
def test_settings_of_a_period_are_read_in_words_and_officers_by_their_municipality(
    kruzhok: Kruzhok,
    region: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    turned: str,
    closed: str,
) -> None:
    chosen = ("KLG", "2026-05-05")
    changes = ("--prolongation", "ACCEPTANCE", "--closed-from", "2026-12-15")
    told(kruzhok, "period", "set", *chosen, *changes, **OLEG)
    monkeypatch.setenv("LC_ALL", terminal)

    text = kruzhok("trail", "period", *chosen, **OLEG).stdout.splitlines()
    shown = kruzhok("period", "show", *chosen).stdout
    document = told(kruzhok, "trail", "period", *chosen, **OLEG)

    assert turned in text[-1]
    assert closed in text[-1]
    assert {re.split(r"\s{2,}", line)[1] for line in text[1:]} == {"municipality:KLG:Олег"}
    assert f"{turned.partition(' → ')[2]} (ACCEPTANCE)" in shown
    assert told(kruzhok, "period", "show", *chosen)["prolongation"] == "ACCEPTANCE"
    assert document["acts"][-1]["details"]["prolongation"] == "SILENCE -> ACCEPTANCE"
    # Every code in it has words on a Russian terminal.
    whole = "\n".join([*text, re.sub(r"\([A-Z_]+\)", "", shown)])
    assert terminal != RUSSIAN or not re.search(r"\b[A-Z_]{6,}\b", whole), whole


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (("certificate", NUMBER), "issue"),
        (("provider", INN), "add-provider"),
        (("program", "1"), "import"),
        (("module", "1"), "import"),
        (("group", "1"), "import"),
        (("municipality", "KLG"), "add-municipality"),
        (("category", "KLG", CATEGORY), "set-nominal"),
        (("application", "1"), "apply"),
        (("account", "1"), "enter-account"),
        (("period", "KLG", "2026-01-01"), "add-period"),
    ],
)
def test_every_kind_of_object_has_its_trail_in_both_languages(
    kruzhok: Kruzhok,
    region: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    act: str,
) -> None:
    asyncio.run(apply_for_two(f"sqlite+aiosqlite:///{region}/kruzhok.sqlite3"))
    acts = [each["act"] for each in told(kruzhok, "trail", *words, **OLEG)["acts"]]
    monkeypatch.setenv("LC_ALL", RUSSIAN)
    head, *lines = kruzhok("trail", *words, **OLEG).stdout.splitlines()

    assert act in acts
    assert re.split(r"\s{2,}", head) == [
        "когда (UTC)", "кто", "действие", "было", "стало", "подробности",
    ]  # fmt: skip
    assert all(re.match("[а-яё]{4}", re.split(r"\s{2,}", line)[2]) for line in lines), lines


def test_what_is_not_ones_own_and_what_is_not_there_are_answered_alike(
    kruzhok: Kruzhok, region: Path
) -> None:
    def answers(*words: str, **actor: str) -> str:
        return refused(kruzhok("trail", *words, **actor)).replace(words[-1], "…")

    unknown = answers("certificate", "3901999999", **STAFF)
    assert answers("certificate", NUMBER, **STAFF) == unknown
    assert "not-allowed" in answers("certificate", NUMBER, **PARENT)  # it sees its own child
    for actor in (PARENT, STAFF):
        assert answers("program", "1", **actor) == answers("program", "99", **actor)
        assert "NOT_ALLOWED" in answers("municipality", "KLG", **actor).upper().replace("-", "_")
    asyncio.run(apply_for_two(f"sqlite+aiosqlite:///{region}/kruzhok.sqlite3"))
    told(kruzhok, *REQUEST, **PARENT)
    told(
        kruzhok, "municipality", "add", "SVE", "--name", "Светлогорск", "--numbers", "3902", **ANNA
    )
    far = {"actor": "municipality:SVE:Пётр"}
    for kind in ("enrollment", "application", "account"):
        assert answers(kind, "99", **OLEG) == answers(kind, "98", **OLEG)
        assert answers(kind, "1", **far) == answers(kind, "98", **far)


@pytest.mark.parametrize("terminal", [RUSSIAN, "C.UTF-8"])
def test_every_act_that_a_trail_may_hold_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, terminal: str
) -> None:
    monkeypatch.setenv("LC_ALL", terminal)
    found = {act for file in SERVICES.glob("*.py") for act in recorded(file)}
    found |= {act for file in DAILY.glob("*.py") for act in recorded(file)}

    assert found >= {
        "request", "confirm", "invite", "link", "import", "conclude", "look",
        "confirm-application", "offer-unanswered", "set-limits", "consent",
    }  # fmt: skip
    assert [act for act in sorted(found - OF_NO_OFFICE) if not has(f"act-{act}")] == []


def recorded(file: Path) -> Iterator[str]:
    """The acts that a module records on what leaves a trail, or on what only it knows."""
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        ast.unparse(each.targets[0]): each.value
        for each in tree.body
        if isinstance(each, ast.Assign)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name.startswith("record") and len(node.args) > 1:
            act, *on = node.args[1:]
            subject = ast.unparse(on[0]) if on else ""
            elsewhere = re.search("f?['\"][a-z]", subject) and not re.search(
                rf"['\"]({KINDS}):", subject
            )
            said = named.get(ast.unparse(act), act)
            if isinstance(said, ast.Constant) and not elsewhere:
                yield str(said.value)
        elif name == "_answered":
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))
