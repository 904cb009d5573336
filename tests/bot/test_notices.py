"""Every notice in both languages, for the side that it is meant for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.render import LANGUAGES
from bot.screen import send
from bot.views.notices import notice_screen
from core.domain.actor import Operator, ProviderStaff, System
from core.domain.calendar import Month
from core.domain.grounds import RefusalReason
from core.domain.ids import CertificateId, EnrollmentId, NoticeId
from core.domain.money import Money
from core.domain.notice import TO_OFFICES, TO_OPERATORS, TO_PROVIDER, Facts, Notice, NoticeKind
from core.domain.person import short_name
from core.domain.program import ProgramState, ProviderState
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import give_consent
from core.services.answers import refuse_enrollment
from core.services.certification import certify_module, move_module, move_program
from core.services.daily_run import advance_daily_run
from core.services.notices import told
from core.services.provider_registry import move_provider
from db.clock import ClockFrom
from tests.bot.conftest import LARGE, PARENT, STAFF, STRANGER
from tests.bot.play import Actor, Play, labels
from tests.builders import (
    CHESS,
    TEN_PLACES,
    ZONE,
    add_contract,
    add_funded_child,
    add_module,
    add_parent,
    add_program,
    add_request,
)

ANNA = CertificateId(1)
# News of a saved search are no child's; `test_saved_searches` reads them.
OF_NO_CHILD = TO_OFFICES | TO_OPERATORS | {NoticeKind.SEARCH_FOUND}
# What is said of a month holds for a contract only; `test_completeness` reads it.
OF_CONTRACTS = {NoticeKind.COMPLETENESS_ENTERED}
ABOUT_CHILDREN = [kind for kind in NoticeKind if kind not in OF_NO_CHILD | OF_CONTRACTS]
FAMILY_KINDS = [kind for kind in ABOUT_CHILDREN if kind not in TO_PROVIDER]


def facts(kind: NoticeKind, play: Play) -> Facts:
    """What is known at most; a provider's notice names no period."""
    family = kind not in TO_PROVIDER
    return Facts(
        certificate=ANNA,
        enrollment=EnrollmentId(1),
        period=play.town.period.id if family else None,
        month=Month(2020, 9),
        amount=Money(221313),
        rest=Money(610200),
        on=date(2020, 9, 1),
    )


async def notice(play: Play, kind: NoticeKind, *, chat: int, language: str = "ru") -> Notice:
    account = await play.perform(_account, chat)
    return Notice(NoticeId(1), account.id, chat, language, kind, facts(kind, play), 0)


async def read_by(play: Play, about: Notice) -> str | None:
    known = await play.database.read(told, about)
    if known is None:
        return None
    await send(play.bot, about.chat, notice_screen(known, about.language))
    return play.actor(about.chat).text


def _account(uow: UnitOfWork, chat: int) -> Account:
    return uow.accounts.add(chat, language="ru")


def _request(uow: UnitOfWork, play: Play) -> None:
    add_request(uow, play.town, uow.certificates.get([ANNA])[0])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_telegram_accepts_every_notice_and_it_leads_on(play: Play, language: str) -> None:
    await play.perform(_request, play)

    for kind in ABOUT_CHILDREN:
        chat = STAFF if kind in TO_PROVIDER else PARENT
        text = await read_by(play, await notice(play, kind, chat=chat, language=language))

        assert text is not None, kind
        assert "Анна К." in text
        assert {"🏠 В начало", "🏠 Home"} & set(labels(play.actor(chat).last))


async def test_a_notice_needs_no_more_than_a_certificate(play: Play) -> None:
    """What the daily run tells in bulk knows less than what an act tells."""
    with_sums = {NoticeKind.CHARGE_POSTED, NoticeKind.MONEY_RELEASED}

    for kind in (kind for kind in FAMILY_KINDS if kind not in with_sums):
        whole = await notice(play, kind, chat=PARENT)
        period = play.town.period.id if kind is NoticeKind.REQUEST_EXPIRED else None
        bare = replace(whole, facts=Facts(certificate=ANNA, period=period))

        assert "Анна К." in str(await read_by(play, bare)), kind


async def test_whoever_may_not_read_it_any_more_is_told_nothing(play: Play) -> None:
    await play.perform(_request, play)

    for kind in NoticeKind:
        for chat in (STRANGER, LARGE):
            assert await read_by(play, await notice(play, kind, chat=chat)) is None, kind


