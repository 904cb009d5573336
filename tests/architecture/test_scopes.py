"""No repository opens anything of a person for a bare id: who asks says whose data it may see."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff, System
from core.domain.application import ApplicationRefusal
from core.domain.grounds import RefusalReason
from core.domain.registering import ProviderDetails
from core.domain.scope import Met
from core.ports.unit_of_work import UnitOfWork
from tests.architecture.test_the_tree import PACKAGES, ROOT, sources

# What is known of a child and of who applies for it, as fields are called.
PERSONAL = re.compile(r"(\w+_)?(full_name|short_name|born_on|phone|certificate_number)")
# The register of organisations has their full names.
NOT_OF_A_PERSON: frozenset[Any] = frozenset({ProviderDetails})
# Why a child was refused, in the words of whoever refused it.
REFUSALS = frozenset({RefusalReason, ApplicationRefusal})
SCOPES = frozenset({Family, ProviderStaff, Operator, MunicipalityOfficer, System, Met})
# A text by its type, a certificate's number by what it is.
AS_TEXT = frozenset({"Linking.wished"})

# Each with what stands for the scope.
WITHOUT_SCOPE: Mapping[str, str] = {
    "Families.arriving": "by a chat, whose owner the messenger has named: the actor is made of it",
    "Outbox.behind": "by notices that were claimed; what their accounts may not see is not told",
    "Prolongations.ending": "the daily run, which decides about everybody and shows nobody",
    "Prolongations.ending_one": "the same for a contract that an act has just concluded",
}
# Where somebody is taken for one of these: by the messenger's word, by an office's settings.
MADE_IN: Mapping[str, str] = {
    "Family": "core/domain/actor.py core/domain/views.py sandbox/demo_history.py",
    "ProviderStaff": "bot/talk.py core/services/account_registry.py core/services/notices.py"
    " sandbox/demo_history.py",
    "Operator": "bot/talk.py core/services/seldom_told.py office/actors.py sandbox/demo_region.py",
    "MunicipalityOfficer": "office/actors.py sandbox/demo_region.py",
    "System": "bot/schedule.py core/services/lessons.py core/services/linking.py"
    " core/services/search_news.py db/many_standings.py office/commands/person.py"
    " office/restoring.py",
    "Met": "db/people.py",
}


def repositories() -> Iterator[tuple[str, Callable[..., object], Mapping[str, Any]]]:
    """Every method of every port, by name, with the types of what it takes and returns."""
    for _, repository in inspect.getmembers(UnitOfWork, lambda each: isinstance(each, property)):
        port = get_type_hints(repository.fget)["return"]
        for name, method in inspect.getmembers(port, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{port.__name__}.{name}", method, get_type_hints(method)


def is_personal(kind: Any, within: frozenset[Any] = frozenset()) -> bool:  # noqa: ANN401
    """Whether something of a person is anywhere in a type."""
    parts = get_args(kind)
    if REFUSALS & set(parts) and str in parts:
        return True
    known = within | NOT_OF_A_PERSON
    if isinstance(kind, type) and is_dataclass(kind) and kind not in known:
        fields = get_type_hints(kind)
        return any(
            PERSONAL.fullmatch(name) is not None
            or (name == "number" and str in (get_args(field) or [field]))
            or is_personal(field, within | {kind})
            for name, field in fields.items()
        )
    return any(is_personal(part, within) for part in parts)


def personal() -> Mapping[str, Mapping[str, Any]]:
    return {
        name: hints
        for name, _, hints in repositories()
        if name in AS_TEXT or is_personal(hints["return"])
    }


def has_scope(hints: Mapping[str, Any]) -> bool:
    taken = [kind for name, kind in hints.items() if name != "return"]
    return any({*(get_args(kind) or [kind])} <= SCOPES for kind in taken)


def test_what_is_personal_is_read_within_the_scope_of_who_asks() -> None:
    bare = {name for name, hints in personal().items() if not has_scope(hints)}

    assert bare == WITHOUT_SCOPE.keys()


def test_the_personal_is_found() -> None:
    assert {
        "People.children",
        "People.particulars",
        "Enrollments.line",
        "Enrollments.refusal",
        "Certificates.standing",
        "Families.history",
        "Desks.running",
    } <= personal().keys()
    assert not {"Enrollments.get", "Certificates.get", "Catalog.provider"} & personal().keys()


def test_actors_are_made_where_somebody_says_who_it_is() -> None:
    made: dict[str, set[str]] = {name: set() for name in MADE_IN}
    expected = {name: set(files.split()) for name, files in MADE_IN.items()}
    for path in sources(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                made.get(node.func.id, set()).add(str(path.relative_to(ROOT)))

    assert made == expected
