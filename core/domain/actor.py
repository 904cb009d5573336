"""Who acts, and who may do what (section 3 of the rules)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.domain.errors import NotAllowed
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId


@dataclass(frozen=True, slots=True)
class Family:
    """A parent (or a child from 14) with the certificates that its account is linked to."""

    account: AccountId
    acting: frozenset[CertificateId] = frozenset()
    looking: frozenset[CertificateId] = frozenset()

    @property
    def certificates(self) -> frozenset[CertificateId]:
        return self.acting | self.looking

    def only(self, certificate: CertificateId | None) -> Family:
        """The same account as far as one of its children goes; of another's nothing is left."""
        one = frozenset({certificate})
        return Family(self.account, self.acting & one, self.looking & one)

    @property
    def code(self) -> str:
        return f"parent:{self.account}"


@dataclass(frozen=True, slots=True)
class ProviderStaff:
    account: AccountId
    provider: ProviderId

    @property
    def code(self) -> str:
        return f"staff:{self.account}"


@dataclass(frozen=True, slots=True)
class Operator:
    """Works for `municipalities`; None stands for all of the operator's region."""

    name: str
    municipalities: frozenset[MunicipalityId] | None = None

    @property
    def code(self) -> str:
        return f"operator:{self.name}"


@dataclass(frozen=True, slots=True)
class MunicipalityOfficer:
    name: str
    municipality: MunicipalityId

    @property
    def code(self) -> str:
        return f"municipality:{self.municipality}:{self.name}"


def actor_written(code: str, codes: Mapping[MunicipalityId, str]) -> str:
    """An actor's `code` as commands take it: an officer with its municipality's code, not its id.

    The trail keeps the id, for a municipality may get another code; one that is not among
    `codes` stays.
    """
    kind, _, rest = code.partition(":")
    number, _, name = rest.partition(":")
    known = codes.get(MunicipalityId(int(number))) if kind == "municipality" else None
    return code if known is None else f"{kind}:{known}:{name}"


@dataclass(frozen=True, slots=True)
class System:
    """The scheduler: what the rules say must happen without anybody asking."""

    @property
    def code(self) -> str:
        return "system"


Actor = Family | ProviderStaff | Operator | MunicipalityOfficer | System


class Act(StrEnum):
    """Everything a permission is asked for."""

    SEE_CHILD = "SEE_CHILD"
    SEE_REQUEST = "SEE_REQUEST"
    REQUEST = "REQUEST"
    ACCEPT = "ACCEPT"
    MOVE = "MOVE"
    OFFER_PLACE = "OFFER_PLACE"
    TAKE_BACK_OFFER = "TAKE_BACK_OFFER"
    TERMINATE = "TERMINATE"
    TERMINATE_AS_PROVIDER = "TERMINATE_AS_PROVIDER"
    ANSWER_REQUEST = "ANSWER_REQUEST"
    ENTER_COMPLETENESS = "ENTER_COMPLETENESS"
    INVITE_FAMILY = "INVITE_FAMILY"
    INVITE_STAFF = "INVITE_STAFF"
    ISSUE_CERTIFICATE = "ISSUE_CERTIFICATE"
    FUND_CERTIFICATE = "FUND_CERTIFICATE"
    APPLY = "APPLY"
    ANSWER_APPLICATION = "ANSWER_APPLICATION"
    ASK_FUNDING = "ASK_FUNDING"
    UNFUND_CERTIFICATE = "UNFUND_CERTIFICATE"
    FREEZE_CERTIFICATE = "FREEZE_CERTIFICATE"
    CLOSE_CERTIFICATE = "CLOSE_CERTIFICATE"
    KEEP_PERIODS = "KEEP_PERIODS"
    KEEP_CATALOG = "KEEP_CATALOG"
    KEEP_PROVIDERS = "KEEP_PROVIDERS"
    CERTIFY = "CERTIFY"
    KEEP_PROGRAMS = "KEEP_PROGRAMS"
    SUBMIT_PROGRAM = "SUBMIT_PROGRAM"
    SET_PRICE = "SET_PRICE"
    KEEP_ACCOUNTS = "KEEP_ACCOUNTS"
    KEEP_KEYS = "KEEP_KEYS"
    LINK_CHILD = "LINK_CHILD"
    SEE_OWN_DATA = "SEE_OWN_DATA"
    ERASE_ACCOUNT = "ERASE_ACCOUNT"
    ERASE_CHILD = "ERASE_CHILD"
    REPEAT_ERASURES = "REPEAT_ERASURES"
    KEEP_FAVORITES = "KEEP_FAVORITES"
    KEEP_SEARCHES = "KEEP_SEARCHES"
    TELL_NEWS = "TELL_NEWS"
    KEEP_NOTICES = "KEEP_NOTICES"
    SEE_MISSED = "SEE_MISSED"
    RUN_DAY = "RUN_DAY"
    SEE_TRAIL = "SEE_TRAIL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the act is done to, by its owners; None where it has none of that kind."""

    certificate: CertificateId | None = None
    municipality: MunicipalityId | None = None
    provider: ProviderId | None = None
    account: AccountId | None = None


