"""Acts that were done, once more under the same key and with another content (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from core.domain.application import Applicant, ApplicationRefusal, Particulars
from core.domain.calendar import Days
from core.domain.certificate import ClosingReason
from core.domain.drafts import GroupDraft, MunicipalityDraft
from core.domain.enrollment import Enrollment
from core.domain.errors import (
    BadValue,
    DomainError,
    KeyReused,
    LeavingChanged,
    WrongState,
)
from core.domain.funding import Parameters
from core.domain.grounds import Ground, RefusalReason
from core.domain.ids import CategoryId
from core.domain.money import Money
from core.domain.program import Direction, ProgramState, ProviderState
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    acceptance,
    answers,
    application_answers,
    applications,
    certificates,
    certification,
    closing,
    desk_offers,
    funding,
    groups,
    leaving,
    municipalities,
    programs,
    provider_registry,
    terminating,
)
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import AUTUMN, OPERATOR, World
from tests.simulation.applications_to_repeat import mother
from tests.simulation.registries_to_repeat import DANCE, DANCE_HALL, EVENING, KNOWN_OF_IT

Act = Callable[[UnitOfWork], object]
# What is done, and what is then said otherwise.
Otherwise = tuple[Act, list[Act]]


async def _request(world: World) -> Otherwise:
    """The screen that draws a key shows one child, group, start and both sums."""
    group, other = (await world.group()).group.id, (await world.group()).group.id
    first = EnrollmentRequest(
        world.anya.id, group, AUTUMN.first, Money(900000), Money(0), "the screen"
    )
    second = date(2020, 9, 2)
    others = [
        replace(first, start=second),
        replace(first, start=second, certificate_share=Money(892623)),
        replace(first, certificate_share=Money(899999), parent_share=Money(1)),
        replace(first, parent_share=Money(1)),
        replace(first, group=other),
        replace(first, group=type(group)(10**6)),
    ]

    def asking(request: EnrollmentRequest) -> Act:
        return lambda uow: request_enrollment(uow, world.parent, request)

    return asking(first), [asking(each) for each in others]


async def _apply(world: World) -> Otherwise:
    actor, first = await mother(world)
    said = first.particulars
    others = [
        replace(said, child_full_name="Котова Вера"),
        replace(said, child_born_on=date(2012, 1, 2)),
        replace(said, applicant=Applicant.REPRESENTATIVE),
        replace(said, full_name="Котова Нина"),
    ]

    def applying(particulars: Particulars) -> Act:
        request = replace(first, particulars=particulars)
        return lambda uow: applications.send_application(uow, actor, request)

    return applying(said), [applying(each) for each in others]


async def _confirm_application(world: World) -> Otherwise:
    sent = await world.perform(applications.send_application, *await mother(world))
    confirm = application_answers.confirm_application
    return (
        lambda uow: confirm(uow, world.officer, sent.id, world.category, "3901888881"),
        [lambda uow: confirm(uow, world.officer, sent.id, world.category, "3901888882")],
    )


async def _refuse_application(world: World) -> Otherwise:
    sent = await world.perform(applications.send_application, *await mother(world))
    refuse, age = application_answers.refuse_application, ApplicationRefusal.AGE
    nobody = ApplicationRefusal.NOBODY_CAME
    return (
        lambda uow: refuse(uow, world.officer, sent.id, age),
        [
            lambda uow: refuse(uow, world.officer, sent.id, nobody),
            lambda uow: refuse(uow, world.officer, sent.id, age, "уже 18"),
        ],
    )


async def _refuse(world: World) -> Otherwise:
    asked, full = await world.request(await world.group()), RefusalReason.GROUP_FULL
    refuse, level = answers.refuse_enrollment, RefusalReason.LEVEL_MISMATCH
    return (
        lambda uow: refuse(uow, world.staff, asked.id, full),
        [
            lambda uow: refuse(uow, world.staff, asked.id, level),
            lambda uow: refuse(uow, world.staff, asked.id, full, "мест нет"),
        ],
    )


async def _terminate(world: World) -> Otherwise:
    asked = await world.request(await world.group())
    await world.perform(answers.confirm_enrollment, world.staff, asked.id)
    today = world.clock.now().date()

    def on(ground: Ground) -> Act:
        end = terminating.terminate_enrollment
        return lambda uow: end(uow, world.staff, asked.id, ground, shown_last_day=today)

    return on(Ground.SERVICE_IMPOSSIBLE), [on(Ground.PAYMENT_OVERDUE)]


async def _studying(world: World) -> Enrollment:
    """A contract on its third day of study."""
    asked = await world.request(await world.group(price=50000))
    await world.perform(answers.confirm_enrollment, world.staff, asked.id)
    world.clock.move_to(date(2020, 9, 3))
    await world.run_days(date(2020, 9, 3))
    return asked


async def _terminate_studying(world: World) -> Otherwise:
    contract = await _studying(world)

    def on(last: date) -> Act:
        return lambda uow: terminating.terminate_enrollment(
            uow, world.staff, contract.id, Ground.SERVICE_IMPOSSIBLE, shown_last_day=last
        )

    return on(date(2020, 9, 30)), [on(date(2020, 10, 31))]


async def _leave(world: World) -> Otherwise:
    contract = await _studying(world)

    def on(last: date) -> Act:
        leave = leaving.leave_enrollment
        return lambda uow: leave(uow, world.parent, contract.id, shown_last_day=last)

    return on(date(2020, 9, 30)), [on(date(2020, 10, 31))]


async def _accept(world: World) -> Otherwise:
    group = (await world.group(price=50000)).group.id
    child = desk_offers.DeskChild("3901000001", "Котова Анна Игоревна")
    offered = await world.perform(desk_offers.offer_place, world.staff, child, group, AUTUMN.first)
    assert isinstance(offered, Enrollment)

    def accepting(certificate: int, parent: int) -> Act:
        shares = desk_offers.Shares(Money(certificate), Money(parent))
        return lambda uow: acceptance.accept_enrollment(uow, world.parent, offered.id, shares)

    return accepting(50000, 0), [accepting(49999, 1), accepting(100, 500)]


async def _move_provider(world: World) -> Otherwise:
    add, move = provider_registry.add_provider, provider_registry.move_provider
    added = await world.perform(add, OPERATOR, DANCE_HALL, KNOWN_OF_IT)

    def refusing(reason: str) -> Act:
        return lambda uow: move(uow, OPERATOR, added.provider.id, ProviderState.REFUSED, reason)

    return refusing("нет лицензии"), [refusing("нет адреса")]


async def _move_module(world: World) -> Otherwise:
    module = (await world.group(certify=False)).module.id

    def refusing(reason: str) -> Act:
        move = certification.move_module
        return lambda uow: move(uow, OPERATOR, module, ProgramState.REFUSED, reason)

    return refusing("нет плана"), [refusing("нет педагога")]


async def _move_program(world: World) -> Otherwise:
    draft = replace(DANCE, title="Вальс", modules=())
    added = await world.perform(programs.add_program, world.staff, draft)
    id_ = added.program.id
    await world.perform(certification.move_program, world.staff, id_, ProgramState.SUBMITTED)

    def refusing(reason: str) -> Act:
        move = certification.move_program
        return lambda uow: move(uow, OPERATOR, id_, ProgramState.REFUSED, reason)

    return refusing("нет плана"), [refusing("нет педагога")]


async def _add_period(world: World) -> Otherwise:
    days = Days(date(2021, 1, 1), date(2021, 12, 31))

    def adding(parameters: Parameters) -> Act:
        place = world.municipality.id
        return lambda uow: funding.add_period(uow, world.officer, place, days, parameters)

    first = Parameters(low_percent=30)
    others = [replace(first, low_percent=50), replace(first, min_age=7)]
    return adding(first), [adding(each) for each in others]


async def _close(world: World) -> Otherwise:
    child = await world.certificate("Котов Уехал", date(2012, 2, 7))
    close = closing.close_certificate
    return (
        lambda uow: close(uow, world.officer, child.id, ClosingReason.MOVED),
        [lambda uow: close(uow, world.officer, child.id, ClosingReason.WISH)],
    )


async def _issue(world: World) -> Otherwise:
    place, born = world.municipality.id, date(2012, 1, 1)
    other = await world.perform(funding.add_category, world.officer, place, "Вторая")

    def issuing(full_name: str, born_on: date, category: CategoryId = world.category) -> Act:
        return lambda uow: certificates.issue_certificate(
            uow, world.officer, place, category,
            full_name=full_name, born_on=born_on, number="3901777777",
        )  # fmt: skip

    others = [
        issuing("Котов Павел", born),
        issuing("Котов Пётр", date(2012, 1, 2)),
        issuing("Котов Пётр", born, other),
    ]
    return issuing("Котов Пётр", born), others


async def _add_municipality(world: World) -> Otherwise:
    del world
    draft = MunicipalityDraft("TUL", "Тула", "Europe/Moscow", "7101")
    others = [replace(draft, name="Тула-2"), replace(draft, number_prefix="7102")]

    def adding(draft: MunicipalityDraft) -> Act:
        return lambda uow: municipalities.add_municipality(uow, OPERATOR, draft)

    return adding(draft), [adding(each) for each in others]


async def _add_provider(world: World) -> Otherwise:
    del world
    add, other = provider_registry.add_provider, replace(DANCE_HALL, name="Вальс")
    licence = replace(KNOWN_OF_IT, licence="ЛО-39 2")
    return (
        lambda uow: add(uow, OPERATOR, DANCE_HALL, KNOWN_OF_IT),
        [
            lambda uow: add(uow, OPERATOR, other, KNOWN_OF_IT),
            lambda uow: add(uow, OPERATOR, DANCE_HALL, licence),
        ],
    )


async def _add_program(world: World) -> Otherwise:
    draft = replace(DANCE, title="Вальс", modules=())
    other = replace(draft, direction=Direction.SPORTS)
    return (
        lambda uow: programs.add_program(uow, world.staff, draft),
        [lambda uow: programs.add_program(uow, world.staff, other)],
    )


async def _add_group(world: World) -> Otherwise:
    module = (await world.group()).module.id
    others = [
        replace(EVENING, places=6),
        replace(EVENING, days=Days(AUTUMN.first, date(2020, 11, 30))),
        replace(EVENING, address="ул. Мира, 4"),
    ]

    def adding(draft: GroupDraft) -> Act:
        return lambda uow: groups.add_group(uow, world.staff, module, draft)

    return adding(EVENING), [adding(each) for each in others]


# What each of them is refused with: a key that a screen drew is one that was used; what is known by
# its own number or title is a bad value; an answer that was given says how it stands.
OTHERWISE: dict[str, tuple[type[DomainError], Callable[[World], Awaitable[Otherwise]]]] = {
    "accept_enrollment": (KeyReused, _accept),
    "add_group": (BadValue, _add_group),
    "add_period": (BadValue, _add_period),
    "add_municipality": (BadValue, _add_municipality),
    "add_program": (BadValue, _add_program),
    "add_provider": (BadValue, _add_provider),
    "close_certificate": (WrongState, _close),
    "confirm_application": (WrongState, _confirm_application),
    "issue_certificate": (BadValue, _issue),
    "leave_enrollment": (LeavingChanged, _leave),
    "move_module": (BadValue, _move_module),
    "move_program": (BadValue, _move_program),
    "move_provider": (BadValue, _move_provider),
    "refuse_application": (WrongState, _refuse_application),
    "refuse_enrollment": (WrongState, _refuse),
    "request_enrollment": (KeyReused, _request),
    "send_application": (KeyReused, _apply),
    "terminate_enrollment": (WrongState, _terminate),
}
# What an act was shown when it was confirmed is its content, too.
SHOWN_OTHERWISE: dict[str, tuple[type[DomainError], Callable[[World], Awaitable[Otherwise]]]] = {
    "terminate_enrollment": (LeavingChanged, _terminate_studying),
}
