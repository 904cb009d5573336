"""As whom a command acts: `KRUZHOK_ACTOR`, checked against the registry of municipalities."""

from __future__ import annotations

from core.domain.actor import Actor, MunicipalityOfficer, Operator
from core.domain.errors import NotFound
from core.ports.unit_of_work import UnitOfWork
from office.console import Refused

_FORMS = "operator:NAME or municipality:CODE:NAME"


def ensure_actor_named(written: str) -> None:
    """Refuse an empty or misspelt actor before anything is opened.

    Raises:
        Refused
    """
    if not written:
        raise Refused(f"this changes something, so say who does it: KRUZHOK_ACTOR={_FORMS}")
    kind, *rest = (part.strip() for part in written.split(":"))
    names = {"operator": 1, "municipality": 2}
    if names.get(kind) != len(rest) or not all(rest):
        raise Refused(f"KRUZHOK_ACTOR is {_FORMS}")


def actor_named(uow: UnitOfWork, written: str) -> Actor:
    """The actor of a checked `KRUZHOK_ACTOR`.

    Raises:
        NotFound: No municipality has that code.
    """
    kind, *rest = (part.strip() for part in written.split(":"))
    if kind == "operator":
        return Operator(rest[0])
    code, name = rest
    municipality = uow.municipalities.by_code(code)
    if municipality is None:
        raise NotFound("municipality", code)
    return MunicipalityOfficer(name, municipality.id)
