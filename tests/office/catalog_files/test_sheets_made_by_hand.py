"""Tables as people make them: headers of two rows, units in them, rows that leave out."""

from __future__ import annotations

from core.domain.drafts import CatalogDraft, ProviderDraft
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Level, ProviderKind, Registry
from office.catalog_files import Directory, Reason, read_catalog_text
from tests.office.catalog_files.files import DEFAULTS, read, read_group, read_module, reasons

TUESDAY, THURSDAY = 1, 3


def read_lines(*lines: str, registered: Directory | None = None) -> CatalogDraft:
    text = "\r\n".join(lines) + "\r\n"
    return read_catalog_text(text, "каталог.csv", DEFAULTS, registered or Directory())


def counted(draft: CatalogDraft) -> list[tuple[str, int, int]]:
    """Every program with the numbers of its groups and of its weekly lessons."""
    return [
        (
            program.title,
            sum(len(module.groups) for module in program.modules),
            sum(len(group.slots) for module in program.modules for group in module.groups),
        )
        for program in draft.programs
    ]


def test_a_column_is_divided_by_the_second_row_of_the_header() -> None:
    draft = read_lines(
        "№;Программа;Направленность;Возраст;;Группа;;Расписание;",
        ";;;от;до;номер;всего мест;Вторник;Четверг",
        "1;Шахматы;техническая;7;10;А;12;16:00-17:00;16:00-17:00",
        "2;Шахматы;техническая;11;14;Б;12;;17:00-18:00",
    )

    (module,) = draft.programs[0].modules
    assert draft.problems == ()
    assert counted(draft) == [("Шахматы", 2, 3)]
    assert [(group.title, group.ages, group.places) for group in module.groups] == [
        ("А", AgeRange(7, 10), 12),
        ("Б", AgeRange(11, 14), 12),
    ]


def test_a_header_of_two_rows_is_no_row_when_it_stands_again() -> None:
    draft = read_lines(
        "Программа;Направленность;Возраст;Расписание;",
        ";;;Вторник;Четверг",
        "Шахматы;техническая;7-10;16:00-17:00;",
        "Программа;Направленность;Возраст;Расписание;",
        ";;;Вторник;Четверг",
        "Хор;художественная;7-10;;16:00-17:00",
    )

    assert draft.problems == ()
    assert counted(draft) == [("Шахматы", 1, 1), ("Хор", 1, 1)]


def test_another_header_begins_another_table() -> None:
    draft = read_lines(
        "Программа;Направленность;Возраст;Вторник",
        "Шахматы;техническая;7-10;16:00-17:00",
        "Возраст;Программа;Направленность;Группа",
        "5-6;Хор;художественная;Старшая",
    )

    assert draft.problems == ()
    assert counted(draft) == [("Шахматы", 1, 1), ("Хор", 1, 0)]


def test_a_title_above_the_table_or_the_name_of_a_section_gives_the_direction() -> None:
    draft = read_lines(
        "Программы художественной направленности;;",
        "№;Программа;Возраст",
        "1;Хор;7-10",
        "2.;Техническая направленность;",
        "1;Шахматы;7-10",
        ";Социально-педагогическая (2 программы);",
        "1;Английский;7-10",
    )

    assert draft.problems == ()
    assert [program.direction for program in draft.programs] == [
        Direction.ARTS,
        Direction.TECHNICAL,
        Direction.SOCIAL,
    ]


def test_a_row_without_a_title_goes_on_with_the_program_above_and_it_is_said() -> None:
    draft = read_lines(
        "Программа;Направленность;Группа;Возраст;Расписание",
        "Шахматы;техническая;1;7-8;вт 16:00-17:00",
        ";;2;9-10;чт 16:00-17:00",
        ";;3;;пт 16:00-17:00",
    )

    assert counted(draft) == [("Шахматы", 3, 3)]
    assert [group.ages for group in draft.programs[0].modules[0].groups] == [
        AgeRange(7, 8),
        AgeRange(9, 10),
        AgeRange(9, 10),
    ]
    assert [(row, reason) for row, _, reason in reasons(draft)] == [
        (3, Reason.CONTINUES_ABOVE),
        (4, Reason.CONTINUES_ABOVE),
    ]
    assert not any(problem.fatal for problem in draft.problems)


