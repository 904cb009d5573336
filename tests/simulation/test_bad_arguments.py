"""Every act with what nobody means in each of its arguments: refused by name, nothing written.

Ids of nothing and beyond all numbers, impossible dates, sums that no treasury has, texts that no
database takes: an act may take what is odd, but never answers with a fault. A value that cannot be
written down at all, such as a negative sum or half a kopeck, never reaches an act.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff, System
from core.domain.errors import DomainError
from core.domain.views import Account
from tests.services.world import World
from tests.simulation.captured import Call, answered, captured
from tests.simulation.spoiled import spoiled
from tests.simulation.test_said_otherwise import OF_THE_SYSTEM, acts
from tests.simulation.test_twice import everything

# Who does it: the messenger or the command line has said so.
ACTORS = (Account, Family, MunicipalityOfficer, Operator, ProviderStaff, System)


def variants(call: Call) -> Iterator[tuple[str, object, Call]]:
    """The call with one argument spoiled; who does it stays who it is."""
    parameters = [*inspect.signature(call.act).parameters][1:]
    for n, (name, value) in enumerate(zip(parameters, call.args, strict=False)):
        if not isinstance(value, ACTORS):
            for bad in spoiled(value):
                args: tuple[Any, ...] = (*call.args[:n], bad, *call.args[n + 1 :])
                yield name, bad, replace(call, args=args)
    for name, value in call.kwargs.items():
        for bad in spoiled(value):
            yield name, bad, replace(call, kwargs={**call.kwargs, name: bad})


async def test_whatever_an_act_is_called_with_it_is_done_or_refused_by_name(world: World) -> None:
    faults, calls = [], 0

    for name, act in acts().items():
        if name in OF_THE_SYSTEM:
            # It is given what it has asked for itself.
            continue
        call = await captured(world, name, act)
        before = await world.ask(everything)
        for argument, bad, spoiled_call in variants(call):
            calls += 1
            answer = await answered(world, spoiled_call)
            if isinstance(answer, Exception) and not isinstance(answer, DomainError):
                faults.append(f"{name}: {argument}: {answer!r:.200}: {bad!r:.300}")
        if await world.ask(everything) != before:
            faults.append(f"{name} wrote something that was undone")

    assert not faults, "refuse it by name:\n" + "\n".join(faults)
    assert calls > 1000
