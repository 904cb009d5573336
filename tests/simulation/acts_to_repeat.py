"""Each act that may be done twice, made ready to be done (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time, timedelta
from importlib import import_module
from typing import Any

from core.domain.actor import Family, Operator, System
from core.domain.calendar import Days
from core.domain.certificate import ClosingReason
from core.domain.digest import DayDigest
from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.enrollment import Enrollment, Ground, RefusalReason
from core.domain.funding import Parameters
from core.domain.ids import GroupId
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    ProgramState,
    ProviderKind,
    ProviderState,
    Registry,
    Slot,
)
from core.domain.provision import Limits
from core.domain.registering import ProviderDetails
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    acceptance,
    accounts,
    answers,
    ceilings,
    certificates,
    certification,
    closed_days,
    closing,
    desk_offers,
    freezing,
    funding,
    groups,
    imports,
    invitations,
    leaving,
    limits,
    module_prices,
    moving,
    programs,
    provider_registry,
    provisions,
    queues,
    settling,
    terminating,
    unfunding,
)
from core.services.daily_run import advance_daily_run
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import AUTUMN, INN, OGRN, OPERATOR, World
from tests.simulation.applications_to_repeat import APPLICATIONS

EVENING = GroupDraft("Вечер", 0, AUTUMN, 5, None, "ул. Мира, 3", (Slot(1, time(18), time(19)),))
Repeat = Callable[[UnitOfWork], object]
KURSK = MunicipalityDraft("KRS", "Курск", "Europe/Moscow", "4601")
DANCE = ProgramDraft(
    INN, "KLG", "Танцы", "", Direction.ARTS, Registry.CERTIFIED, Form.IN_PERSON,
    AgeRange(5, 17), False,  # noqa: FBT003 - of all its fields in their order
    (
        ModuleDraft(
            "1", Money(500), Money(500),
            (GroupDraft("А", 2, AUTUMN, 10, None, "ул. Мира, 1", ()),),
        ),
    ),
)  # fmt: skip


async def _confirm(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    return lambda uow: answers.confirm_enrollment(uow, world.staff, asked.id)


async def confirm_too_late(world: World) -> Repeat:
    """After the last day there could be, but before the run that expires it."""
    first = world.clock.now().date() + timedelta(days=1)
    days = Days(first, first + timedelta(days=1))
    asked = await world.request(await world.group(days=days, price=50000), first)
    world.clock.move_to(first + timedelta(days=2))
    return lambda uow: answers.confirm_enrollment(uow, world.staff, asked.id)


async def _refuse(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    reason = RefusalReason.GROUP_FULL
    return lambda uow: answers.refuse_enrollment(uow, world.staff, asked.id, reason, "мест нет")


async def _offer(world: World) -> Enrollment:
    """A request that the provider confirmed where the parent's word concludes (ENR-2)."""
    asked = await world.request(await world.group(price=50000))
    offered = asked.offered(on=world.clock.now().date())
    await world.perform(lambda uow: uow.enrollments.save(offered))
    return offered


async def _accept(world: World) -> Repeat:
    offered = await _offer(world)
    return lambda uow: acceptance.accept_enrollment(uow, world.parent, offered.id)


async def _decline(world: World) -> Repeat:
    offered = await _offer(world)
    return lambda uow: acceptance.decline_enrollment(uow, world.parent, offered.id)