def test_a_direction_written_once_is_taken_from_above_and_it_is_said() -> None:
    draft = read_lines(
        "Направленность;Программа;Возраст",
        "Художественная;Хор;7-8",
        ";Лепка;9-10",
        "Техническая;Шахматы;9-10",
    )

    assert [each.direction for each in draft.programs] == [
        Direction.ARTS,
        Direction.ARTS,
        Direction.TECHNICAL,
    ]
    assert reasons(draft) == [(3, "Направленность", Reason.DIRECTION_FROM_ABOVE)]
    assert not draft.problems[0].fatal


def test_a_provider_written_once_is_not_guessed_for_the_rows_below() -> None:
    draft = read_lines(
        "Организация;Программа;Направленность;Возраст",
        "Дом творчества;Хор;художественная;7-8",
        ";Лепка;художественная;9-10",
    )

    assert counted(draft) == [("Хор", 1, 0)]
    assert reasons(draft) == [(3, "ИНН поставщика", Reason.MISSING_PROVIDER)]


def test_a_note_alone_in_its_row_is_no_group() -> None:
    draft = read_lines(
        "Программа;Направленность;Группа;Возраст",
        "Шахматы;техническая;1;7-8",
        ";;набор в октябре;",
    )

    assert counted(draft) == [("Шахматы", 1, 0)]
    assert (3, "Программа", Reason.MISSING_TITLE) in reasons(draft)


def test_a_unit_in_the_header_is_said_of_every_number_under_it() -> None:
    draft = read_lines(
        "Программа;Направленность;Возраст (мес.);Стоимость, руб./мес.",
        "Шахматы;техническая;84-120;4500",
    )

    assert draft.programs[0].ages == AgeRange(7, 10)
    assert reasons(draft) == [(2, "Стоимость, руб./мес.", Reason.PRICE_PER_MONTH)]


def test_hours_in_the_header_are_no_years() -> None:
    assert read_module({"Срок обучения, часов": "72"}).title == "Программа целиком"
    assert read_module({"Срок обучения (лет)": "1"}).title == "1-й год обучения"


def test_ages_may_have_a_column_for_each_end() -> None:
    assert read_group({"Возраст": "", "Возраст от": "7", "Возраст до": "10"}).ages == AgeRange(
        7, 10
    )
    assert read_group({"Возраст": "", "Возраст от": "7"}).ages == AgeRange(7, 17)
    assert [each.reason for each in read({"Возраст": "", "Возраст до": "10"}).problems] == [
        Reason.AGES_WITHOUT_YOUNGEST
    ]


def test_paid_and_free_may_be_a_column_of_yes_and_no() -> None:
    paid, free, both = (
        read({column: written}).programs[0]
        for column, written in (("Платно", "Да"), ("Бесплатно", "нет"), ("Стоимость", "Да"))
    )

    assert {each.registry for each in (paid, free, both)} == {Registry.PAID}
    assert {each.modules[0].price for each in (paid, free, both)} == {None}


def test_no_in_a_column_of_prices_is_no_price_and_not_free() -> None:
    draft = read({"Стоимость": "Нет"})

    assert reasons(draft) == [(2, "Стоимость", Reason.PRICE_NOT_WRITTEN)]
    assert (draft.programs[0].registry, draft.programs[0].modules[0].price) == (
        Registry.CERTIFIED,
        None,
    )


def test_what_a_certificate_pays_is_certified_and_costs_what_the_defaults_say() -> None:
    defaults = DEFAULTS.model_copy(
        update={"modules": DEFAULTS.modules.model_copy(update={"price": Money.roubles(9000)})}
    )

    draft = read({"Стоимость": "по сертификату"}, defaults=defaults)

    assert draft.programs[0].registry is Registry.CERTIFIED
    assert draft.programs[0].modules[0].price == Money.roubles(9000)