async def test_both_sides_are_told_of_a_request_without_an_answer(play: Play) -> None:
    await play.perform(_request, play)
    to_family = await notice(play, NoticeKind.REQUEST_EXPIRED, chat=PARENT)
    to_staff = await notice(play, NoticeKind.REQUEST_EXPIRED, chat=STAFF)
    to_staff = replace(to_staff, facts=replace(to_staff.facts, period=None))

    assert "На сертификат вернулось 2 213,13 ₽" in str(await read_by(play, to_family))
    assert "Место снова свободно" in str(await read_by(play, to_staff))


async def test_led_3_a_charge_says_amount_month_program_what_it_came_from_and_the_rest(
    play: Play, clock: ClockFrom, parent: Actor
) -> None:
    await play.perform(_contract, play)
    clock.advance_to(datetime.combine(date(2020, 9, 1), time(0, 10), ZONE))
    place = play.town.municipality.id
    progress = await play.perform(advance_daily_run, System(), place, date(2020, 9, 1), 1000)
    while not progress.finished:
        progress = await play.perform(advance_daily_run, System(), place, date(2020, 9, 1), 1000)

    await play.relay()
    at_night = len(parent.answers)
    clock.advance_to(datetime.combine(date(2020, 9, 1), time(9), ZONE))
    await play.relay()

    assert at_night == 0
    assert parent.text == (
        "💳 Списано 2 213,13 ₽ за сентябрь 2020\n"
        "Анна К.: «Шахматы для начинающих»\n\n"
        "Сумма взята из денег, зарезервированных на этот договор; "
        "доступный остаток от этого не изменился.\n"
        "На другие занятия доступно 6 102,00 ₽"
    )
    assert "списано 2 213,13 ₽" in await parent.say("/family")
    assert "списано из резерва 2 213,13 ₽" in await parent.say("/history")


def _contract(uow: UnitOfWork, play: Play) -> None:
    add_contract(uow, play.town, uow.certificates.get([ANNA])[0])


async def test_a_refusal_offers_three_similar_programs(play: Play, parent: Actor) -> None:
    await play.perform(_more_sports, play)
    await play.perform(_request, play)
    staff = ProviderStaff((await play.perform(_account, STAFF)).id, play.town.provider)
    await play.perform(
        refuse_enrollment, staff, EnrollmentId(1), RefusalReason.GROUP_FULL, "До весны <мест> нет"
    )

    await play.relay()

    assert "Причина: в группе нет мест" in parent.text
    assert "«До весны <мест> нет»" in parent.text
    assert [label[:2] for label in parent.buttons[:3]] == ["1.", "2.", "3."]
    await parent.press("1.")
    assert "Записать" in str(parent.buttons)


def _more_sports(uow: UnitOfWork, play: Play) -> None:
    for n in range(4):
        draft = replace(CHESS, title=f"Футбол {n}")
        program = add_program(
            uow, draft, provider=play.town.provider, municipality=play.town.municipality
        )
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)


@pytest.mark.parametrize("name", ["<b>R&D", "</b>&lt;i&gt; Анна", "Ж" * 400])
async def test_a_child_s_name_is_shown_as_exactly_that(play: Play, name: str) -> None:
    await play.perform(_named, play, name)
    other = play.actor(STRANGER)

    family = await other.say("/family")
    await other.say("шахматы")
    card = await other.press("1. Шахматы")
    await other.press("Записать: Группа 1")
    await other.press("1 сентября")
    await other.press("Принимаю договор")
    await other.press("Показать")
    sent = await other.press("Отправить")
    await play.relay()

    short = short_name(name)[:100]
    for text in (family, card, sent, play.actor(STAFF).text):
        assert short in text


def _named(uow: UnitOfWork, play: Play, name: str) -> None:
    certificate = add_funded_child(uow, play.town, n=9, full_name=name)
    account = add_parent(uow, certificate, chat=STRANGER)
    give_consent(uow, account)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_reg_2_staff_and_operators_read_that_an_agreement_is_nearly_used(
    play: Play, language: str
) -> None:
    await play.perform(_operator, play)
    kind = NoticeKind.AGREEMENT_NEARLY_USED
    about = Facts(
        provider=play.town.provider, period=play.town.period.id,
        amount=Money(180001), rest=Money(19999),
    )  # fmt: skip

    for chat in (STAFF, PARENT):
        one = replace(await notice(play, kind, chat=chat, language=language), facts=about)
        text = str(await read_by(play, one))
        assert "1 800,01 ₽" in text.replace("\u00a0", " ")
        assert "Шахматный клуб" in text
        assert {"🏠 В начало", "🏠 Home"} & set(labels(play.actor(chat).last))
    for facts_of in (about, replace(about, provider=None), replace(about, period=None)):
        stranger = replace(await notice(play, kind, chat=STRANGER), facts=facts_of)
        assert await read_by(play, stranger) is None