Rule = Callable[[Actor, Subject], bool]


def _own_child_acting(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, Family) and on.certificate in actor.acting


def _own_child(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, Family) and on.certificate in actor.certificates


def _own_account(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, Family) and actor.account == on.account


def _own_provider(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, ProviderStaff) and actor.provider == on.provider


def _operator_of_municipality(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, Operator) and (
        actor.municipalities is None or on.municipality in actor.municipalities
    )


def _any_operator(actor: Actor, on: Subject) -> bool:
    del on  # registries of providers and programs are common to all municipalities
    return isinstance(actor, Operator)


def _own_municipality(actor: Actor, on: Subject) -> bool:
    return isinstance(actor, MunicipalityOfficer) and actor.municipality == on.municipality


def _clock(actor: Actor, on: Subject) -> bool:
    del on
    return isinstance(actor, System)


# The table of section 3: an act is allowed when one of its rules says so.
PERMISSIONS: MappingProxyType[Act, tuple[Rule, ...]] = MappingProxyType(
    {
        Act.SEE_CHILD: (_own_child, _operator_of_municipality, _own_municipality),
        Act.SEE_REQUEST: (_own_child, _own_provider, _operator_of_municipality, _own_municipality),
        Act.REQUEST: (_own_child_acting,),
        Act.ACCEPT: (_own_child_acting,),
        Act.MOVE: (_own_child_acting,),
        Act.OFFER_PLACE: (_own_provider,),
        Act.TAKE_BACK_OFFER: (_own_provider,),
        Act.TERMINATE: (_own_child_acting,),
        Act.TERMINATE_AS_PROVIDER: (_own_provider,),
        Act.ANSWER_REQUEST: (_own_provider,),
        Act.ENTER_COMPLETENESS: (_own_provider,),
        Act.INVITE_FAMILY: (_operator_of_municipality, _own_municipality),
        Act.INVITE_STAFF: (_own_provider, _any_operator),
        Act.ISSUE_CERTIFICATE: (_operator_of_municipality, _own_municipality),
        Act.FUND_CERTIFICATE: (_operator_of_municipality, _own_municipality),
        Act.APPLY: (_own_account,),
        Act.ANSWER_APPLICATION: (_operator_of_municipality, _own_municipality),
        Act.ASK_FUNDING: (_own_child_acting,),
        Act.UNFUND_CERTIFICATE: (
            _own_child_acting,
            _operator_of_municipality,
            _own_municipality,
        ),
        Act.FREEZE_CERTIFICATE: (_own_municipality,),
        Act.CLOSE_CERTIFICATE: (_own_municipality,),
        Act.KEEP_PERIODS: (_own_municipality,),
        Act.KEEP_CATALOG: (_any_operator,),
        Act.KEEP_PROVIDERS: (_any_operator,),
        Act.CERTIFY: (_any_operator,),
        Act.KEEP_PROGRAMS: (_own_provider, _any_operator),
        Act.SUBMIT_PROGRAM: (_own_provider, _any_operator),
        Act.SET_PRICE: (_own_provider,),
        Act.KEEP_ACCOUNTS: (_any_operator,),
        Act.KEEP_KEYS: (_any_operator,),
        Act.LINK_CHILD: (_own_account,),
        Act.SEE_OWN_DATA: (_own_account,),
        Act.ERASE_ACCOUNT: (_own_account,),
        Act.ERASE_CHILD: (_operator_of_municipality, _own_municipality),
        Act.REPEAT_ERASURES: (_clock,),
        Act.KEEP_FAVORITES: (_own_account,),
        Act.KEEP_SEARCHES: (_own_account,),
        Act.TELL_NEWS: (_clock,),
        Act.KEEP_NOTICES: (_operator_of_municipality,),
        Act.SEE_MISSED: (_own_account,),
        Act.RUN_DAY: (_clock, _operator_of_municipality, _own_municipality),
        Act.SEE_TRAIL: (_operator_of_municipality, _own_municipality),
    }
)


def may(actor: Actor, act: Act, on: Subject) -> bool:
    return any(rule(actor, on) for rule in PERMISSIONS[act])


def ensure_may(actor: Actor, act: Act, on: Subject) -> None:
    """Refuse what section 3 does not allow.

    Raises:
        NotAllowed: Callers raise it for a missing object too, so that a forged button
            cannot be used to find out which ids are taken.
    """
    if not may(actor, act, on):
        raise NotAllowed
