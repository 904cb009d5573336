"""Whatever is not one's own is refused as if it did not exist (section 3), by every public act.

The acts are found by looking: a function of `core.services` whose second parameter is `actor`.
Each is called by five strangers, with ids of others and with ids of nothing; both must be
refused alike, and nothing may be written.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import core.services
from core.domain.actor import (
    Act,
    Actor,
    Family,
    MunicipalityOfficer,
    Operator,
    ProviderStaff,
    System,
)
from core.domain.application import Applicant, Particulars
from core.domain.consent import CONSENT_VERSION
from core.domain.digest import DayDigest
from core.domain.errors import DomainError, NotAllowed, NotFound
from core.domain.ids import CertificateId, GroupId, MunicipalityId, PeriodId, PersonId, ProviderId
from core.domain.money import Money
from core.domain.person import Child
from core.domain.roles import Role, RoleKind
from core.domain.searching import SearchQuery
from core.ports.families import KeptName, Looking
from core.services.applications import ApplicationRequest, send_application
from core.services.requests import EnrollmentRequest
from core.services.saved_searches import save_search
from tests.services.world import AUTUMN, OPERATOR, World
from tests.simulation.registries_to_repeat import DANCE
from tests.simulation.test_twice import PARTS, everything

NOTHING = 10**6
OTHER = 10**6 + 1

# Who is no stranger to an act, whoever's the ids are; everybody else must be refused.
WELCOME: Mapping[str, frozenset[str]] = {
    # Registries of providers, programs and accounts are common to all municipalities.
    **dict.fromkeys(
        (
            "accept_for_account",
            "accounts_page",
            "add_group",
            "add_module",
            "add_municipality",
            "add_program",
            "add_provider",
            "apply_programs",
            "archive_group",
            "archive_missing",
            "begin_upload",
            "certify_module",
            "change_group",
            "change_municipality",
            "change_module",
            "change_program",
            "correct_provider",
            "drop_upload",
            "enter_account",
            "finish_staging",
            "finish_upload",
            "import_program",
            "import_programs",
            "invite_staff",
            "missing_of",
            "master_keys",
            "noted_erasures",
            "parked_page",
            "rotate_keys",
            "move_module",
            "move_program",
            "move_provider",
            "prepare_import",
            "provider_details",
            "refuse_program",
            "set_price",
            "set_price_cap",
            "settle_provider",
            "stage_rows",
        ),
        frozenset({"operator"}),
    ),
    # An account's own applications: the ids of others in them are refused below. Its own
    # favorites, of a catalog that is common to all.
    **dict.fromkeys(
        (
            "drop_favorite",
            "drop_search",
            "consent_given",
            "saved_searches",
            "favorite_programs",
            "is_favorite",
            "keep_favorite",
            "application_form",
            "applying",
            "erase_account",
            "erasure_look",
            "own_data",
            "link_by_phone",
            "wish_link",
            "missed",
            "resend_missed",
            "drop_missed",
            "name_applicant",
            "name_child",
            "own_applications",
            "say_birth_date",
            "say_who_applies",
            "send_draft",
        ),
        frozenset({"family"}),
    ),
    # They have no subject: everybody is shown what is its own, be it nothing.
    "applications_waiting": frozenset({"operator", "officer"}),
    "own_enrollments": frozenset({"family", "staff"}),
    "advance_daily_run": frozenset({"system"}),
    "try_days": frozenset({"system"}),
    # It is handed what somebody may see, and shows nothing besides.
    "spoken_of": frozenset({"operator"}),
    "keep_news": frozenset({"system"}),
    "tell_news": frozenset({"system"}),
    "close_days": frozenset({"system"}),
    "hold_back_notices": frozenset({"system"}),
    "repeat_erasures": frozenset({"system"}),
}
# A municipality that anybody may choose to live in: only the missing one is refused.
OPEN_PLACES = frozenset({"choose_place", "send_application"})
# The actor is a `Family`, and nothing else is named: its own children, whatever is asked.
OWN_CHILDREN = frozenset(
    {
        "enrollments",
        "family_screen",
        "linked_children",
        "look_at",
        "look_round",
        "other_programs",
    }
)


def acts() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the services that somebody does."""
    for module in pkgutil.iter_modules(core.services.__path__):
        loaded = import_module(f"core.services.{module.name}")
        for name, act in vars(loaded).items():
            if not inspect.isfunction(act) or act.__module__ != loaded.__name__:
                continue
            parameters = list(inspect.signature(act).parameters)
            if not name.startswith("_") and parameters[1:2] == ["actor"]:
                yield name, act