def _operator(uow: UnitOfWork, play: Play) -> None:
    account = uow.accounts.add(PARENT, language="ru")
    uow.accounts.link_operator(account.id, play.town.municipality.id, name="Анна", at=uow.now)


DECISIONS = [
    (None, ProgramState.REFUSED, "нет <плана>", "сертификации программы"),
    (None, ProgramState.CERTIFIED, "", "Программа сертифицирована"),
    ("module", ProgramState.REFUSED, "нет <плана>", "«1-й год обучения»"),
    ("module", ProgramState.ARCHIVED, "", "«1-й год обучения»"),
    ("module", ProgramState.CERTIFIED, "", "«1-й год обучения»"),
]


@pytest.mark.parametrize(("of", "state", "reason", "said"), DECISIONS)
async def test_reg_4_staff_reads_what_was_decided_of_its_program_and_why(
    play: Play, of: str | None, state: ProgramState, reason: str, said: str
) -> None:
    await play.perform(_decide, play, of, state, reason)

    await play.relay()

    staff = play.actor(STAFF)
    assert "Шахматы для начинающих" in staff.text
    assert said.lower() in staff.text.lower()
    assert ("Причина: «нет <плана>»" in staff.text) == bool(reason)
    assert "🏠 В начало" in labels(staff.last)
    assert not play.actor(PARENT).answers


@pytest.mark.parametrize("language", LANGUAGES)
async def test_reg_2_reg_4_every_decision_is_told_in_both_languages(
    play: Play, language: str
) -> None:
    decided = (ProgramState.CERTIFIED, ProgramState.REFUSED, ProgramState.ARCHIVED)
    codes = [(state.value, *rest) for state in decided for rest in ((), ("1",))]
    about = [
        (NoticeKind.PROGRAM_DECIDED, Facts(
            provider=play.town.provider, program=play.town.program, codes=each
        )) for each in codes
    ] + [
        (NoticeKind.PROVIDER_MOVED, Facts(provider=play.town.provider, codes=(state.value,)))
        for state in ProviderState
    ]  # fmt: skip

    for kind, facts_of in about:
        whole = await notice(play, kind, chat=STAFF, language=language)
        text = str(await read_by(play, replace(whole, facts=facts_of)))
        assert "Шахматный клуб" in text
        strange = await notice(play, kind, chat=STRANGER, language=language)
        assert await read_by(play, replace(strange, facts=facts_of)) is None


@pytest.mark.parametrize(
    ("state", "reason"),
    [(ProviderState.SUSPENDED, "жалобы & пожар"), (ProviderState.EXCLUDED, "закрылся")],
)
async def test_reg_2_staff_reads_why_its_provider_was_moved(
    play: Play, state: ProviderState, reason: str
) -> None:
    await play.perform(move_provider, Operator("Анна"), play.town.provider, state, reason)

    await play.relay()

    assert f"Причина: «{reason}»" in play.actor(STAFF).text


def _decide(uow: UnitOfWork, play: Play, of: str | None, state: ProgramState, reason: str) -> None:
    """An operator's decision, after the provider asked for it again where it must."""
    anna, town = Operator("Анна"), play.town
    if of is None:
        move_program(uow, anna, town.program, ProgramState.SUBMITTED)
        move_program(uow, anna, town.program, state, reason)
        return
    move_module(uow, anna, town.module, ProgramState.SUBMITTED)
    if state is ProgramState.CERTIFIED:
        certify_module(uow, anna, town.module, Money(900000))
    else:
        move_module(uow, anna, town.module, state, reason)


@pytest.mark.parametrize(("language", "said"), [("ru", "100 неудачных"), ("en", "100 failed")])
async def test_a3_an_alarm_about_guessing_tells_operators_what_works_and_what_to_do(
    play: Play, language: str, said: str
) -> None:
    await play.perform(_operator, play)
    alarm = await notice(play, NoticeKind.LINKING_PAUSED, chat=PARENT, language=language)

    text = str(await read_by(play, replace(alarm, facts=Facts(codes=("100",)))))

    assert said in text
    assert "/invite" in text


async def test_led_7_what_will_lapse_is_said_with_its_sum(play: Play) -> None:
    text = str(await read_by(play, await notice(play, NoticeKind.MONEY_LAPSING, chat=PARENT)))

    assert "Сгорит 2 213,13 ₽" in text
