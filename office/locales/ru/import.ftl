### Сообщения при загрузке каталога: `kruzhok import programs`.
### У каждого сообщения о ячейке есть $sheet, $row, $column и $found.

import-problem-where = { $cell ->
    [path] { $column } (строка { NUMBER($row, useGrouping: 0) } в копии с ошибками)
    [none] { $sheet ->
        [none] Строка { NUMBER($row, useGrouping: 0) }, столбец «{ $column }»
       *[other] Лист «{ $sheet }», строка { NUMBER($row, useGrouping: 0) }, столбец «{ $column }»
    }
   *[other] { $sheet ->
        [none] Ячейка { $cell } («{ $column }»)
       *[other] Лист «{ $sheet }», ячейка { $cell } («{ $column }»)
    }
}

import-problem-address-not-understood = Адрес не понят: «{ $found }». Ожидаются улица и дом, например «ул. Мира, 5»; пока группа будет показана без этого адреса.
import-problem-adults = «{ $found }»: занятия для взрослых. Ожидается возраст детей до 18 лет, например «7-10 лет».
import-problem-ages-are-birth-years = «{ $found }» — годы рождения: сколько детям лет, зависит от дня. Напишите возраст, например «7-10 лет», или задайте его в programs.ages_called файла значений по умолчанию.
import-problem-ages-are-classes = «{ $found }» — класс, а не возраст. Напишите возраст, например «7-10 лет», или задайте его в programs.ages_called файла значений по умолчанию.
import-problem-hidden-column = Столбец в файле скрыт, но прочитан. Если он не нужен, удалите его.
import-problem-hidden-row = Строка в файле скрыта, но загружена. Если она не нужна, удалите её.
import-problem-places-contradict = Свободных мест «{ $found }», а всего их меньше. Группа будет показана, записаться в неё нельзя; исправьте одно из чисел.
import-problem-ages-became-a-date = Excel превратил возраст в дату: «{ $found }». Задайте ячейке текстовый формат и напишите, например, «7-8 лет».
import-problem-ages-without-youngest = Не сказано, с какого возраста: «{ $found }». Напишите, например, «5-12 лет» или задайте programs.ages в файле значений по умолчанию.
import-problem-ages-in-halves = Возраст считается полными годами: половина года в «{ $found }» не учтена. Если нужен следующий год, исправьте.
import-problem-several-groups = В одной ячейке несколько групп. Каждая стала отдельной группой со всем остальным, что сказано в строке, и с тем же числом мест; если это не так, дайте каждой свою строку.
import-problem-several-in-a-cell = Здесь несколько пунктов («{ $found }»), а остальное в строке по этим номерам не разделено: не понять, что к чему относится. Дайте каждому пункту свою строку или пронумеруйте так же и остальное (расписание, возраст, места). Если это одно название, возьмите его в кавычки: «{ $found }».
import-problem-several-programs = В одной строке несколько программ: пункты «1) … 2) …» сопоставлены по номерам, всё остальное сказано о каждой. Если это не так, дайте каждой программе свою строку.
import-problem-ages-not-understood = Возраст не понят: «{ $found }». Напишите, например, «7-10 лет», «от 8 до 17» или «4+».
import-problem-broken-letters = В тексте испорчены буквы: «{ $found }». Сохраните файл в кодировке UTF-8.
import-problem-broken-quotes = В этой строке открыта и не закрыта кавычка: не понять, где кончаются ячейки. Ожидается парная кавычка или ни одной.
import-problem-budget-needs-public-provider = Бюджетные программы бывают только у государственных и муниципальных поставщиков.
import-problem-budget-program-with-price = Цена «{ $found }» у бюджетной программы: уберите цену или смените реестр.
import-problem-choice-not-understood = «{ $found }»: такого вида сертификата нет. Ожидается «учёт» или «ПФ».
import-problem-form-not-understood = Форма обучения не понята: «{ $found }». Ожидается: очная, очно-заочная или дистанционная.
import-problem-registry-not-understood = Реестр не понят: «{ $found }». Ожидается: сертифицированные, предпрофессиональные, значимые, общеразвивающие или платные.
import-problem-yes-or-no-not-understood = «{ $found }»: ожидается «да» или «нет».
import-problem-dates-backwards = Последний день раньше первого: «{ $found }». Ожидается период вперёд, например 01.09.2026 – 31.05.2027.
import-problem-dates-not-understood = Дата не понята: «{ $found }». Напишите день, месяц и год, например 01.09.2026.
import-problem-day-from-above = День в строке не назван, взят день из строки выше: «{ $found }». Если это не так, напишите день.
import-problem-differs-from-program = «{ $found }» — не то же, что в другой строке этой программы. Исправьте одну из строк.
import-problem-direction-not-understood = Направленность не понята: «{ $found }». Их шесть: техническая, естественнонаучная, физкультурно-спортивная, художественная, туристско-краеведческая, социально-гуманитарная.
import-problem-duration-not-understood = Срок обучения не понят: «{ $found }». Ожидается, например, «2 года», «9 месяцев» или «72 часа»; модули взяты из годов обучения групп.
import-problem-formula-error = Вместо значения стоит формула без результата: «{ $found }». Откройте файл в таблице, исправьте формулу и сохраните, или напишите само значение.
import-problem-free-but-priced = В файле написано «{ $found }», а по умолчанию у таких программ будет цена. Укажите registry_if_free в файле значений по умолчанию: GENERAL — оставить бюджетными, CERTIFIED — платить по сертификату.
import-problem-free-without-price = В файле написано «{ $found }», а реестр у программы не бюджетный, и цены нет ни в файле, ни в значениях по умолчанию. «Бесплатно» — не цена: такие модули загружены без цены, семьи видят «уточняйте у организации», записаться нельзя. Если программы бюджетные, укажите registry_if_free = "GENERAL" в файле значений по умолчанию или «общеразвивающие» в столбце «Реестр»; если платит сертификат — напишите цену модуля или задайте modules.price.
import-problem-inn-wrong = В ИНН ошибка: «{ $found }». Ожидаются 10 или 12 цифр с верными контрольными.
import-problem-longer-than-a-year = Занятия дольше 12 месяцев: «{ $found }». Разделите программу на модули.
import-problem-missing-birth-date = Нет даты рождения.
import-problem-missing-category = Нет категории. Заполните ячейку или задайте --category.
import-problem-missing-name = Нет имени ребёнка.
import-problem-name-not-understood = Имя не понято: «{ $found }». Напишите фамилию и имя, буквами.
import-problem-phone-not-understood = Телефон не понят: «{ $found }». Нужен один номер, например +7 900 123-45-67; пустая ячейка тоже годится.
import-problem-number-not-understood = Номер сертификата не понят: «{ $found }». Нужны десять цифр; для пустой ячейки он выбирается случайно.
import-problem-same-child-twice = «{ $found }»: этот ребёнок уже есть в строке выше.
import-problem-same-number-twice = Номер «{ $found }» уже есть в строке выше.
import-problem-missing-ages = Не указан возраст. Заполните ячейку или задайте programs.ages в файле значений по умолчанию.
import-problem-missing-direction = Не указана направленность. Заполните ячейку, поставьте над строками заголовок раздела или задайте programs.direction в файле значений по умолчанию.
import-problem-missing-form = Не указана форма обучения. Ожидается: очная, очно-заочная или дистанционная.
import-problem-missing-provider = Не указан ИНН поставщика. Заполните ячейку или добавьте раздел provider в файл значений по умолчанию.
import-problem-missing-registry = Не указан реестр программ. Ожидается: сертифицированные, предпрофессиональные, значимые, общеразвивающие или платные.
import-problem-missing-study-year = Программа идёт несколько лет, а год обучения группы не указан. Напишите, например, «2-й год обучения».
import-problem-missing-title = Нет названия программы. Напишите его в этой ячейке.
import-problem-title-with-person = В столбце и названия, и педагоги, а где здесь что, сказать с уверенностью нельзя. Имена педагогов не сохраняются. Напишите одно название в кавычках, например «Шахматы», или отделите педагога запятой: «Шахматы, Иванов И. И.».
import-problem-outside-study-year = Дата «{ $found }» не в том учебном году, который задан по умолчанию. Группа будет показана без дат, записаться в неё нельзя.
import-problem-places-not-understood = Число мест не понято: «{ $found }». Ожидается число, например 12, или «нет». Группа будет показана, записаться в неё нельзя.
import-problem-price-differs = «{ $found }» — не та сумма, что в другой строке этого модуля. Исправьте одну из строк.
import-problem-price-from = «{ $found }» — наименьшая цена, а не цена модуля. Если суммы нет и в других строках модуля, он будет показан без цены.
import-problem-price-not-understood = Цена не понята: «{ $found }». Напишите сумму в рублях за модуль или «бесплатно».
import-problem-price-per-lesson = «{ $found }» — цена занятия, а не модуля. Если суммы нет и в других строках модуля, он будет показан без цены.
import-problem-price-multiplied = «{ $found }»: цена за месяц умножена на paid_months из файла значений по умолчанию.
import-problem-price-per-month = «{ $found }» — цена за месяц. Задайте paid_months в файле значений по умолчанию, иначе модуль будет показан без цены.
import-problem-same-row-twice = Эта же группа уже есть в строке выше. Удалите строку или напишите, чем группы отличаются.
import-problem-study-year-not-understood = Год обучения не понят: «{ $found }». Напишите, например, «2-й год обучения».
import-problem-timetable-not-read = Столбец «{ $found }» не прочитан, а в нём, похоже, расписание: группы загружены без занятий. Назовите столбец «Расписание» и пишите дни и часы: «пн, ср 16:00-17:30; сб 10:00». Можно и двумя столбцами, «Дни недели» и «Время», или по столбцу на день: «Понедельник», «Вторник» и дальше.
import-problem-times-are-a-bare-hour = «{ $found }» прочитано как час начала. Если это не час, исправьте; если час, лучше написать «16:00–17:30».
import-problem-times-backwards = Занятие кончается раньше, чем начинается: «{ $found }». Ожидается, например, «16:30–17:40».
import-problem-times-counted = «{ $found }»: не понять, это занятия одной группы или разных. Для разных групп напишите «1 гр. пн 15:00; 2 гр. вт 16:00», для одной — без номеров: «пн 15:00; вт 16:00».
import-problem-times-not-weekly = Занятия не каждую неделю: «{ $found }». В каталоге расписание еженедельное, поэтому группа загружена без него, и семьи видят «уточняйте у организации». Если занятия есть и каждую неделю, дайте им отдельную группу.
import-problem-times-of-one-group = «{ $found }»: прочитано как занятия одной группы. Если группы разные, напишите «1 гр. пн 15:00; 2 гр. вт 16:00».
import-problem-times-not-known-yet = «{ $found }»: расписания пока нет. Группа загружена без него, семьи видят «уточняйте у организации». Когда время станет известно, напишите его и загрузите файл снова.
import-problem-times-not-understood = Время занятий не понято: «{ $found }». Ожидается, например, «16:30–17:40» или «вт, чт 16:30–17:40».
import-problem-times-of-another-day = «{ $found }»: здесь назван не тот день, что в другом месте строки или в заголовке столбца. Оставьте один из них.
import-problem-times-over-a-day = «{ $found }» прочитано как все дни с первого по последний. Если занятия только в эти два дня, напишите их через запятую.
import-problem-unknown-municipality = Нет такого муниципалитета: «{ $found }». { $registered ->
    [none] В реестре нет ни одного, его вносит kruzhok municipality add.
   *[other] Ожидается одно название или код из реестра, например «{ $registered }» (все: kruzhok municipality list).
}
import-problem-municipality-not-registered = Муниципалитета «{ $found }» ещё нет в реестре. Внесите его и загрузите файл снова: kruzhok municipality add --known { $code }.
import-problem-unknown-provider = Поставщика с ИНН «{ $found }» нет в реестре. Сначала внесите его в реестр поставщиков.
import-problem-point-not-understood = Координаты не поняты: «{ $found }». Ожидаются градусы широты и долготы, например 54.7075 и 20.5073.
import-problem-text-too-long = Текст слишком длинный: «{ $found }…». Ожидается не больше 300 знаков (адрес — 500).
import-problem-text-cut = Описание слишком длинное, сохранены первые 10 000 знаков.
import-problem-continues-above = «{ $found }»: названия в строке нет, она отнесена к программе из строки выше. Если это не так, напишите название.
import-problem-level-not-understood = Уровень не понят: «{ $found }». Напишите: стартовый, базовый, продвинутый или разноуровневая.
import-problem-price-not-written = «{ $found }» — не цена, и не значит «бесплатно». Напишите сумму или «бесплатно». Если суммы нет и в других строках модуля, он будет показан без цены.
import-problem-provider-not-named = Поставщик не найден: «{ $found }». Укажите ИНН, название как в реестре или добавьте это название в provider.names файла значений по умолчанию.
import-problem-price-range = «{ $found }» — две суммы, а не цена модуля. Ожидается одна сумма. Если суммы нет и в других строках модуля, он будет показан без цены.
import-problem-direction-from-above = Направленность не указана, взята из строки выше. Если это не так, напишите её.
import-problem-wider-than-header = В строке больше ячеек, чем столбцов в заголовке: значения сдвинуты. Возьмите в кавычки текст, в котором есть разделитель.

