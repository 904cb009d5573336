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
    Act.MOVE: {"acting parent"},
    Act.OFFER_PLACE: {"staff"},
    Act.TAKE_BACK_OFFER: {"staff"},
    Act.TERMINATE: {"acting parent"},
    Act.TERMINATE_AS_PROVIDER: {"staff"},
    Act.ANSWER_REQUEST: {"staff"},
    Act.ENTER_COMPLETENESS: {"staff"},
    Act.INVITE_FAMILY: {"operator", "municipality"},
    Act.INVITE_STAFF: {"staff", "operator"},
    Act.ISSUE_CERTIFICATE: {"operator", "municipality"},
    Act.FUND_CERTIFICATE: {"operator", "municipality"},
    Act.APPLY: {"acting parent"},
    Act.KEEP_FAVORITES: {"acting parent"},
    Act.KEEP_SEARCHES: {"acting parent"},
    Act.TELL_NEWS: {"scheduler"},
    Act.ANSWER_APPLICATION: {"operator", "municipality"},
    Act.ASK_FUNDING: {"acting parent"},
    Act.UNFUND_CERTIFICATE: {"acting parent", "operator", "municipality"},
    Act.FREEZE_CERTIFICATE: {"municipality"},
    Act.CLOSE_CERTIFICATE: {"municipality"},
    Act.KEEP_PERIODS: {"municipality"},
    Act.KEEP_CATALOG: {"operator"},
    Act.KEEP_PROVIDERS: {"operator"},
    Act.CERTIFY: {"operator"},
    Act.KEEP_PROGRAMS: {"staff", "operator"},
    Act.SUBMIT_PROGRAM: {"staff", "operator"},
    Act.SET_PRICE: {"staff"},
    Act.KEEP_ACCOUNTS: {"operator"},
    Act.KEEP_NOTICES: {"operator"},
    Act.SEE_MISSED: {"acting parent"},
    Act.KEEP_KEYS: {"operator"},
    Act.LINK_CHILD: {"acting parent"},
    Act.SEE_OWN_DATA: {"acting parent"},
    Act.ERASE_ACCOUNT: {"acting parent"},
    Act.ERASE_CHILD: {"operator", "municipality"},
    Act.REPEAT_ERASURES: {"scheduler"},
    Act.RUN_DAY: {"operator", "municipality", "scheduler"},
    Act.SEE_TRAIL: {"operator", "municipality"},
}
# Registries of providers and programs are common to all municipalities.
COMMON = {
    (Act.KEEP_CATALOG, "operator"),
    (Act.KEEP_PROVIDERS, "operator"),
    (Act.CERTIFY, "operator"),
    (Act.KEEP_PROGRAMS, "operator"),
    (Act.SUBMIT_PROGRAM, "operator"),
    (Act.INVITE_STAFF, "operator"),
    (Act.KEEP_ACCOUNTS, "operator"),
    (Act.KEEP_KEYS, "operator"),
    (Act.REPEAT_ERASURES, "scheduler"),
    (Act.TELL_NEWS, "scheduler"),
    (Act.RUN_DAY, "scheduler"),
}


@pytest.mark.parametrize(("act", "who"), list(product(Act, ACTORS)))
def test_every_act_is_open_to_those_of_section_3_on_their_own_and_to_nobody_else(
    act: Act, who: str
) -> None:
    actor = ACTORS[who]

    assert may(actor, act, OWN) == (who in TABLE[act])
    assert may(actor, act, FOREIGN) == ((act, who) in COMMON)


# The rows of section 3 and their columns: acting parent, looking parent, staff, operator,
# municipality. What an act does has one row; the words are those of the rules.
YES, NO = True, False
SECTION_3: tuple[tuple[str, frozenset[Act], tuple[bool, ...]], ...] = (
    ("see child, balance, history", frozenset({Act.SEE_CHILD}), (YES, YES, NO, YES, YES)),
    ("staff sees requests and contracts with the own provider", frozenset({Act.SEE_REQUEST}),
     (YES, YES, YES, YES, YES)),
    ("request, accept, withdraw, terminate",
     frozenset({Act.REQUEST, Act.ACCEPT, Act.TERMINATE, Act.MOVE}),
     (YES, NO, NO, NO, NO)),
    ("terminate own, with a ground", frozenset({Act.TERMINATE_AS_PROVIDER}),
     (NO, NO, YES, NO, NO)),
    ("confirm, refuse, desk offer, completeness, prices",
     frozenset(
         {
             Act.ANSWER_REQUEST, Act.OFFER_PLACE, Act.TAKE_BACK_OFFER, Act.ENTER_COMPLETENESS,
             Act.SET_PRICE,
         }
     ),
     (NO, NO, YES, NO, NO)),
    ("confirm in person, issue, fund on request, invite",
     frozenset(
         {Act.ANSWER_APPLICATION, Act.ISSUE_CERTIFICATE, Act.FUND_CERTIFICATE, Act.INVITE_FAMILY}
     ),
     (NO, NO, NO, YES, YES)),
    ("categories, nominals, limits, periods, agreements", frozenset({Act.KEEP_PERIODS}),
     (NO, NO, NO, NO, YES)),
    ("accept, suspend, exclude providers; certify programs",
     frozenset({Act.KEEP_CATALOG, Act.KEEP_PROVIDERS}),
     (NO, NO, NO, YES, NO)),
)  # fmt: skip
COLUMNS = ("acting parent", "looking parent", "staff", "operator", "municipality")


@pytest.mark.parametrize(("words", "acts", "cells"), SECTION_3, ids=[row[0] for row in SECTION_3])
def test_section_3_is_kept_row_by_row(
    words: str, acts: frozenset[Act], cells: tuple[bool, ...]
) -> None:
    for act, (who, allowed) in product(sorted(acts), zip(COLUMNS, cells, strict=True)):
        assert may(ACTORS[who], act, OWN) is allowed, f"{words}: {act} by {who}"
        common = (act, who) in COMMON
        assert may(ACTORS[who], act, FOREIGN) is common, f"{words}: foreign {act} by {who}"
        assert not may(System(), act, OWN), f"{words}: nobody asks the scheduler for {act}"


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
    missing = (set(Act) - set(TABLE)) | (set(Act) - set(PERMISSIONS))

    assert not missing, f"say in TABLE and in PERMISSIONS who may {sorted(missing)} (section 3)"
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
