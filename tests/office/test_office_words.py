"""Every refusal and every reason against a request has a sentence on both kinds of terminal."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from core.domain import certificate_errors, errors, registry_errors
from core.domain.calendar import Days
from core.domain.certificate_errors import CertificateInUse, NominalTooLow
from core.domain.eligibility import Reason
from core.domain.errors import (
    BadValue,
    CalculationChanged,
    DomainError,
    NotFound,
    RequestRefused,
)
from core.domain.ids import EnrollmentId
from core.domain.money import Money
from core.domain.pricing import Terms, calculate
from db.backup import Broken
from db.coded import Coded
from db.keys import KeysRefused
from office.databases import coded
from office.words import columns_said, reasons, refusal, refusal_said, say
from tests.builders import AUTUMN

FACTS = {"current": "ACTIVE", "attempted": "WITHDRAWN", "field": "name", "why": "it is empty",
         "application": "7", "highest": "9.00", "most": 5, "month": "2020-10"}  # fmt: skip
MOVING = (Reason.MODULE_CLOSED, Reason.NO_PLACES, Reason.DATES, Reason.AGE)
FOUND = ("certificate", "municipality", "provider", "account", "parent", "staff", "period",
         "category", "program", "group", "agreement")  # fmt: skip


@pytest.fixture(params=["ru_RU.UTF-8", "C.UTF-8"], autouse=True)
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", request.param)


def every_kind() -> Iterator[type[DomainError]]:
    known = vars(errors) | vars(certificate_errors) | vars(registry_errors)
    for kind in known.values():
        if isinstance(kind, type) and issubclass(kind, DomainError):
            yield kind


def changed(days: Days = AUTUMN) -> CalculationChanged:
    terms = Terms(Money(900000), None, days, days.last)
    return CalculationChanged(calculate(terms, start=days.first, available=Money(610200)))


@pytest.mark.parametrize("kind", list(every_kind()))
def test_every_refusal_has_a_sentence(
    kind: type[DomainError], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"certificates": "1, 2", "enrollments": "3", "count": 3, "since": "2020-08-20",
             "latest": "2020-08-20 10:00", "until": "2020-12-31"}  # fmt: skip
    facts = {**FACTS, **named, **changed().facts, "what": "group", "given": "7"}
    monkeypatch.setattr(kind, "facts", facts)
    error = kind.__new__(kind)
    if isinstance(error, RequestRefused):
        error.reasons = (Reason.AGE,)

    assert refusal(error).endswith(f"({kind.code})")


@pytest.mark.parametrize("reason", [*MOVING])
def test_every_reason_against_another_group_has_a_sentence_and_a_step(reason: Reason) -> None:
    said = refusal(RequestRefused((reason,), moving=True))

    assert said.endswith("(request-refused)")
    assert f"{reason}: {say(f'moving-{reason}')} {say('next-moving')}" in said


@pytest.mark.parametrize("what", FOUND)
def test_what_is_not_found_is_named(what: str) -> None:
    assert "X7" in refusal(NotFound(what, "X7"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CertificateInUse((EnrollmentId(7),)), "One enrollment is in the way: 7. End it first"),
        (
            CertificateInUse((EnrollmentId(7), EnrollmentId(8))),
            "2 enrollments are in the way: 7, 8.",
        ),
        (NominalTooLow(("3901000001",), 1), "One certificate has less available"),
        (NominalTooLow(("3901000001",), 41), "41 certificates have less available"),
    ],
)
def test_one_in_the_way_is_spoken_of_as_one(error: DomainError, said: str) -> None:
    assert refusal(error, tongue="en").startswith(said)


def rules_of_values() -> Iterator[tuple[str, str, str]]:
    """Where a value is refused, the field, and the rule: wherever `BadValue` is made in core."""
    for path in sorted(Path("core").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            made = [
                call
                for call in ast.walk(function)
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "BadValue"
            ]
            for field, why in (call.args for call in made):
                for named in _constants(function, why):
                    for called in _constants(function, field):
                        yield f"{path}:{function.name}", called, named


def _constants(function: ast.FunctionDef, node: ast.expr) -> list[str]:
    """What an argument may be: itself, what its name is given, or one of a table's keys."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.BinOp(left=left, right=ast.Constant(value=str(end))):
            return [text + end for text in _constants(function, left)]
        case ast.Name(id=name):
            given = [
                _constants(function, each.value)
                for each in ast.walk(function)
                if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == name
            ]
            keys = [
                key.elts[["field", "why"].index(name)].value  # type: ignore[attr-defined]
                for each in ast.walk(function)
                if isinstance(each, ast.Dict)
                for key in each.keys
                if isinstance(key, ast.Tuple)
            ]
            return [text for texts in given for text in texts] or keys
        case _:
            raise AssertionError(ast.unparse(node))


