program-title = <b>{ $title }</b>
program-where = { $provider }, { $municipality }
program-about = { $direction }; { $ages }; { $form }
program-level = Уровень: { $level }
level-STARTING = стартовый
level-BASIC = базовый
level-ADVANCED = продвинутый
level-MIXED = разноуровневый
duration = ⏳ { $text }
duration-years = { $count ->
    [one] { $count } год
    [few] { $count } года
   *[many] { $count } лет
}
duration-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[many] { $count } месяцев
}
duration-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
program-special-needs = Есть места для детей с особыми потребностями.
program-text = { $text }
group-name = { $group }
group-name-module = { $group }, { $module }
groups-alike = Общее для групп ниже:
button-about = ℹ️ Подробно
button-to-groups = ← К группам
group-module = 📘 { $module }
group-when = { $when } · { $places }
group-fully = 💳 всё платит сертификат: { $certificate }
group-fully-until = 💳 до { $date } всё платит сертификат: { $certificate }
group-of-price = { $paid } (весь курс { $price })
group-of-age = { $paid } ({ $ages })
groups-go-on = После { $date } — новый договор, из денег следующего года.
group-extra = 💳 { $cover }; до { $date } сертификат { $certificate }, вы { $parent }
group-title = <b>{ $number }. { $name }</b>
group-ages = Возраст: { $ages }
group-days = 📅 { $from } – { $to }
group-days-unknown = 📅 даты уточняйте у организации
group-address = 📍 { $address }
group-cover = 💳 { $cover }
lessons-first = 📅 Первое занятие — { $date }
lessons-none = По расписанию занятий в эти дни нет.
timetable = 🕒 { $text }
timetable-unknown = 🕒 расписание уточняйте у организации
program-no-child = Чтобы увидеть, что заплатит сертификат, и записаться, привяжите ребёнка: кнопка «Семья».
program-looking = { $child }: вы можете смотреть, а записывает другой родитель.
program-for = Для кого: { $child }
button-enroll = ✅ Записать: { $group }
button-other-day = 📅 Выбрать день: { $group }
button-share = ↗️ Поделиться
button-similar = 🧩 Похожие
button-to-results = ← К списку
similar-title = Похожие программы
similar-none = Похожих программ пока нет. Попробуйте поискать другим словом.
program-no-groups = Групп пока нет: расписание, места и цену уточняйте у организации.
program-qr =
    <b>{ $title }</b>
    { $provider }

    { $link }

    Наведите камеру телефона — откроется эта программа.
program-gone-similar = Похожие программы:
button-favorite = ☆ В избранное
button-favorite-drop = ★ Убрать из избранного
button-favorites = ★ Избранное
button-to-favorites = ← К избранному
button-qr = 🔳 QR-код
button-open-program = Открыть программу
button-wanted = ↩️ К программе, которую смотрели
favorites-title = { $count ->
    [one] ★ В избранном { $count } программа
    [few] ★ В избранном { $count } программы
   *[many] ★ В избранном { $count } программ
}
favorites-none = ★ В избранном пока пусто. Откройте программу и нажмите «В избранное», чтобы вернуться к ней потом.
favorite = <b>{ $number }. { $title }</b>, { $provider }
favorite-gone = { $number }. { $title }, { $provider } — уже не в каталоге
