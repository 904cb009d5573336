"""Section 3 at the services: every act by every role, on what is its own and on what is another's.

Each act is called with arguments that it takes, by whoever section 3 lets do it and by everybody
else; whoever may is written here by hand, from the rules. They are not told NotAllowed, and all
others are told nothing else. What is done is undone, so that nothing may be left of it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace

from core.domain.actor import Actor, Family, MunicipalityOfficer, Operator, ProviderStaff, System
from core.domain.errors import DomainError, NotAllowed
from core.domain.ids import CertificateId, MunicipalityId, ProviderId
from tests.services.world import World
from tests.simulation.captured import Call, answered, captured
from tests.simulation.test_said_otherwise import acts
from tests.simulation.test_twice import everything

OTHER = 10**6
PARENT, OFFICER, SYSTEM = {"acting parent"}, {"officer"}, {"system"}
# Their own account, whoever's parents they are.
ACCOUNTS = {"acting parent", "parent of another", "looking parent"}
STAFF = {"staff"}
IN_PLACE = {"operator", "officer"}
# The registries of providers, programs and accounts are common to all municipalities.
OPERATORS = {"operator", "operator elsewhere"}

WHO_MAY: Mapping[frozenset[str], frozenset[str]] = {
    # request, accept, withdraw, terminate
    frozenset(PARENT): frozenset(
        {
            "accept_enrollment", "ask_funding", "decline_enrollment", "leave_enrollment",
            "leave_queue", "move_enrollment", "request_enrollment",
            "withdraw_application", "withdraw_enrollment",
        }
    ),
    # The wish is sealed for one account: another one is told that there is no such child.
    frozenset(PARENT | {"with its own wish"}): frozenset({"link_by_phone"}),
    # Whoever sees the child may look for programs for it.
    frozenset(PARENT | {"looking parent"}): frozenset({"save_search"}),
    # confirm, refuse, desk offer; terminate own, with a ground
    frozenset(STAFF): frozenset(
        {
            "confirm_enrollment", "enter_completeness", "offer_place", "refuse_enrollment",
            "set_price", "take_back_offer", "terminate_enrollment",
        }
    ),
    # confirm in person, issue, fund on request, invite
    frozenset(IN_PLACE): frozenset(
        {
            "confirm_application", "correct_certificate", "enter_certificates",
            "erase_child", "fund_certificate", "issue_certificate",
            "refuse_application", "set_phone",
        }
    ),
    # on the holder's wish (CERT-6)
    frozenset(PARENT | IN_PLACE): frozenset({"unfund_certificate"}),
    # freeze, close, categories, nominals, limits, periods, agreements
    frozenset(OFFICER): frozenset(
        {
            "add_category", "add_period", "change_period", "close_certificate",
            "conclude_agreement", "freeze_certificate", "limit_open", "limit_registry",
            "rename_category", "set_ceiling", "set_limits", "set_nominal", "unfreeze_certificate",
        }
    ),
    # accept, suspend, exclude providers; certify programs; files of the catalog
    frozenset(OPERATORS): frozenset(
        {
            "accept_for_account", "add_municipality", "add_provider", "archive_missing",
            "begin_upload", "certify_module", "change_municipality", "correct_provider",
            "drop_upload", "enter_account", "import_program", "import_programs", "move_provider",
            "prepare_import", "rotate_keys", "set_price_cap", "settle_provider",
        }
    ),
    # These refuse a module or a program, which is the operators' (REG-4); the staff submits.
    frozenset(OPERATORS | {""}): frozenset({"move_module", "move_program"}),
    # A file goes on with whoever brought it; notices of parked chats are of the own municipalities.
    frozenset({"operator"}): frozenset(
        {
            "apply_programs", "drop_notice", "finish_staging", "finish_upload", "refuse_program",
            "retry_notice", "stage_rows",
        }
    ),
    # prices, programs and groups of the own provider
    frozenset(STAFF | OPERATORS): frozenset(
        {
            "add_group", "add_module", "add_program", "archive_group", "change_group",
            "change_module", "change_program",
        }
    ),
    frozenset(ACCOUNTS): frozenset(
        {
            "choose_place", "drop_favorite", "drop_missed", "drop_search", "erase_account",
            "keep_favorite", "name_applicant", "name_child", "resend_missed",
            "say_birth_date", "say_who_applies", "send_application", "send_draft",
        }
    ),
    frozenset(IN_PLACE | SYSTEM): frozenset({"advance_daily_run", "close_days"}),
    frozenset(IN_PLACE | {""}): frozenset({"take_role"}),
    frozenset(SYSTEM): frozenset(
        {"hold_back_notices", "keep_news", "repeat_erasures", "tell_news"}
    ),
}  # fmt: skip


def by_actors() -> list[str]:
    return [
        n for n, act in acts().items() if [*inspect.signature(act).parameters][1:2] == ["actor"]
    ]


def test_of_every_act_it_is_said_who_may_do_it() -> None:
    said = [name for names in WHO_MAY.values() for name in names]

    assert sorted(said) == sorted(by_actors())


async def people(world: World, call: Call) -> dict[str, Actor]:
    """Every role of section 3; a parent's own child is the one that the act is about."""
    place, owner = world.municipality.id, call.args[0]
    names = [*inspect.signature(call.act).parameters.values()][1:]
    about = {
        value
        for parameter, value in zip(names, call.args, strict=False)
        if parameter.annotation == "CertificateId"
    }
    parent = owner if isinstance(owner, Family) else world.parent
    own = parent.acting | {CertificateId(each) for each in about}
    other, looking = (await world.account(9001)).id, (await world.account(9002)).id
    return {
        "acting parent": Family(parent.account, acting=own),
        "parent of another": Family(other, acting=frozenset({CertificateId(OTHER)})),
        "looking parent": Family(looking, looking=own),
        "staff": world.staff,
        "staff of another": ProviderStaff(world.staff.account, ProviderId(OTHER)),
        "operator": Operator("Анна", frozenset({place})),
        "operator elsewhere": Operator("Борис", frozenset({MunicipalityId(OTHER)})),
        "officer": MunicipalityOfficer("Олег", place),
        "officer elsewhere": MunicipalityOfficer("Пётр", MunicipalityId(OTHER)),
        "system": System(),
    }


async def test_every_act_is_open_to_those_of_section_3_and_to_nobody_else(world: World) -> None:
    may = {name: who for who, names in WHO_MAY.items() for name in names}
    there = acts()
    wrong = []

    for name in by_actors():
        call = await captured(world, name, there[name])
        roles = await people(world, call)
        before = await world.ask(everything)
        for who, actor in roles.items():
            answer = await answered(world, replace(call, args=(actor, *call.args[1:])))
            allowed = not isinstance(answer, NotAllowed)
            fault = isinstance(answer, Exception) and not isinstance(answer, DomainError)
            if allowed != (who in may[name]) or fault:
                wrong.append(f"{name} by {who}: {answer!r}")
        if await world.ask(everything) != before:
            wrong.append(f"{name} wrote something")

    assert not wrong, "\n".join(wrong)