## Файл не прочитан совсем. У каждого сообщения есть $file.

import-refused-binary = «{ $file }» — не таблица в виде текста. Сохраните её как CSV (разделители — точка с запятой).
import-refused-broken-json = «{ $file }» — не JSON: файл повреждён или сохранён не до конца.
import-refused-broken-workbook = «{ $file }» — не книга Excel, или она защищена паролем. Сохраните её как XLSX без пароля или как CSV.
import-refused-copy-not-written = «{ $file }» нельзя записать: строки с ошибками не сохранены. Остальное загружено; укажите другое место (--errors).
import-refused-default-missing = В «{ $file }» нет того, что должно быть в файле значений по умолчанию: задайте { $key } (--defaults).{ $columns ->
    [none] {""}
   *[other] { " " }Или назовите столбец понятнее; не прочитаны: { $columns }.
}
import-refused-defaults-broken = «{ $file }» — не TOML: { $error ->
    [no-text] это не UTF-8
    [no-equals] после имени нет знака = и значения
    [more-in-line] за значением стоит что-то ещё; тексты пишутся в "…"
    [no-value] значение не разобрать; тексты пишутся в "…"
    [unclosed] не закрыта скобка или кавычка
    [twice] что-то задано дважды
    [character] такой знак здесь не может стоять; текст кончается в своей строке
    [backslash] знак \ в тексте пишется дважды
   *[other] он не читается
}{ $line ->
    [0] {"."}
   *[other] { " " }(строка { NUMBER($line, useGrouping: 0) }, знак { NUMBER($character, useGrouping: 0) }).
}
import-refused-defaults-key-missing = В «{ $file }» не хватает { $key }.
import-refused-defaults-key-unknown = В «{ $file }» лишнее: { $key }. Такого значения по умолчанию нет.
import-refused-defaults-value = { $why ->
    [requisites] В «{ $file }»: ИНН и ОГРН в разделе { $key } с ошибкой или не подходят этому виду поставщика.
    [zone] В «{ $file }»: { $key } = «{ $found }» — такого часового пояса нет. Нужен, например, Europe/Kaliningrad.
    [amount] В «{ $file }»: { $key } = «{ $found }» — не сумма в рублях. Нужна, например, 9000.00.
    [ages] В «{ $file }»: { $key } = «{ $found }» — не возраст. Нужен, например, 5-17.
    [dates] В «{ $file }»: { $key } кончается раньше, чем начинается, или длиннее года.
    [price] В «{ $file }»: в разделе { $key } цена должна быть больше нуля и не больше нормативной стоимости.
    [no-municipality] В «{ $file }»: поставщику нужен муниципалитет, добавьте раздел municipality.
   *[other] В «{ $file }»: { $key } = «{ $found }» не подходит.
}
import-refused-empty = В «{ $file }» нет ни одной строки с программой.
import-refused-merged-too-large = В «{ $file }» есть объединённые ячейки, а файл слишком велик. Отмените объединение или сохраните файл как CSV.
import-refused-no-children = В «{ $file }» нет таблицы детей: нужна строка заголовков с «ФИО» и «Дата рождения» и хотя бы одна строка под ней.
import-refused-not-a-table = «{ $file }» — не каталог: нет строки заголовков, где были бы «Программа» и хотя бы ещё один известный столбец. Если вместо букв видны знаки, сохраните файл как XLSX или как CSV в UTF-8.
import-refused-not-found = Файла «{ $file }» нет.
import-refused-old-workbook = «{ $file }» — книга старого Excel (XLS) или книга с паролем. Откройте её в Excel, снимите пароль и сохраните как «Книга Excel (XLSX)».
import-refused-page = «{ $file }» — веб-страница, а не книга Excel, хотя Excel её и откроет. Сохраните её в Excel как «Книга Excel (XLSX)».
import-refused-too-large = «{ $file }» слишком велик. Разделите его на части.
import-refused-unreadable = «{ $file }» не открывается: это не файл, или его нельзя читать.

