request-title = 📥 <b>Заявка: { $child }</b>, { age-years }
request-group = «{ $program }», { $group }
request-start = Начало { $date }
request-sums = Сертификат { $certificate }, родители { $parent }
request-free = Бюджетное место, оплаты нет
request-still = Заявка ждёт ответа уже несколько дней. Без ответа она закроется сама.
request-confirmed =
    ✅ <b>Подтверждено</b>: { $child }, «{ $program }», { $group }
    С { $date }. Семья уже знает.
request-refused =
    ✖️ <b>Отказано</b>: { $child }, «{ $program }», { $group }
    Причина: { $reason }. Семья уже знает.
request-now =
    { $child }, «{ $program }», { $group }
    Сейчас: <b>{ $state }</b>. Отвечать больше не нужно.
request-others = { $count ->
    [0] Больше заявок нет.
    [one] Ждёт ещё { $count } заявка
    [few] Ждут ещё { $count } заявки
   *[many] Ждут ещё { $count } заявок
}
refuse-why =
    Почему отказать? Выберите или напишите своими словами: семья их прочтёт.
    { $child }, «{ $program }», { $group }
refuse-comment =
    Причина: { $reason }.
    { $child }, «{ $program }», { $group }
refuse-write = Напишите семье, какая: она увидит ваши слова вместе с отказом.
refuse-write-or-not = Напишите семье пару слов, они увидят их вместе с отказом. Или откажите без комментария.
refuse-words-long = Слишком длинно: до { $most } знаков. Напишите короче.
refuse-comment-long = Комментарий слишком длинный: до { $most } знаков. Напишите короче или откажите без него.
refuse-check =
    Семья прочтёт вместе с отказом:
    <blockquote>{ $comment }</blockquote>
    Пока ничего не отправлено: откажет только кнопка.
refuse-press = Чтобы отказать, нажмите «Отказать» под вашими словами. Если слова нужны другие, просто напишите их.
refuse-words-lost = Бот уже не видит, что было написано, и никому не отказал. Напишите ещё раз.
waiting-title = 📥 <b>{ $provider }</b>: { $count ->
    [0] новых заявок нет. Когда придёт новая, бот напишет.
    [one] ждёт { $count } заявка
    [few] ждут { $count } заявки
   *[many] ждут { $count } заявок
}
waiting-line = • <b>{ $child }</b>, { age-years }: «{ $program }», с { $date }
groups-title = 👥 <b>{ $provider }</b>: группы
groups-empty = Групп в каталоге пока нет. Их добавляет оператор.
groups-line =
    <b>{ $program }</b>, { $group }
    { $places }
groups-places = занято { $taken } из { $total }
groups-places-unknown = число мест не указано
button-request = { $child }: { $program }
button-confirm = ✅ Подтвердить
button-refuse = ✖️ Отказать
button-refuse-otherwise = ✏️ Изменить
button-refuse-silently = Отказать без комментария
button-show-waiting = 📥 К заявкам
button-groups-here = 👥 Группы
button-reason = { $reason }
