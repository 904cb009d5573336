"""Who asks is always known: an act without an actor is a list that anybody may read (section 3)."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

import core.services
from tests.architecture.test_the_tree import sources
from tests.simulation.test_twice import PARTS, services

# Of an account: the messenger has said whose chat it is, and nobody else's is ever named.
OWN_ACCOUNT = frozenset(
    {
        "accept_invitation",
        "arrive",
        "arrive_with",
        "arriving",
        "choose_language",
        "conversation",
        "find_account",
        "give_consent",
        "keep_conversation",
        "parent",
        "presence",
        "staff_member",
        "switch_notices",
        "switched_off",
    }
)
# Registries of providers, programs and municipalities are public; whoever reads ids and sums of
# the whole system is the system itself, or somebody at its keyboard.
PUBLIC_MODULES = frozenset(
    {"auditing", "catalog", "ceilings", "certification", "closed_days", "deliveries", "limits",
     "missing", "module_prices", "registries", "uploads", "watching"}
)  # fmt: skip
# Notices know their accounts; what those may not see any more is not told.
TOLD = frozenset({"told", "told_each"})
# Asked by the scheduler alone; what it finds is kept and told by acts that take the actor.
OF_THE_SCHEDULER = frozenset({"days_due", "news_found"})
# Asked by every writer that has a set clock, whoever acts; it tells nothing but an instant.
OF_ANY_WRITER = frozenset({"ensure_not_set_back"})
PERSONAL = re.compile(r"uow\.(people|linking|erasures|applications|outbox)\b|child_short_name")
DOORS = frozenset({"people", "linking"})
# Takes away what is over, and reads nothing of it.
FORGETTING = frozenset({"forget_deliveries"})


def without_actor() -> Iterator[tuple[str, str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(core.services.__path__):
        loaded = import_module(f"core.services.{module.name}")
        for name, act in vars(loaded).items():
            own = inspect.isfunction(act) and act.__module__ == loaded.__name__
            if own and name in services() - PARTS:
                parameters = list(inspect.signature(act).parameters)
                if parameters[1:2] != ["actor"]:
                    yield module.name, name, act


def test_every_service_takes_the_actor_or_reads_what_is_public() -> None:
    unknown = [
        f"{module}.{name}"
        for module, name, _ in without_actor()
        if module not in PUBLIC_MODULES
        and name not in OWN_ACCOUNT | TOLD | OF_THE_SCHEDULER | OF_ANY_WRITER
    ]

    assert unknown == [], "let it take the actor and ask its permission"


def test_what_takes_no_actor_opens_nothing_of_a_person() -> None:
    opening = [
        name
        for module, name, act in without_actor()
        if module in PUBLIC_MODULES
        and name not in FORGETTING
        and PERSONAL.search(inspect.getsource(act))
    ]

    assert opening == []


@pytest.mark.parametrize("folder", ["bot", "office", "sandbox"])
def test_the_repositories_of_persons_are_asked_by_services_only(folder: str) -> None:
    asked = re.compile(rf"uow\.({'|'.join(DOORS)})\.")

    assert [path.name for path in sources(folder) if asked.search(path.read_text("utf-8"))] == []


def test_only_the_door_knows_the_tables_of_persons() -> None:
    doors = {
        "applicants.py", "enrollments.py", "erasures.py", "looking.py", "linking.py", "people.py",
        "rewrapping.py", "sealing.py", "standing.py", "__init__.py",
    }  # fmt: skip

    knowing = {
        path.name
        for path in sources("db")
        if "from db.tables.people" in path.read_text("utf-8") and "migrations" not in path.parts
    }

    assert knowing - doors == set()