async def _leave(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    today = world.clock.now().date()
    return lambda uow: leaving.leave_enrollment(uow, world.parent, asked.id, shown_last_day=today)


async def _offer_place(world: World) -> Repeat:
    group = (await world.group(price=50000)).group.id
    child = desk_offers.DeskChild("3901000001", "Котова Анна Игоревна")
    return lambda uow: desk_offers.offer_place(uow, world.staff, child, group, AUTUMN.first)


async def _move(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    group = GroupDraft("Группа 2", 3, AUTUMN, 10, None, "ул. Мира, 1", ())

    def another(uow: UnitOfWork) -> GroupId:
        return uow.intake.add_group(asked.module, group)

    other = await world.perform(another)
    return lambda uow: moving.move_enrollment(uow, world.parent, asked.id, other)


async def _terminate(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    await world.perform(answers.confirm_enrollment, world.staff, asked.id)
    today = world.clock.now().date()
    return lambda uow: terminating.terminate_enrollment(
        uow, world.staff, asked.id, Ground.SERVICE_IMPOSSIBLE, shown_last_day=today
    )


async def _withdraw(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    act: Any = _newer("leaving", "withdraw_enrollment")
    return lambda uow: act(uow, world.parent, asked.id)


async def _request(world: World) -> Repeat:
    group = (await world.group(price=50000)).group.id
    wanted = EnrollmentRequest(
        world.anya.id, group, AUTUMN.first, Money(50000), Money(0), "the screen"
    )
    return lambda uow: request_enrollment(uow, world.parent, wanted)


async def _issue(world: World) -> Repeat:
    return lambda uow: certificates.issue_certificate(
        uow, world.officer, world.municipality.id, world.category,
        full_name="Котов Пётр", born_on=date(2012, 1, 1), number="3901777777",
    )  # fmt: skip


async def _fund(world: World) -> Repeat:
    child = await world.certificate("Котов Иван", date(2012, 2, 2))
    return lambda uow: certificates.fund_certificate(uow, world.officer, child.id)


async def _run_day(world: World) -> Repeat:
    today = world.clock.now().date()
    await world.run_days(today)
    return lambda uow: advance_daily_run(uow, System(), world.municipality.id, today)


async def _add_period(world: World) -> Repeat:
    days = Days(date(2023, 1, 1), date(2023, 12, 31))
    place = world.municipality.id
    return lambda uow: funding.add_period(uow, world.officer, place, days, Parameters()).id


async def _add_category(world: World) -> Repeat:
    return lambda uow: funding.add_category(uow, world.officer, world.municipality.id, "Другие")


async def _set_nominal(world: World) -> Repeat:
    return lambda uow: provisions.set_nominal(
        uow, world.officer, world.category, world.period, Money(1600000)
    )


async def _set_limits(world: World) -> Repeat:
    limits = Limits(max_certificates=1000, max_total=Money(10**12))
    return lambda uow: provisions.set_limits(
        uow, world.officer, world.category, world.period, limits
    )


async def _ask_funding(world: World) -> Repeat:
    family = await _poor_family(world, "Котов Егор", 600)
    (child,) = family.acting
    return lambda uow: certificates.ask_funding(uow, family, child)


async def _leave_queue(world: World) -> Repeat:
    """After limits that leave no room, so that there is a queue."""
    family = await _poor_family(world, "Котов Лев", 601)
    (child,) = family.acting
    (counted,) = await world.ask(lambda uow: uow.provisions.of_category(world.category))
    full = Limits(max_certificates=counted.funded)
    await world.perform(provisions.set_limits, world.officer, world.category, world.period, full)
    await world.perform(certificates.ask_funding, family, child)

    def act(uow: UnitOfWork) -> None:
        queues.leave_queue(uow, family, child)

    return act


async def _unfund(world: World) -> Repeat:
    child = await world.certificate("Котов Марк", date(2012, 2, 4))
    await world.perform(certificates.fund_certificate, world.officer, child.id)
    return lambda uow: unfunding.unfund_certificate(uow, world.officer, child.id)


async def _freeze(world: World) -> Repeat:
    child = await world.certificate("Котов Дед", date(2012, 2, 5))
    return lambda uow: freezing.freeze_certificate(uow, world.officer, child.id)


async def _unfreeze(world: World) -> Repeat:
    child = await world.certificate("Котов Мороз", date(2012, 2, 6))
    return lambda uow: freezing.unfreeze_certificate(uow, world.officer, child.id)


async def _close_certificate(world: World) -> Repeat:
    child = await world.certificate("Котов Ушёл", date(2012, 2, 7))
    reason = ClosingReason.MOVED
    return lambda uow: closing.close_certificate(uow, world.officer, child.id, reason)


async def _poor_family(world: World, name: str, chat: int) -> Family:
    """A parent of a child whose certificate holds no money."""
    child = await world.certificate(name, date(2012, 3, 3))
    return await world.link(await world.account(chat), child.id)


async def _conclude_agreement(world: World) -> Repeat:
    ids = world.provider.id, world.municipality.id, world.period.id
    return lambda uow: funding.conclude_agreement(uow, world.officer, *ids)


async def _limit_registry(world: World) -> Repeat:
    return lambda uow: limits.limit_registry(uow, world.officer, world.period, Registry.GENERAL, 2)


async def _limit_open(world: World) -> Repeat:
    return lambda uow: limits.limit_open(uow, world.officer, world.period, Direction.ARTS, 900)


async def _change_period(world: World) -> Repeat:
    return lambda uow: limits.change_period(
        uow, world.officer, uow.municipalities.period(world.period.id),
        Parameters(low_percent=19), closed_from=None,
    )  # fmt: skip


async def _set_ceiling(world: World) -> Repeat:
    provider, most = world.provider.id, Money(10**9)
    return lambda uow: ceilings.set_ceiling(uow, world.officer, provider, world.period, most)


async def _prepare_import(world: World) -> Repeat:
    provider = ProviderDraft("4632000012", OGRN, "Студия", ProviderKind.PRIVATE, "KRS")
    draft = CatalogDraft((KURSK,), (provider,), (), ())
    return lambda uow: imports.prepare_import(uow, OPERATOR, draft)


async def _import_program(world: World) -> Repeat:
    def act(uow: UnitOfWork) -> None:
        # The answer counts what was new, so the second one differs; what is kept does not.
        imports.import_program(uow, OPERATOR, DANCE, certify=True)

    return act


async def _arrive(world: World) -> Repeat:
    return lambda uow: accounts.arrive(uow, 555, "ru")


async def _consent(world: World) -> Repeat:
    account = await world.account(556, consented=False)
    return lambda uow: accounts.give_consent(uow, account)


async def _choose_language(world: World) -> Repeat:
    return lambda uow: accounts.choose_language(uow, world.parent_account, "en")


async def _switch_notices(world: World) -> Repeat:
    kind = NoticeKind.MONEY_LOW
    return lambda uow: accounts.switch_notices(uow, world.parent_account, kind, off=True)


async def _keep_conversation(world: World) -> Repeat:
    return lambda uow: accounts.keep_conversation(uow, world.parent_account, {"at": "search"})


async def _accept_invitation(world: World) -> Repeat:
    account = await world.account(557)
    invited = await world.perform(invitations.invite_staff, OPERATOR, world.provider.id)
    return lambda uow: invitations.accept_invitation(uow, account, invited.token)


async def _accept_for_account(world: World) -> Repeat:
    account = await world.account(558)
    invited = await world.perform(invitations.invite_staff, OPERATOR, world.provider.id)
    act: Any = _newer("account_registry", "accept_for_account")
    return lambda uow: act(uow, Operator("Анна"), account.id, invited.token)


async def _enter_account(world: World) -> Repeat:
    act: Any = _newer("account_registry", "enter_account")
    return lambda uow: act(uow, Operator("Анна"), 559, "ru", consented=True)


async def _add_municipality(world: World) -> Repeat:
    act: Any = _newer("municipalities", "add_municipality")
    draft = MunicipalityDraft("TUL", "Тула", "Europe/Moscow", "7101")
    return lambda uow: act(uow, OPERATOR, draft)


DANCE_HALL = ProviderDraft(
    "7707083893", "1027700132195", "Танцы", ProviderKind.PRIVATE, "KLG", "ул. Мира, 2"
)
KNOWN_OF_IT = ProviderDetails("ООО «Танцы»", "ЛО-39 1", "4" * 20, "042748634", "Банк")


async def _add_provider(world: World) -> Repeat:
    return lambda uow: provider_registry.add_provider(uow, OPERATOR, DANCE_HALL, KNOWN_OF_IT)


async def _correct_provider(world: World) -> Repeat:
    added = replace(DANCE_HALL, inn="7728168971")
    await world.perform(provider_registry.add_provider, OPERATOR, added, KNOWN_OF_IT)
    changed = replace(added, name="Танцы вдвоём")
    return lambda uow: provider_registry.correct_provider(uow, OPERATOR, changed, KNOWN_OF_IT)


async def _move_provider(world: World) -> Repeat:
    draft = replace(DANCE_HALL, inn="5008009854")
    added = await world.perform(provider_registry.add_provider, OPERATOR, draft, KNOWN_OF_IT)
    return lambda uow: provider_registry.move_provider(
        uow, OPERATOR, added.provider.id, ProviderState.ACTIVE
    )


async def _settle_provider(world: World) -> Repeat:
    return lambda uow: settling.settle_provider(uow, OPERATOR, world.provider.id)


async def _close_days(world: World) -> Repeat:
    day = DayDigest(world.municipality.id, AUTUMN.first, entries=0, sha256=bytes(32))
    return lambda uow: closed_days.close_days(uow, System(), [day])


async def _add_program(world: World) -> Repeat:
    draft = replace(DANCE, title="Вальс", modules=())
    return lambda uow: programs.add_program(uow, world.staff, draft)


async def _change_program(world: World) -> Repeat:
    draft = replace(DANCE, title="Танго", modules=())
    added = await world.perform(programs.add_program, world.staff, draft)
    changed = replace(draft, annotation="Для двоих")
    return lambda uow: programs.change_program(uow, world.staff, added.program.id, changed)


async def _add_module(world: World) -> Repeat:
    program = (await world.group()).program.id
    return lambda uow: programs.add_module(uow, world.staff, program, "2-й год")


async def _change_module(world: World) -> Repeat:
    module = (await world.group()).module.id
    return lambda uow: programs.change_module(uow, world.staff, module, "Первый год")


async def _add_group(world: World) -> Repeat:
    module = (await world.group()).module.id
    return lambda uow: groups.add_group(uow, world.staff, module, EVENING)


async def _change_group(world: World) -> Repeat:
    """A group with a child, whose family is told once."""
    asked = await world.request(await world.group(price=1))
    return lambda uow: groups.change_group(uow, world.staff, asked.group, EVENING, archived=True)


async def _certify_module(world: World) -> Repeat:
    module = (await world.group(certify=False)).module.id
    cost = Money(950000)
    return lambda uow: certification.certify_module(uow, OPERATOR, module, cost)


async def _move_module(world: World) -> Repeat:
    module = (await world.group(certify=False)).module.id
    state = ProgramState.REFUSED
    return lambda uow: certification.move_module(uow, OPERATOR, module, state, "нет плана")


async def _move_program(world: World) -> Repeat:
    program = (await world.group()).program.id
    state = ProgramState.ARCHIVED
    return lambda uow: certification.move_program(uow, OPERATOR, program, state)


async def _set_price(world: World) -> Repeat:
    module = (await world.group()).module.id
    days = world.period.days
    return lambda uow: module_prices.set_price(uow, world.staff, module, days, Money(7))


async def _set_price_cap(world: World) -> Repeat:
    return lambda uow: module_prices.set_price_cap(uow, OPERATOR, 113)


def _newer(module: str, act: str) -> object:
    return getattr(import_module(f"core.services.{module}"), act)


REPEATED: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "accept_enrollment": _accept,
    "accept_for_account": _accept_for_account,
    "accept_invitation": _accept_invitation,
    "add_category": _add_category,
    "add_group": _add_group,
    "add_module": _add_module,
    "add_program": _add_program,
    "change_group": _change_group,
    "change_module": _change_module,
    "change_program": _change_program,
    "add_municipality": _add_municipality,
    "add_period": _add_period,
    "add_provider": _add_provider,
    "advance_daily_run": _run_day,
    "arrive": _arrive,
    "certify_module": _certify_module,
    "change_period": _change_period,
    "ask_funding": _ask_funding,
    "choose_language": _choose_language,
    "close_days": _close_days,
    "conclude_agreement": _conclude_agreement,
    "confirm_enrollment": _confirm,
    "decline_enrollment": _decline,
    "correct_provider": _correct_provider,
    "enter_account": _enter_account,
    "fund_certificate": _fund,
    "give_consent": _consent,
    "import_program": _import_program,
    "issue_certificate": _issue,
    "keep_conversation": _keep_conversation,
    "leave_enrollment": _leave,
    "limit_open": _limit_open,
    "leave_queue": _leave_queue,
    "limit_registry": _limit_registry,
    "move_module": _move_module,
    "move_program": _move_program,
    "move_provider": _move_provider,
    "move_enrollment": _move,
    "offer_place": _offer_place,
    "prepare_import": _prepare_import,
    "refuse_enrollment": _refuse,
    "request_enrollment": _request,
    "set_ceiling": _set_ceiling,
    "set_limits": _set_limits,
    "set_nominal": _set_nominal,
    "set_price": _set_price,
    "set_price_cap": _set_price_cap,
    "settle_provider": _settle_provider,
    "switch_notices": _switch_notices,
    "terminate_enrollment": _terminate,
    "close_certificate": _close_certificate,
    "freeze_certificate": _freeze,
    "unfreeze_certificate": _unfreeze,
    "unfund_certificate": _unfund,
    "withdraw_enrollment": _withdraw,
    **APPLICATIONS,
}
