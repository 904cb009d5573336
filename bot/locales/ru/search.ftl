search-found = 🔎 { $count ->
    [one] Нашлась { $count } программа
    [few] Нашлось { $count } программы
   *[many] Нашлось { $count } программ
}
search-corrected = Ищу: «{ $understood }»
search-corrected-condition = «{ $typed }» – это «{ $understood }»
search-corrected-nothing = Похожее тоже не нашлось: «{ $understood }»
search-for = Для кого: { $child }
search-sums-for = Доплата посчитана для: { $child } — у другого ребёнка она может быть другой.
search-no-sums = Цены — без сертификата: { $child } другого возраста.
search-for-several = Для кого: { $children }; доплата посчитана для: { $child } — у другого ребёнка она может быть другой.
search-nothing = 🔎 Ничего не нашлось.
search-nothing-text = 🔎 По запросу «{ $text }» ничего не нашлось.
search-without = Что убрать, чтобы нашлось больше:
search-without-one = · без условия { $what } — { $count }
search-nothing-next = Попробуйте другое слово или посмотрите все программы.
search-choose-child = Для кого ищем?
search-too-long = Это слишком длинно для поиска. Напишите одно-два слова, например «шахматы».

found-title = <b>{ $number }. { $title }</b>
found-where = { $provider }, { $municipality }
found-about = { $ages }; { $places }
found-cover = 💳 { $cover }

places-free = { $count ->
    [one] свободно { $count } место
    [few] свободно { $count } места
   *[many] свободно { $count } мест
}
places-none = мест нет
places-unknown = места уточняйте у организации

cover-free = бесплатно
cover-fully = сертификат платит всё
cover-fully-until = сертификат платит всё до { $date }, дальше — из денег следующего года
cover-extra = доплата { $amount } в месяц
cover-extra-once = доплата { $amount }
cover-not = записать нельзя: { $reasons }
cover-price = { $price } за весь курс
cover-price-unknown = цену уточняйте у организации
cover-paid = платно, сертификат не действует