def test_every_rule_of_a_value_and_every_field_is_said_in_the_terminals_language() -> None:
    found = list(rules_of_values())
    russian = os.environ["LC_ALL"].startswith("ru")

    for where, field, why in found:
        values = {name: "7" for _, name, _, _ in Formatter().parse(why) if name}
        said = refusal(BadValue(field, why, **values))
        latin = re.sub("[^a-z]", "", said.replace("(bad-value)", "").lower())
        assert not russian or latin in {"", "europekaliningrad", "cert"}, (where, said)
        assert russian or said == f"{field.replace('_', ' ')}: {why.format(**values)}. (bad-value)"
    assert len(found) > 60


def test_a_report_kept_before_rules_had_names_is_still_said() -> None:
    assert "it is empty" in refusal_said("bad-value", {"field": "name", "why": "it is empty"})


def test_enr_3_all_reasons_are_said_at_once_with_their_codes() -> None:
    sentence = refusal(RequestRefused(tuple(Reason)))

    assert len(reasons(Reason)) == len(Reason)
    assert all(f"{reason}: " in sentence for reason in Reason)


def test_enr_5_a_changed_calculation_says_the_new_sums() -> None:
    sentence = refusal(changed())

    assert "6102.00" in sentence
    assert "2898.00" in sentence


def test_sheets_that_were_not_read_are_named_in_the_terminals_words() -> None:
    said = columns_said(["Room", "все на скрытом листе «Архив»", "все на листе «Два»"])

    russian = os.environ["LC_ALL"].startswith("ru")
    assert said == (
        "Room, всё на скрытом листе «Архив», всё на листе «Два»"
        if russian
        else "Room, all of hidden sheet “Архив”, all of sheet “Два”"
    )


def test_a_shortened_last_column_ends_the_sentence_once() -> None:
    for message in ("import-ignored-columns", "import-personal-columns"):
        said = say(message, {"columns": columns_said(["Ф.И.О.", "тел."])})

        assert said.endswith(": Ф.И.О., тел.")


def test_a_title_is_quoted_once_however_it_is_written() -> None:
    facts = {"modules": 1, "groups": 1, "lessons": 1}
    said = {say("import-program", {"title": each, **facts}) for each in ("Хор", "«Хор»", "««Хор»»")}

    assert len(said) == 1


def test_every_value_that_is_misread_has_a_sentence() -> None:
    folder = Path(__file__).parents[2] / "office"
    written = "".join(file.read_text("utf-8") for file in folder.rglob("*.py"))

    messages = set(re.findall(r"misread\(\"([a-z-]+)\"", written))

    assert "date" in messages
    for message in messages:
        facts = {"given": "x", "most": "9", "allowed": "A, B", "forms": "A or B"}
        assert say(f"misread-{message}", facts)


@pytest.mark.parametrize("refusals", [Broken, KeysRefused])
def test_what_is_wrong_with_a_file_or_a_key_is_said_with_its_facts(refusals: type[Coded]) -> None:
    for code, sentence in refusals.SENTENCES.items():
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        error = refusals(code, **{name: f"<{name}>" for name in names})

        said = coded(error)

        if os.environ["LC_ALL"] == "C.UTF-8":
            assert said == str(error)
        else:
            assert re.search("[а-яё]{3}", said)
            assert [name for name in names if f"<{name}>" not in said] == []
