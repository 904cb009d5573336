"""The audit trail says of each object what was changed, from what to what (promise A7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.calendar import Days
from core.domain.drafts import CertificateDraft
from core.domain.funding import Parameters
from core.domain.invitation import LinkMode
from core.domain.money import Money
from core.domain.program import ProviderKind
from core.services.certificate_imports import enter_certificates
from core.services.funding import add_period
from core.services.imports import import_program
from core.services.invitations import accept_invitation, invite_family
from core.services.provider_registry import add_provider, correct_provider
from tests.domain.test_registering import CLUB, DETAILS
from tests.services.test_imports import draft, group, imported
from tests.services.world import OPERATOR, World

SOLE = replace(
    CLUB, kind=ProviderKind.TRADER_WITH_STAFF, name="ИП Котова", inn="500100732259",
    ogrn="304500116000157",
)  # fmt: skip


async def _latest(world: World, subject: str) -> dict[str, str]:
    (*_, row) = await world.ask(lambda uow: uow.trail.of(subject))
    return {key: value for key, value in row.items() if key not in {"at", "actor"}}


async def test_each_program_module_and_group_that_a_file_brings_or_changes_has_a_row(
    world: World,
) -> None:
    await imported(world, places=10, free=False)
    known = await group(world)
    subjects = [
        f"program:{known.program.id}", f"module:{known.module.id}", f"group:{known.group.id}",
    ]  # fmt: skip
    new = [await _latest(world, each) for each in subjects]

    wanted = draft(places=12, free=False)
    dearer = replace(wanted.modules[0], price=Money(800000))
    said = replace(wanted, annotation="Учимся", modules=(dearer,))
    for _ in range(2):
        await world.perform(import_program, OPERATOR, said, certify=True)

    assert new == [
        {"act": "import", "added": "3"},
        {"act": "import", "after": "CERTIFIED"},
        {"act": "import", "module": str(known.module.id)},
    ]
    assert [await _latest(world, each) for each in subjects] == [
        {"act": "import", "annotation": " -> Учимся", "added": "0"},
        {"act": "import", "price": "900000 -> 800000"},
        {"act": "import", "places": "10 -> 12"},
    ]


async def test_of_an_organisation_values_are_kept_and_of_a_sole_trader_what_is_no_persons(
    world: World,
) -> None:
    club = await world.perform(add_provider, OPERATOR, CLUB, DETAILS)
    moved = replace(DETAILS, bank_name="Другой банк", licence="ЛО-39 2")
    await world.perform(correct_provider, OPERATOR, CLUB, moved)
    sole = await world.perform(add_provider, OPERATOR, SOLE, DETAILS)
    named = replace(SOLE, name="ИП Собакина", address="ул. Мира, 7")
    await world.perform(correct_provider, OPERATOR, named, moved)

    of_club = await _latest(world, f"provider:{club.provider.id}")
    of_sole = await _latest(world, f"provider:{sole.provider.id}")

    assert of_club == {
        "act": "correct-provider",
        "changed": "licence,bank_name",
        "licence": f"{DETAILS.licence} -> ЛО-39 2",
        "bank_name": f"{DETAILS.bank_name} -> Другой банк",
    }
    assert of_sole == {
        "act": "correct-provider",
        "changed": "name,address,licence,bank_name",
        "licence": f"{DETAILS.licence} -> ЛО-39 2",
    }


async def test_what_is_new_is_recorded_with_what_it_is_from_now_on(world: World) -> None:
    rows = [CertificateDraft(2, "Котов Иван", date(2012, 2, 2), "Дети от 5 до 18")]
    (entered,) = await world.perform(enter_certificates, world.officer, world.municipality.id, rows)
    child = await world.certificate("Котов Пётр", date(2012, 1, 1))
    days = Days(date(2021, 1, 1), date(2021, 12, 31))
    period = await world.perform(
        add_period, world.officer, world.municipality.id, days, Parameters(low_percent=10)
    )
    request = await world.request(await world.group(price=100000), date(2020, 9, 1))

    issued = {"act": "issue", "after": "ACTIVE", "kind": "ACCOUNTING"}
    category = str(world.category)
    assert await _latest(world, f"certificate:{entered.certificate}") == {
        **issued, "category": category,
    }  # fmt: skip
    assert await _latest(world, f"certificate:{child.id}") == {**issued, "category": category}
    of_period = await _latest(world, f"period:{period.id}")
    assert (of_period["days"], of_period["low_percent"], of_period["lapsing_days"]) == (
        "2021-01-01..2021-12-31", "10", "60, 14",
    )  # fmt: skip
    assert await _latest(world, f"enrollment:{request.id}") == {
        "act": "request", "after": "REQUESTED", "group": str(request.group), "kopecks": "100000",
    }  # fmt: skip


async def test_who_may_look_and_then_act_for_a_child_is_recorded(world: World) -> None:
    seen = []
    subject = f"certificate:{world.anya.id}"
    chat = (await world.account(300)).chat

    for mode in (LinkMode.LOOKING, LinkMode.ACTING, LinkMode.LOOKING):
        invited = await world.perform(invite_family, world.officer, world.anya.id, mode)
        account = await world.account(chat)
        await world.perform(accept_invitation, account, invited.token)
        row = await _latest(world, subject)
        seen.append((row.get("before"), row["after"]))

    assert seen == [(None, "LOOKING"), ("LOOKING", "ACTING"), ("ACTING", "ACTING")]
