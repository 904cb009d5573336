search-ask = 🔎 Напишите, чем ребёнок хочет заниматься: «шахматы», «танцы», «плавание». Или выберите направление.
search-found = 🔎 { $count ->
    [one] Нашлась { $count } программа
    [few] Нашлось { $count } программы
   *[many] Нашлось { $count } программ
}{ $text ->
    [none] {""}
   *[other] {" "}по запросу «{ $text }»
}
search-corrected = Ищу: «{ $understood }»
search-corrected-nothing = Похожее тоже не нашлось: «{ $understood }»
search-for = Для кого: { $child }
search-nothing = 🔎 Ничего не нашлось.
search-nothing-text = 🔎 По запросу «{ $text }» ничего не нашлось.
search-without = Если убрать одно условие, найдётся больше:
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
button-place = 🗺 Район
button-place-drop = ✕ { $name }
button-direction = 🎨 Направление
button-direction-drop = ✕ { $name }
button-age = 🎂 Возраст
button-age-drop = ✕ { age-years }
button-free = 👥 Есть места
button-free-drop = ✕ Есть места
button-whose = 🧒 { $child }
button-choice = { $name } ({ $count })
button-years = { age-years }
button-any-age = Любой возраст
button-without-text = Без слова «{ $text }»: { $count }
button-without-municipality = Любой район: { $count }
button-without-direction = Любое направление: { $count }
button-without-age = Любой возраст: { $count }
button-without-free_places = И без свободных мест: { $count }
condition-place = Где искать?
condition-direction = Какое направление?
condition-age = Сколько лет ребёнку?
button-near = 📍 Рядом: { $name }
