"""As whom a command acts: `KRUZHOK_ACTOR`, checked against the registries.

An office cannot request for a parent or confirm for a provider (section 3 of the rules), so
the command line acts as a parent or as a provider's staff only through an account that is
linked already.
"""

from __future__ import annotations

from core.domain.actor import Actor, MunicipalityOfficer, Operator
from core.domain.errors import NotFound
from core.domain.ids import AccountId
from core.ports.unit_of_work import UnitOfWork
from core.services.account_registry import parent, staff_member
from office.mistyped import misread

_FORMS = "operator:NAME, municipality:CODE:NAME, parent:ACCOUNT, staff:ACCOUNT:INN"
_PARTS = {"operator": 1, "municipality": 2, "parent": 1, "staff": 2}
_DIGITS_MAX = 18  # of an id that both databases can hold


def ensure_actor_named(written: str) -> None:
    """Refuse an empty or misspelt actor before anything is opened.

    Raises:
        BadParameter
    """
    if not written:
        raise misread("nobody", forms=_FORMS)
    kind, *rest = _parts(written)
    by_account = kind in {"parent", "staff"}
    if _PARTS.get(kind) != len(rest) or not all(rest) or (by_account and not _is_id(rest[0])):
        raise misread("actor", written, forms=_FORMS)


def actor_named(uow: UnitOfWork, written: str) -> Actor:
    """The actor of a checked `KRUZHOK_ACTOR`.

    Raises:
        NotFound: No municipality has that code, or the account is not linked as it says.
    """
    match _parts(written):
        case ["parent", account]:
            return parent(uow, AccountId(int(account)))
        case ["staff", account, inn]:
            return staff_member(uow, AccountId(int(account)), inn)
        case ["municipality", code, name]:
            municipality = uow.municipalities.by_code(code)
            if municipality is None:
                raise NotFound("municipality", code)
            return MunicipalityOfficer(name, municipality.id)
        case _:
            return Operator(_parts(written)[1])


def _parts(written: str) -> list[str]:
    return [part.strip() for part in written.split(":")]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS_MAX