button-program = { $number }. { $title }
button-search-new = 🔎 Новый поиск
button-search-all = Все программы
button-whose = 🧒 { $child }
search-ask = 🔎 Напишите, чем ребёнок хочет заниматься. Можно сразу с условиями: «шахматы после 17», «танцы по вторникам», «бесплатно рядом с Гусевом». Или выберите направление.
search-understood = Понял так: { $chips }
search-not-understood = Не понял: { $words }.
search-unused = Пока не умею учитывать: { $words }.
search-everything-there-is = Это все программы: ни темы, ни условий я в запросе не нашёл.
search-everything-of-age = Это всё, что подходит по возрасту: ни темы, ни условий я в запросе не нашёл.
search-price-added = Цена — сколько добавите вы: сертификат уже учтён.
search-unknown = { $count ->
    [one] Слова { $words } нет ни в одной программе.
   *[other] Слов { $words } нет ни в одной программе.
}
search-measured = Расстояние считаю от центра: { $name }. Пришлите геопозицию (📎 → Геопозиция), и посчитаю от неё. Дольше этого поиска она не хранится.
search-first = Сначала: { $name }
search-where-are-you = 📍 Чтобы начать с ближайших к вам, пришлите геопозицию: 📎 → Геопозиция. Дольше этого поиска она не хранится.
chip-first = ↕️ { $name }
search-lacking = Ничего из этого не подходит по возрасту: { $ages }.
search-lacking-themes = Есть, но не с такими условиями: { $themes }.
search-beside = Чего нет — близкое по теме:
search-of-another-age = Это есть для другого возраста: { $ages }.
search-nearest = Близкое по теме:
search-nearest-fits = Близкое по теме, остальное подходит:
search-nearest-without = Близкое по теме, но без условия { $what }:
search-elsewhere = Таких мест в этом каталоге нет: { $places }.
search-nearest-words = Всего вместе нет. Ближе всего:
search-parted = Всего вместе нет: каждая программа – о чём-то одном.
found-near = { $name }, { $km } км
found-near-centre = { $name }, ≈ { $km } км до центра
found-title-near = { $number }. { $title }, { $provider }
chip-child = { $child }, { $age }
chip-excluded = не { $what }
chip-word = «{ $word }»
chip-ages-until = { $most ->
    [one] до { $most } года
   *[many] до { $most } лет
}
chip-starts = с { $time }
chip-ends = до { $time }
chip-price = до { $price } в месяц
chip-free = бесплатно
chip-needs = ОВЗ
chip-free-places = есть места
chip-covered = платит сертификат
registry-CERTIFIED = По сертификату
registry-PREPROFESSIONAL = Предпрофессиональные, бесплатно
registry-SIGNIFICANT = Значимые, бесплатно
registry-GENERAL = Общеразвивающие, бесплатно
registry-PAID = Платные
filters-title = ⚙️ <b>Что важно?</b> Нажмите, чтобы выбрать или изменить.
filters-found = { $count ->
    [0] Сейчас не подходит ничего.
    [one] Сейчас подходит { $count } программа.
    [few] Сейчас подходят { $count } программы.
   *[many] Сейчас подходят { $count } программ.
}
filter-AGE = 🎂 Возраст
filter-WEEKDAY = 📅 Дни
filter-STARTS = 🕒 Начало
filter-ENDS = 🕘 Конец
filter-MUNICIPALITY = 🗺 Где
filter-ADDRESS = 🏘 Район города
filter-DIRECTION = 🎨 Направление
filter-PRICE = 💰 Цена
filter-FORM = 💻 Форма
filter-REGISTRY = 🧾 Кто платит
filter-FREE_PLACES = Есть места
filter-COVERED = Сертификат платит всё
filter-NEEDS = Для детей с ОВЗ
filter-denied = Сейчас: { $value }
filter-nothing = Выбрать здесь не из чего: вместе с остальными условиями ничего нет.
choose-AGE = 🎂 Сколько лет ребёнку?
choose-WEEKDAY = 📅 В какие дни удобно? Можно несколько.
choose-STARTS = 🕒 Начало не раньше какого часа?
choose-ENDS = 🕘 Закончить не позже какого часа?
choose-MUNICIPALITY = 🗺 Где искать?
choose-ADDRESS = 🏘 В каком районе города?
choose-DIRECTION = 🎨 Какое направление?
choose-PRICE = 💰 Сколько это может стоить?
choose-FORM = 💻 Как заниматься?
choose-REGISTRY = 🧾 Кто платит?
choose-NEEDS = Для детей с особыми потребностями
choose-FREE_PLACES = Есть свободные места
choose-COVERED = Сертификат платит всё
choose-WORD = Чем заниматься?
choose-sort = ↕️ Что показать сначала?
choose-sort-point = Чтобы начать с ближайших к вам, пришлите геопозицию: 📎 → Геопозиция. Дольше этого поиска она не хранится.
sort-FIT = Самые подходящие
sort-NEAREST = Ближайшие
sort-CHEAPEST = С меньшей доплатой
sort-SOONEST = Начинаются раньше
button-filter = { $name }
button-filter-set = { $name }: { $value }
button-value = { $name }
button-value-count = { $name } ({ $count })
button-value-set = ✅ { $name }
button-value-set-count = ✅ { $name } ({ $count })
button-any = Не важно
button-show-found = 🔎 Показать ({ $count })
button-filters = ⚙️ Уточнить
button-sort = ↕️ Сначала: { $name }
button-drop = ✕ { $what }
button-step = → { $what }
button-change-short = ✏️
button-change = ✏️ изменить
button-without = Без условия { $what }: { $count }
button-word = Может быть, «{ $word }»?
button-another-child = 🧒 Для кого: { $child } — { $count }
button-near = 📍 Рядом: { $name }