class Ids:
    """Values for the parameters of any act: those of others that there are, or of nothing."""

    def __init__(self, world: World, *, missing: bool, known: Mapping[str, int]) -> None:
        place = MunicipalityId(NOTHING) if missing else world.municipality.id
        period = world.period
        if missing:
            period = replace(period, id=PeriodId(NOTHING), municipality=place)
        said = Particulars("Котова Мария", date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
        ids = {name: NOTHING if missing else known[name] for name in known}
        certificate, group = ids["CertificateId"], ids["GroupId"]
        self.by_type: dict[str, Any] = {
            **ids,
            "MunicipalityId": place,
            "MunicipalityId | None": place,
            "CertificateId | None": certificate,
            "Sequence[CertificateId]": [certificate],
            "FundingPeriod": period,
            "EnrollmentRequest": EnrollmentRequest(
                CertificateId(certificate),
                GroupId(group),
                AUTUMN.first,
                Money(1),
                Money(0),
                "key",
            ),
            "ApplicationRequest": ApplicationRequest(place, said, CONSENT_VERSION, "key"),
            "Sequence[DayDigest]": [DayDigest(place, AUTUMN.first, 0, bytes(32))],
            "Applicant": Applicant.PARENT,
            "Looking": _looking(world, CertificateId(certificate)),
            "ProgramDraft": replace(DANCE, provider_inn="7707083893") if missing else DANCE,
            "SearchQuery": SearchQuery(),
            "Mapping[str, str]": {},
            "tuple[News, ...]": (),
            "Act": Act.SEE_CHILD,
            "Role": Role(RoleKind.CHILD, certificate),
            "date": date(2020, 9, 1),
            "int": 1,
        }
        self.by_name: dict[str, Any] = {
            "number": "3901999998" if missing else "3901000001",
            "full_name": "Котова Мария",
        }

    def arguments(self, act: Callable[..., object]) -> dict[str, Any]:
        """What `act` needs after the actor.

        A kind that is not in `by_type` is given as None: whoever looks at it before the
        permission was asked fails, and the test says so.
        """
        given = {}
        for name, parameter in list(inspect.signature(act).parameters.items())[2:]:
            kind = str(parameter.annotation)
            if name in self.by_name:
                given[name] = self.by_name[name]
            elif kind in self.by_type:
                given[name] = self.by_type[kind]
            elif kind == "str":
                given[name] = "text"
            elif parameter.default is inspect.Parameter.empty:
                given[name] = None
        return given


def _looking(world: World, certificate: CertificateId) -> Looking:
    child = Child(PersonId(NOTHING), "Котова Мария", date(2012, 1, 1), "")
    return Looking((KeptName(certificate, child, world.municipality),), (), None)


async def strangers(world: World) -> dict[str, Actor]:
    account = (await world.account(999)).id
    return {
        "family": Family(account),
        "staff": ProviderStaff(account, ProviderId(OTHER)),
        "operator": Operator("Чужой", frozenset()),
        "officer": MunicipalityOfficer("Чужой", MunicipalityId(OTHER)),
        "system": System(),
    }


async def known_ids(world: World) -> dict[str, int]:
    """Ids of others: a child with a request and an application, its provider, its group."""
    asked = await world.request(await world.group(price=50000))
    mother = Family((await world.account(998)).id)
    said = Particulars("Котова Вера", date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
    request = ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "key")
    application = await world.perform(send_application, mother, request)
    offering = await world.ask(lambda uow: uow.catalog.offering(asked.group))
    assert offering is not None
    saved = await world.perform(save_search, world.parent, {"text": "шахматы"}, None)
    return {
        "SavedSearchId": saved.id,
        "EnrollmentId": asked.id,
        "ApplicationId": application.id,
        "CertificateId": world.anya.id,
        "CategoryId": world.category,
        "ProviderId": world.provider.id,
        "GroupId": asked.group,
        "ModuleId": offering.module.id,
        "ProgramId": offering.program.id,
        "PeriodId": world.period.id,
        "AccountId": world.parent.account,
    }


async def answered(world: World, act: Callable[..., object], actor: Actor, ids: Ids) -> str:
    """The refusal's code, or what happened instead of one."""
    try:
        given = ids.arguments(act)
        await world.perform(lambda uow: act(uow, actor, **given))
    except (NotAllowed, NotFound) as refusal:
        return refusal.code
    except DomainError as refusal:
        return f"another refusal, {refusal.code}"
    except Exception as fault:  # noqa: BLE001 - said in the test's message
        return f"a fault, {fault!r}"
    return "done"


async def test_every_act_refuses_strangers_and_answers_foreign_and_missing_alike(
    world: World,
) -> None:
    known = await known_ids(world)
    foreign = Ids(world, missing=False, known=known)
    missing = Ids(world, missing=True, known=known)
    people = await strangers(world)
    before = await world.ask(everything)
    wrong = []

    for name, act in acts():
        if name in PARTS | OWN_CHILDREN:
            continue
        for who, actor in people.items():
            if who in WELCOME.get(name, ()):
                continue
            answers = [await answered(world, act, actor, ids) for ids in (foreign, missing)]
            if name in OPEN_PLACES and who == "family":
                answers = answers[1:]
                before = await world.ask(everything)
            if set(answers) not in ({NotAllowed.code}, {NotFound.code}):
                wrong.append(f"{name} by a strange {who}: foreign and missing get {answers}")

    assert not wrong, (
        "ask the permission before anything else; or say in WELCOME who is no stranger, in"
        " Ids.by_type what says whose it is, or in tests/simulation/test_twice.py that it is a"
        " PART of acts:\n" + "\n".join(wrong)
    )
    assert await world.ask(everything) == before


async def test_who_is_welcome_is_an_act_that_there_is() -> None:
    there = {name for name, _ in acts()}

    assert WELCOME.keys() | OPEN_PLACES | OWN_CHILDREN <= there


async def test_the_strangers_are_strange_and_others_are_not(world: World) -> None:
    """The same calls by those whose it is are not refused: the test tells the two apart."""
    known = await known_ids(world)
    own = Ids(world, missing=False, known=known)
    by_name = dict(acts())

    owners: Mapping[str, Actor] = {
        "enrollment_card": world.parent,
        "request_card": world.staff,
        "look_at_application": world.officer,
        "certificate_for": world.officer,
        "certificate_numbered": OPERATOR,
        "conclude_agreement": world.officer,
    }
    told = {
        name: await answered(world, by_name[name], actor, own) for name, actor in owners.items()
    }

    assert set(told.values()) == {"done"}


async def test_what_is_not_there_is_refused_to_those_who_may_do_it_everywhere_too(
    world: World,
) -> None:
    missing = Ids(world, missing=True, known=await known_ids(world))
    before = await world.ask(everything)
    wrong = []

    for name, act in acts():
        if name in PARTS | OWN_CHILDREN:
            continue
        if "operator" in WELCOME.get(name, ()):
            continue
        answer = await answered(world, act, OPERATOR, missing)
        if answer not in {NotAllowed.code, NotFound.code}:
            wrong.append(f"{name}: {answer}")

    assert not wrong, "\n".join(wrong)
    assert await world.ask(everything) == before
