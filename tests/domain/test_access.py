"""Section 3 of the rules: who may do what, as one table."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.actor import (
    PERMISSIONS,
    Act,
    Actor,
    Family,
    MunicipalityOfficer,
    Operator,
    ProviderStaff,
    Subject,
    System,
    ensure_may,
    may,
)
from core.domain.errors import NotAllowed
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId

OWN = Subject(
    certificate=CertificateId(1),
    municipality=MunicipalityId(1),
    provider=ProviderId(1),
    account=AccountId(1),
)
FOREIGN = Subject(
    certificate=CertificateId(2),
    municipality=MunicipalityId(2),
    provider=ProviderId(2),
    account=AccountId(9),
)
MISSING = Subject()

ACTORS: dict[str, Actor] = {
    "acting parent": Family(AccountId(1), acting=frozenset({CertificateId(1)})),
    "looking parent": Family(AccountId(2), looking=frozenset({CertificateId(1)})),
    "staff": ProviderStaff(AccountId(3), ProviderId(1)),
    "operator": Operator("Анна", frozenset({MunicipalityId(1)})),
    "municipality": MunicipalityOfficer("Олег", MunicipalityId(1)),
    "scheduler": System(),
}

TABLE = {
    Act.SEE_CHILD: {"acting parent", "looking parent", "operator", "municipality"},
    Act.SEE_REQUEST: {"acting parent", "looking parent", "staff", "operator", "municipality"},
    Act.REQUEST: {"acting parent"},
    Act.ACCEPT: {"acting parent"},
    Act.TERMINATE: {"acting parent"},
    Act.TERMINATE_AS_PROVIDER: {"staff"},
    Act.ANSWER_REQUEST: {"staff"},
    Act.INVITE_FAMILY: {"operator", "municipality"},
    Act.INVITE_STAFF: {"staff", "operator"},
    Act.ISSUE_CERTIFICATE: {"operator", "municipality"},
    Act.FUND_CERTIFICATE: {"operator", "municipality"},
    Act.APPLY: {"acting parent"},
    Act.ANSWER_APPLICATION: {"operator", "municipality"},
    Act.KEEP_PERIODS: {"municipality"},
    Act.KEEP_CATALOG: {"operator"},
    Act.KEEP_PROVIDERS: {"operator"},
    Act.KEEP_ACCOUNTS: {"operator"},
    Act.RUN_DAY: {"operator", "municipality", "scheduler"},
}
# Registries of providers and programs are common to all municipalities.
COMMON = {
    (Act.KEEP_CATALOG, "operator"),
    (Act.KEEP_PROVIDERS, "operator"),
    (Act.INVITE_STAFF, "operator"),
    (Act.KEEP_ACCOUNTS, "operator"),
    (Act.RUN_DAY, "scheduler"),
}


@pytest.mark.parametrize(("act", "who"), list(product(Act, ACTORS)))
def test_every_act_is_open_to_those_of_section_3_on_their_own_and_to_nobody_else(
    act: Act, who: str
) -> None:
    actor = ACTORS[who]

    assert may(actor, act, OWN) == (who in TABLE[act])
    assert may(actor, act, FOREIGN) == ((act, who) in COMMON)


@pytest.mark.parametrize(("act", "who"), list(product(Act, ACTORS)))
def test_foreign_and_missing_are_refused_alike(act: Act, who: str) -> None:
    answers = []
    for subject in (FOREIGN, MISSING):
        try:
            ensure_may(ACTORS[who], act, subject)
        except NotAllowed as refusal:
            answers.append((refusal.code, str(refusal), dict(refusal.facts)))
        else:
            answers.append(("allowed", "", {}))

    assert answers[0] == answers[1]


@pytest.mark.parametrize(("act", "who"), list(product(Act, ACTORS)))
def test_what_the_table_does_not_allow_is_refused_and_nothing_else(act: Act, who: str) -> None:
    if who in TABLE[act]:
        ensure_may(ACTORS[who], act, OWN)
    else:
        with pytest.raises(NotAllowed):
            ensure_may(ACTORS[who], act, OWN)


def test_an_operator_without_a_list_works_for_the_whole_region() -> None:
    assert may(Operator("Анна"), Act.INVITE_FAMILY, FOREIGN)


def test_every_act_has_its_line_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Act) == set(TABLE)


def test_every_actor_signs_with_a_code() -> None:
    assert {who: actor.code for who, actor in ACTORS.items()} == {
        "acting parent": "parent:1",
        "looking parent": "parent:2",
        "staff": "staff:3",
        "operator": "operator:Анна",
        "municipality": "municipality:1:Олег",
        "scheduler": "system",
    }
