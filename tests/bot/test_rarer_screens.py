"""Large families, free clubs, several roles: seldom, and no less true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.keyboards.callbacks import HomePressed
from bot.render import Words
from bot.routes import Routes
from bot.talk import Talk
from bot.views.family import family
from core.domain.actor import Family, MunicipalityOfficer, System
from core.domain.calendar import Month
from core.domain.certificate import CertificateKind, CertificateState, ClosingReason
from core.domain.drafts import ProviderDraft
from core.domain.ids import AccountId, CertificateId
from core.domain.money import Money
from core.domain.movements import release
from core.domain.program import ProviderKind
from core.domain.views import ChildScreen, NextCharge
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import find_account
from core.services.closing import close_certificate
from core.services.families import family_screen
from tests.bot.conftest import LARGE, PARENT, STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA
from tests.builders import (
    KALININGRAD,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
)


async def test_of_a_large_family_every_child_is_a_line_and_a_button(play: Play) -> None:
    await play.perform(_two_more_children, play)
    large = play.actor(LARGE)

    text = await large.say("/family")
    child = await large.press("Дарья К.")

    assert "Борис К. — сертификат учёта" in text
    assert "Дарья К. — доступно 15 102,00 ₽" in text
    assert "Потратить до 31 декабря 2020" in child
    assert "Борис К." in await large.press("Назад")


async def test_with_several_children_history_asks_whose(play: Play) -> None:
    large = play.actor(LARGE)

    asked = await large.say("/history")
    history = await large.press("Вера И.")

    assert asked == "Чью историю показать?"
    assert "Вера И.: движение денег" in history


async def test_a_family_without_children_is_told_how_to_link_one(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start()
    await newcomer.press("Привязать ребёнка")

    text = await newcomer.press("Даю согласие")

    assert "ссылку-приглашение" in text
    assert "ссылку-приглашение" in await newcomer.say("/history")
    assert "Записей пока нет" in await newcomer.say("/enrollments")
    assert "О чём писать?" in await newcomer.say("/notifications")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(CertificateState.FROZEN, "заморожен"), (CertificateState.CLOSED, "Сертификат закрыт")],
)
async def test_a_certificate_that_cannot_be_used_says_so(
    play: Play, state: CertificateState, sentence: str
) -> None:
    account = await play.database.read(find_account, PARENT)
    assert account is not None
    actor = Family(account.id, account.acting)
    (child,) = await play.database.read(family_screen, actor)
    broken: ChildScreen = replace(
        child, certificate=replace(child.certificate, state=state), balances=()
    )

    text = family(Words("ru"), [broken]).text

    assert sentence in text
    assert "ещё не начислены" not in text  # they never will be
    # Of many children each has one line, and there it is said, too.
    assert "— сертификат за" in family(Words("ru"), [broken] * 4).text


async def test_cert_9_a_closed_certificate_says_why(play: Play, parent: Actor) -> None:
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    await play.perform(close_certificate, officer, CertificateId(1), ClosingReason.MOVED)
    await play.relay()
    told = parent.text

    shown = await parent.say("/family")

    assert "Ребёнок переехал в другой муниципалитет." in told
    assert "Ребёнок переехал в другой муниципалитет." in shown


async def test_cert_9_a_closed_certificate_without_money_opens_no_clubs_either(play: Play) -> None:
    (child,) = await play.database.read(
        family_screen, Family(AccountId(1), frozenset({CertificateId(1)}))
    )
    kind, closed = CertificateKind.ACCOUNTING, CertificateState.CLOSED
    certificate = replace(child.certificate, kind=kind, state=closed)

    text = family(Words("ru"), [replace(child, certificate=certificate, balances=())]).text

    assert "Сертификат закрыт" in text
    assert "бесплатные кружки" not in text


@pytest.mark.parametrize(
    ("language", "programs"), [("ru", "«Шахматы», «Танцы»"), ("en", "“Шахматы”, “Танцы”")]
)
async def test_two_programs_that_are_charged_on_one_day_have_each_its_quotes(
    play: Play, language: str, programs: str
) -> None:
    (child,) = await play.database.read(
        family_screen, Family(AccountId(1), frozenset({CertificateId(1)}))
    )
    charge = NextCharge(date(2020, 9, 1), Month(2020, 9), Money.roubles(1000), ("Шахматы", "Танцы"))

    text = family(Words(language), [replace(child, next_charge=charge)]).text

    assert programs in text


async def test_a_free_club_costs_the_certificate_nothing(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("танцы")
    await large.press("Борис К.")
    await large.press("1. Народные танцы")
    await large.press("Записать")
    calculation = await large.press("1 сентября")
    await large.press("Принимаю договор")
    await large.press("Показать организации")

    sent = await large.press("Отправить")
    card = await large.press("Открыть запись")
    await play.relay()

    assert "Бесплатно: сертификат не тратится" in calculation
    assert "зарезервировано" not in sent
    assert "Бесплатно: сертификат не тратится" in card
    assert "Бюджетное место" in play.actor(STAFF).text


async def test_a_long_history_has_pages(play: Play, parent: Actor) -> None:
    await play.perform(_many_movements, play)

    first = await parent.say("/history")
    second = await parent.press("▶️")

    assert "2/2" in parent.buttons
    assert "начислено" in second
    assert "начислено" not in first
    pressed = await parent.press("2/2")
    assert pressed == second


async def test_staff_of_two_providers_chooses_at_home(play: Play, staff: Actor) -> None:
    await play.perform(_second_provider, play)
    await play.perform(_request, play)

    home = await staff.say("/requests")
    other = await staff.press("Заявки: Клуб «Ладья» (0)")
    groups = await staff.say("/groups") and await staff.press("Группы: Клуб «Ладья»")

    assert "Шахматный клуб: ждёт ответа 1 заявка" in home
    assert "Клуб «Ладья»: новых заявок нет" in other
    assert "Групп в каталоге пока нет" in groups


def test_two_handlers_for_one_button_are_refused() -> None:
    async def handler(_talk: Talk, _pressed: HomePressed) -> None: ...

    one, other = Routes(), Routes()
    one.pressed(HomePressed)(handler)
    other.pressed(HomePressed)(handler)

    with pytest.raises(ValueError, match="two handlers"):
        Routes.of(one, other)


def _two_more_children(uow: UnitOfWork, play: Play) -> None:
    for n, name in ((7, "Котова Дарья"), (8, "Котов Егор")):
        child = add_funded_child(uow, play.town, n=n, full_name=name, born_on=date(2011, 1, n))
        add_parent(uow, child, chat=LARGE)


def _request(uow: UnitOfWork, play: Play) -> None:
    add_request(uow, play.town, uow.certificates.get([ANNA])[0])


def _many_movements(uow: UnitOfWork, play: Play) -> None:
    for n in range(5):
        request = add_request(uow, play.town, uow.certificates.get([ANNA])[0], key=f"screen-{n}")
        movement = release(request, request.reserved, because="refused")
        assert movement is not None
        uow.ledger.post(movement, by=System())
        uow.enrollments.save(request.refused())


def _second_provider(uow: UnitOfWork, play: Play) -> None:
    draft = ProviderDraft(
        "7707083893", "1027700132195", "Клуб «Ладья»", ProviderKind.PRIVATE, KALININGRAD.code
    )
    provider = uow.intake.add_provider(draft, municipality=play.town.municipality.id)
    add_staff(uow, provider.id, chat=STAFF)