## Что не прочитано намеренно.

import-all-on-sheet = всё на листе «{ $sheet }»
import-all-on-hidden-sheet = всё на скрытом листе «{ $sheet }»
import-ignored-columns = Не прочитаны столбцы: { $columns }.
import-ignored-advice = Если какой-то из них нужен, назовите его как в шаблоне: kruzhok export programs ФАЙЛ.xlsx.
import-personal-columns = Имена и контакты людей не сохраняются, пропущено: { $columns }.

## Что из строк сложилось (--dry-run).

import-program = «{ $title }»: { $modules ->
    [one] { $modules } модуль
    [few] { $modules } модуля
   *[many] { $modules } модулей
}, { $groups ->
    [one] { $groups } группа
    [few] { $groups } группы
   *[many] { $groups } групп
}, { $lessons ->
    [one] { $lessons } занятие в неделю
    [few] { $lessons } занятия в неделю
   *[many] { $lessons } занятий в неделю
}
import-programs-more = … и ещё { $count ->
    [one] { $count } программа
    [few] { $count } программы
   *[many] { $count } программ
} (все — с --json).
import-error-copy = Строки с ошибками — в файле { $file }, столбец «Ошибка».

## Что изменилось по сравнению с каталогом.

import-changed = { $path }: { $field ->
    [title] название
    [level] уровень
    [duration] срок обучения
    [point] координаты
    [archived] в архиве
    [annotation] описание
    [direction] направленность
    [registry] реестр
    [form] форма обучения
    [ages] возраст
    [special_needs] для детей с ОВЗ
    [normative_cost] нормативная стоимость
    [price] цена
    [days] даты
    [places] места
    [address] адрес
   *[slots] расписание
}: «{ $before }» → «{ $after }».
import-missing = { $path }: в файле нет { $kind ->
    [PROGRAM] программы; она осталась
    [MODULE] модуля; он остался
   *[GROUP] группы; она осталась
}.
import-archive-missing = Убрать в архив то, чего в файле нет: «kruzhok import archive-missing { $upload }».
import-changes-more = … и ещё { $count } (все — с --json).
import-yes = да
import-no = нет
import-problems-more = … и ещё { $count } (все — с --json).
import-refused-program-where = { $sheet ->
    [none] Строка { NUMBER($row, useGrouping: 0) }, программа «{ $column }»
   *[other] Лист «{ $sheet }», строка { NUMBER($row, useGrouping: 0) }, программа «{ $column }»
}

