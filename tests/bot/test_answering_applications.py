"""The operator answers an application; the family is told, and nobody else may."""

from __future__ import annotations

from datetime import date

from core.domain.actor import MunicipalityOfficer
from core.domain.application import ApplicationState
from core.domain.certificate import ClosingReason
from core.domain.ids import CertificateId
from core.services import funding
from core.services.closing import close_certificate
from tests.bot.applications import MARIA, ask_why_refused, look_at, states, to_check
from tests.bot.play import Actor, Play
from tests.bot.two_towns import second_town
from tests.builders import add_child


async def test_cert_3_the_operator_confirms_and_the_family_is_told(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")

    assert "Ждёт 1 заявление" in await operator.press("Приглашения и заявления")
    assert "Мария К., Калининград, ответить до 25 августа" in await operator.press("Заявления")
    assert "Ребёнок: Котова Мария Игоревна" in await operator.press("Мария К.")
    assert "Это последний шаг" in await operator.press("Документы верны")
    assert await states(play) == [ApplicationState.SENT]
    data = operator.data("Дети от 5 до 17 лет")
    issued = await operator.press("Дети от 5 до 17 лет")
    assert "сертификат 3901" in issued
    assert await operator.forge(data) == issued
    await play.relay()

    assert "Мария К.: сертификат выдан" in mother.text
    family = await mother.press("Семья")
    assert "Мария К." in family
    assert "Сертификат учёта" in family
    assert "Сертификат выдан" in await mother.say("/apply")
    assert await states(play) == [ApplicationState.CONFIRMED]


async def test_with_several_categories_the_operator_chooses_one(
    play: Play, mother: Actor, operator: Actor
) -> None:
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    await play.perform(funding.add_category, officer, officer.municipality, "Дети с ОВЗ")
    await to_check(mother)
    await mother.press("Отправить")
    await look_at(operator)

    assert "в какую категорию" in await operator.press("Документы верны")
    assert "выдан" in await operator.press("Дети с ОВЗ")


async def test_cert_3_the_operator_refuses_with_a_reason_and_a_comment(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    await ask_why_refused(operator)
    other = await operator.press("другая причина")
    assert "Напишите семье, какая" in other
    assert "без комментария" not in other + str(operator.buttons)
    long = await operator.say("ж" * 501)
    assert "Слишком длинно" in long
    assert "без комментария" not in long + str(operator.buttons)
    await ask_why_refused(operator)
    named = await operator.press("не хватает документов")
    silently = operator.data("без комментария").replace("DOCUMENTS_MISSING", "OTHER")
    assert "Или откажите без комментария" in named
    forged = await operator.forge(silently)
    assert "Другую причину нужно назвать" in forged
    await ask_why_refused(operator)
    await operator.press("не хватает документов")
    assert "слишком длинный" in await operator.say("ж" * 501)
    assert "Нет <паспорта>\n" in await operator.say("Нет <паспорта>")
    assert "отказано, не хватает документов" in await operator.press("Отказать")
    await play.relay()

    assert "Причина: не хватает документов" in mother.text
    assert "«Нет <паспорта>»" in mother.text
    assert "«Нет <паспорта>»" in await mother.press("Мои заявления")
    assert "Новых заявлений нет" in await operator.press("Заявления")


async def test_cert_3_a_yes_and_a_reason_may_be_typed(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    searched = await mother.say("шахматы")
    assert await states(play) == []
    await mother.say("/apply")
    await mother.say("Да, отправить!")
    assert await states(play) == [ApplicationState.SENT]
    await ask_why_refused(operator)
    await operator.say("Живёт не у нас")
    refused = await operator.press("Отказать")
    await play.relay()

    assert "Шахматы" in searched
    assert "отказано" in refused
    assert "«Живёт не у нас»" in mother.text


async def test_cert_3_words_typed_too_late_are_told_what_became_of_the_application(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    await ask_why_refused(operator)
    await mother.press("Отозвать")
    await mother.press("Да, отозвать")

    told = await operator.say("Живёт не у нас")

    assert "Мария К.: семья отозвала заявление № 1." in told
    assert await states(play) == [ApplicationState.WITHDRAWN]


async def test_cert_2_a_child_that_is_known_is_shown_and_cannot_be_confirmed(
    mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Имя ребёнка")
    await mother.say("КОТОВА Анна  игоревна")
    await mother.press("Дата рождения")
    await mother.say("05.05.2010")
    await mother.press("Отправить")

    assert "сертификат 3901000001" in await look_at(operator, "Анна К.")
    assert "Документы верны" not in str(operator.buttons)
    assert "уже есть сертификат" in await operator.forge("opf:1:1")
    await operator.forge("opo:1")
    await operator.press("Отказать")
    await operator.press("у ребёнка уже есть")
    assert "отказано" in await operator.press("без комментария")


async def test_cert_2_of_a_child_that_lives_elsewhere_the_operator_learns_no_number(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await play.perform(
        lambda uow: add_child(uow, second_town(uow), n=7, full_name=MARIA, born_on=date(2012, 3, 4))
    )
    await to_check(mother)
    await mother.press("Отправить")

    looked = await look_at(operator)

    assert "сертификат в другом муниципалитете" in looked
    assert "3901000007" not in looked
    assert "Документы верны" not in str(operator.buttons)


async def test_cert_9_whose_certificate_was_closed_is_issued_a_new_one(
    play: Play, mother: Actor, operator: Actor
) -> None:
    office = MunicipalityOfficer("Олег", play.town.municipality.id)
    await play.perform(close_certificate, office, CertificateId(1), ClosingReason.WISH)
    await to_check(mother, "КОТОВА Анна  игоревна")
    await mother.press("Дата рождения")
    await mother.say("05.05.2010")
    await mother.press("Отправить")

    assert "был сертификат 3901000001, он закрыт" in await look_at(operator, "Анна К.")
    await operator.press("Документы верны")
    assert "выдан" in await operator.press("Дети от 5 до 17 лет")


async def test_nobody_else_sees_or_answers_an_application(
    play: Play, mother: Actor, parent: Actor, staff: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    for other in (parent, staff, mother):
        await other.start()
        for data in (
            "opl:1",
            "opo:1",
            "opo:zz",
            "opc:1",
            "opf:1:1",
            "opr:1",
            "opt:1:AGE",
            "ops:1:AGE",
        ):
            assert "ничего нельзя" in await other.forge(data)
    for other in (parent, staff):
        for data in ("apo:1", "apo:zz", "apw:1", "apx:1"):
            assert "ничего нельзя" in await other.forge(data)

    assert await states(play) == [ApplicationState.SENT]


async def test_an_answer_that_comes_after_another_shows_what_became_of_it(
    mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    await look_at(operator)
    await operator.press("Документы верны")
    confirm = operator.data("Дети от 5 до 17 лет")
    await mother.press("Отозвать заявление")
    await mother.press("Да, отозвать")

    assert "отозвала заявление" in await operator.forge(confirm)
