"""Two families that have nothing to do with each other, each with all that a button may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.domain.actor import Family
from core.domain.application import Applicant, Particulars
from core.domain.certificate import Certificate, CertificateState
from core.domain.consent import CONSENT_VERSION
from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.enrollment import State
from core.domain.funding import Parameters
from core.domain.ids import ApplicationId, CertificateId
from core.domain.invitation import LinkMode
from core.domain.program import ProviderKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.applications import (
    ApplicationRequest,
    send_application,
    withdraw_application,
)
from core.services.saved_searches import save_search
from tests.builders import (
    CHESS,
    NOMINAL,
    TEN_PLACES,
    YEAR,
    Town,
    add_child,
    add_contract,
    add_desk_offer,
    add_funded_child,
    add_module,
    add_parent,
    add_program,
    add_request,
    add_staff,
    found_town,
)

PARENT, LOOKING, STAFF, OPERATOR, STRANGER, NEWCOMER = 101, 102, 201, 301, 401, 402
NEIGHBOUR: Final = 999
NOTHING: Final = 10**6
GUSEV = MunicipalityDraft("39-gus", "Гусев", "Europe/Kaliningrad", "3902")
GUSEV_CLUB = ProviderDraft(
    inn="7707083893",
    ogrn="1027700132195",
    name="Клуб в Гусеве",
    kind=ProviderKind.MUNICIPAL,
    municipality_code=GUSEV.code,
)
Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TwoTowns:
    """By the name of a button's field: what is one's own, another's, nobody's, or over.

    `others` has the neighbour's enrollments in every state in which a button may name them, and
    `own_offer` is the one enrollment of the own that a desk offered.
    """

    own: Ids
    foreign: Ids
    stale: Ids
    others: tuple[Ids, ...]
    own_offer: int
    public: Ids

    @property
    def missing(self) -> Ids:
        return dict.fromkeys(self.own, NOTHING)


def two_towns(uow: UnitOfWork) -> TwoTowns:
    """Everybody has consented but the newcomer, who has not even written yet."""
    here, there = found_town(uow), second_town(uow)
    anna = add_funded_child(uow, here)
    boris = add_funded_child(uow, there, n=2, full_name="Чужая Вера")
    parent = _person(uow, add_parent(uow, anna, chat=PARENT))
    _person(uow, add_parent(uow, anna, chat=LOOKING, mode=LinkMode.LOOKING))
    neighbour = _person(uow, add_parent(uow, boris, chat=NEIGHBOUR))
    _person(uow, add_staff(uow, here.provider, chat=STAFF))
    operator = uow.accounts.add(OPERATOR, language="ru")
    uow.accounts.link_operator(operator.id, here.municipality.id, name="Ольга", at=uow.now)
    for account in (operator, uow.accounts.add(STRANGER, language="ru")):
        accounts.give_consent(uow, account)
    own = _family(uow, here, anna, parent, "Котов Лев")
    foreign = _family(uow, there, boris, neighbour, "Чужой Лев")
    contract = add_contract(uow, there, boris, key="contract")
    offer = add_desk_offer(uow, there, boris, key="offer")
    return TwoTowns(
        own=own,
        foreign=foreign,
        stale=_over(uow, here, parent, own),
        others=tuple({**foreign, "enrollment": each.id} for each in (contract, offer)),
        own_offer=add_desk_offer(uow, here, anna, key="own-offer").id,
        public={"group": here.group, "program": here.program, "municipality": here.municipality.id},
    )


def _family(
    uow: UnitOfWork, town: Town, child: Certificate, account: Account, applicant: str
) -> Ids:
    return {
        "application": _applied(uow, town, account, applicant),
        "category": town.category,
        "certificate": child.id,
        "enrollment": add_request(uow, town, child).id,
        "provider": town.provider,
        "search": save_search(uow, _acting(account), {"text": "шахматы"}, None).id,
    }


def _over(uow: UnitOfWork, town: Town, parent: Account, own: Ids) -> Ids:
    """A closed certificate, a withdrawn request and application; the search is dropped."""
    closed = add_child(uow, town, n=3, full_name="Котова Ева", born_on=date(2011, 1, 1))
    add_parent(uow, closed, chat=PARENT)
    uow.certificates.save(replace(closed, state=CertificateState.CLOSED))
    (anna,) = uow.certificates.get([CertificateId(own["certificate"])])
    request = add_request(uow, town, anna, key="over")
    uow.enrollments.save(replace(request, state=State.WITHDRAWN))
    application = _applied(uow, town, parent, "Котов Пётр")
    withdraw_application(uow, _acting(parent), application)
    return {
        **own, "certificate": closed.id, "enrollment": request.id,
        "application": application, "search": NOTHING,
    }  # fmt: skip


def _applied(uow: UnitOfWork, town: Town, account: Account, child: str) -> ApplicationId:
    said = Particulars(child, date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
    wanted = ApplicationRequest(town.municipality.id, said, CONSENT_VERSION, child)
    return send_application(uow, _acting(account), wanted).id


def _acting(account: Account) -> Family:
    return Family(account.id, account.acting, account.looking)


def _person(uow: UnitOfWork, account: Account) -> Account:
    accounts.give_consent(uow, account)
    found = uow.accounts.by_id(account.id)
    assert found is not None
    return found


def second_town(uow: UnitOfWork) -> Town:
    municipality = uow.municipalities.add(GUSEV)
    period = uow.municipalities.add_period(municipality.id, YEAR, Parameters())
    category = uow.municipalities.add_category(municipality.id, "Дети Гусева")
    uow.provisions.add(category, period.id, NOMINAL)
    provider = uow.intake.add_provider(GUSEV_CLUB, municipality=municipality.id).id
    uow.municipalities.add_agreement(provider, municipality.id, period.id)
    draft = replace(CHESS, provider_inn=GUSEV_CLUB.inn, municipality_code=GUSEV.code)
    program = add_program(uow, draft, provider=provider, municipality=municipality)
    module = add_module(uow, program)
    group = uow.intake.add_group(module, TEN_PLACES)
    return Town(municipality, period, category, provider, program, module, group)