def test_a_level_is_kept() -> None:
    assert read({"Уровень": "Базовый"}).programs[0].level is Level.BASIC


def test_a_group_of_adults_stays_out_whatever_its_ages() -> None:
    draft = read({"Группа": "Взрослые, вечер", "Возраст": "16+"}, {})

    assert reasons(draft) == [(2, "Группа", Reason.ADULTS)]
    assert counted(draft) == [("Шахматы", 1, 0)]


def test_a_provider_is_named_as_in_the_registry_and_never_guessed() -> None:
    other = ProviderDraft(
        "3999000012", "1993900000015", "МАУ ДО «Дворец»", ProviderKind.MUNICIPAL, "KLG"
    )

    draft = read_lines(
        "Организация;Программа;Направленность;Возраст",
        'мау до "дворец";Шахматы;техническая;7-8',
        "Дом творчества;Хор;художественная;7-8",
        "Кто-то ещё;Лепка;художественная;7-8",
        registered=Directory(providers=(other,)),
    )

    assert [(each.title, each.provider_inn) for each in draft.programs] == [
        ("Шахматы", "3999000012"),
        ("Хор", "3999000005"),
    ]
    assert reasons(draft) == [(4, "Организация", Reason.PROVIDER_NOT_NAMED)]


def test_the_defaults_may_know_a_provider_by_other_names() -> None:
    assert DEFAULTS.provider is not None
    known = DEFAULTS.provider.model_copy(update={"names": ("ДТ",)})

    draft = read({"Организация": "ДТ"}, defaults=DEFAULTS.model_copy(update={"provider": known}))

    assert draft.problems == ()
    assert [provider.name for provider in draft.providers] == ["Дом творчества"]


def test_a_problem_names_its_cell_as_a_spreadsheet_does() -> None:
    draft = read({"Возраст": "семь"})

    (problem,) = draft.problems
    assert (problem.cell.letter, problem.cell.row) == ("C", 2)


def test_totals_and_signatures_are_no_rows_but_titles_that_begin_like_them_are() -> None:
    draft = read_lines(
        "Программа;Направленность;Возраст",
        "Всегознайка;социально-гуманитарная;5-6",
        "Всего понемногу;художественная;5-6",
        "Всего программ;2;",
        "Всего часов;;144",
        "Итого: 2;;",
        "Итого услуг: 2;;",
        "Директор ____________;Иванова А. А.;",
        "Зам. директора по УВР;Иванова А. А.;",
        "И.о. директора;Иванова А. А.;",
        "Заведующая отделом;Иванова А. А.;",
    )

    assert draft.problems == ()
    assert [program.title for program in draft.programs] == ["Всегознайка", "Всего понемногу"]


def test_a_row_with_places_of_its_own_is_another_group() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;Расписание;Свободных мест",
        "Робототехника;7-10;техническая;ср/пт 15:00–16:30;есть",
        ";;;вт, чт 17.00-18.30;Нет",
        ";;;сб 10:00;",
    )

    assert counted(draft) == [("Робототехника", 2, 5)]
    assert [group.places for group in draft.programs[0].modules[0].groups][1] == 0


def test_what_a_footnote_is_about_is_read_without_its_star_but_a_price_is_not() -> None:
    draft = read(
        {"Программа": "Хор*", "Мест": "20*", "Возраст": "7-10 **", "Расписание": "сб 10:00*"},
        {"Программа": "Хор", "Группа": "2", "Мест": "15", "Цена": "1500*"},
    )

    (program,) = draft.programs
    (group,) = program.modules[0].groups
    assert (program.title, group.places, len(group.slots)) == ("Хор", 20, 1)
    assert [(each.found, each.fatal) for each in draft.problems] == [("1500*", True)]
