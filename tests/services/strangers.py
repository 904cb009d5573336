"""Strangers to everything, every public act, and ids of others to call them with."""

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
from core.domain.ids import CertificateId, GroupId, MunicipalityId, PeriodId, PersonId, ProviderId
from core.domain.money import Money
from core.domain.person import Child
from core.domain.roles import Role, RoleKind
from core.domain.searching import SearchQuery
from core.domain.trailing import Traced, TracedKind
from core.ports.families import KeptName, Looking
from core.services.applications import ApplicationRequest, send_application
from core.services.requests import EnrollmentRequest
from core.services.saved_searches import save_search
from tests.services.world import AUTUMN, World
from tests.simulation.registries_to_repeat import DANCE

NOTHING = 10**6
OTHER = 10**6 + 1


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
            "Sequence[ProgramId]": [ids["ProgramId"]],
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
            "Traced": Traced(TracedKind.ENROLLMENT, ids["EnrollmentId"]),
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