## Сколько всего: $programs, $modules и $groups.

import-counts = { $programs ->
    [one] { NUMBER($programs, useGrouping: 0) } программа
    [few] { NUMBER($programs, useGrouping: 0) } программы
   *[many] { NUMBER($programs, useGrouping: 0) } программ
}, { $modules ->
    [one] { NUMBER($modules, useGrouping: 0) } модуль
    [few] { NUMBER($modules, useGrouping: 0) } модуля
   *[many] { NUMBER($modules, useGrouping: 0) } модулей
}, { $groups ->
    [one] { NUMBER($groups, useGrouping: 0) } группа
    [few] { NUMBER($groups, useGrouping: 0) } группы
   *[many] { NUMBER($groups, useGrouping: 0) } групп
}
import-added = добавлено: { import-counts }
import-counted-changed = изменено: { import-counts }
import-unchanged = без изменений: { import-counts }
import-counted-missing = нет в файле: { import-counts }
import-trial = Ничего не изменено. Получилось бы так: { $summary }
import-rows-refused = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } строка не загружена.
    [few] { NUMBER($count, useGrouping: 0) } строки не загружены.
   *[many] { NUMBER($count, useGrouping: 0) } строк не загружено.
}
import-ages = { $ages } { $most ->
    [one] год
    [few] года
   *[many] лет
}
import-missing-unread = У части строк не прочитано название программы: исправьте их, прежде чем убирать в архив то, чего в файле нет.

## Что не разрешают правила: что в ячейке ($said) и чего они ждут ($why).

import-ruled-found = «{ $said }». { $why }
import-ruled-elsewhere = Программа «{ $program }» не загружена целиком из-за другой её строки: { $why }
import-ruled-price-too-high = { $place ->
    [cost] { $said }: при такой нормативной стоимости нельзя оставить цену модуля { $price }, можно не больше { $highest }.
   *[other] { $price } за модуль, можно не больше { $highest }.
}
import-ruled-price-locked = Цену нельзя изменить: есть заявки или договоры этого модуля в этом периоде. Верните прежнюю цену.
import-ruled-module-in-use = Нормативную стоимость нельзя изменить: у модуля есть действующие записи детей. Верните прежнюю.
import-ruled-wrong-state = Программа «{ $program }» не может вернуться из архива. Назовите её иначе или уберите строку из файла.
