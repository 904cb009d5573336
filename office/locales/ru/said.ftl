### What commands answer.

yes = да
no = нет
table-empty = Здесь ничего нет.
change-tried = Ничего не изменено. Было бы так:
said-from-to = { $first } – { $last }
said-turned = { $before } → { $after }
said-no-limit = без предела
said-at-most = { $number }, не больше { $most }
said-born = { $name }, дата рождения { $on }
said-place = место { $place }
said-moved = { $source } → { $target }
said-frozen = { $state } { $on }: { $sum }
said-period = Период с { $first } по { $last }
said-number-drawn = номер будет выбран
said-audit-clean = Все остатки и все графики сходятся с книгой движений, а книга — с каждым закрытым днём.
said-audit-count = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } расхождение:
    [few] { NUMBER($count, useGrouping: 0) } расхождения:
   *[other] { NUMBER($count, useGrouping: 0) } расхождений:
}
said-audit-difference = { $what }: сертификат { $certificate }, период { $period }, запись { $enrollment }: должно быть { $expected }, есть { $found }
said-audit-day = день: { $code } { $on }: должно быть { $expected }, есть { $found }
said-category = Категория «{ $name }», { $code }.
said-nominal = «{ $name }», { $code }, { $first } – { $last }: { $sum } руб.
said-in-queue = В очереди: { $count }.
said-telephone = Телефон по сертификату { $number } записан.
said-price-cap = Цены — не выше { $percent } % нормативной стоимости.
said-price-of = цена { $first } – { $last }
said-days-done = Выполнены ежедневные расчёты: { $code }, с { $first } по { $last }.
said-days-nothing = Всё уже выполнено: { $code }, по { $last }.
said-days-nothing-left = Всё выполнено: { $code }, по { $last }.
said-days-no-period = В { $code } ещё нет периода финансирования, делать нечего. Заведите его: `kruzhok period add`.
said-days-tried = { $days }, с { $first } по { $last }
said-movements = { $count }, { $sum } руб.
said-enrollments-changed = записи: { $how }
said-certificates-changed = сертификаты: { $how }
said-notices-of = сообщение { $kind }
said-would-be = Ничего не изменено. Было бы так: { $summary }.
said-press-link = (чтобы получить ссылку, задайте KRUZHOK_BOT_USERNAME)
said-one-use = Один раз, до { $until }.
said-expired-now = Были открыты и больше не действуют: { $count }.
said-also-open = Открыты ещё: { $count }.
said-nothing-needed = Больше ничего не нужно.
said-key-retired = Под { $keys } больше ничего нет, кроме старых копий. Когда их не станет, уберите ключ из настроек: тогда никто не прочтёт и то, что из них стёрто.
said-upgraded = Обновлено: была { $before }, стала { $after }.
said-empty-database = пустая база
said-up-to-date = Обновлять нечего: { $after }.
said-parked = отложено: { $count }
said-retried = снова к отправке, { $count }: { $ids }
said-dropped = снято, { $count }: { $ids }
said-not-parked = не были отложены, оставлены как есть: { $ids }
said-arrived-twice = возможно, уже дошли дважды, оставлены как есть: { $ids }; чтобы отправить в третий раз с пометкой о возможном повторе: --once-more
said-lapsed = закрыт
said-erased = Стёрто: ребёнок сертификата { $number }; его записи теперь под номером { $id }.
said-erased-again = Стёрто повторно: { $count }.
said-contract = Договор с { $first } по { $last }, { $sum } руб.
said-role-lost = У аккаунта { $account } больше нет этой роли.
said-role-none = У аккаунта { $account } этой роли и не было.
said-archived = в архиве: { $path }
said-kept = осталось: { $path }: { $why }
said-nothing-to-archive = Убирать в архив нечего.
said-applying = вносится { $settled } из { $of }
said-refused-programs = { $programs }, отказано: { $refused }
said-bytes = { $file }: байт: { $bytes }
said-reading = читается, строк: { $rows }
said-taken = { $places }, занято { $taken }
said-weekdays = пн вт ср чт пт сб вс
said-by-hand = внесено вручную или до того, как запоминались файлы
said-sheet = { ", лист" } { $sheet }
said-row = { $file }{ $sheet }, строка { $row } (загрузка { $upload }, { $at } UTC, { $actor })
said-limit-of = предел: { $what }
said-limit-per-child = на ребёнка: { $what }
said-limit-open = { $most }, открыто { $open }
said-refused-for = Отказано: { $why }
said-leaving-withdraws = Если уйти сегодня, запись будет отозвана: { $on } вернётся { $returns }, ещё спишется { $charged }, доплатить остаётся { $owes }.
said-leaving-ends = Если уйти сегодня, последний день — { $last }: { $on } вернётся { $returns }, ещё спишется { $charged }, доплатить остаётся { $owes }.
said-terminating = Если расторгнуть сегодня, последний день — { $last }: ещё спишется { $charged }, родителю остаётся доплатить { $owes }.
said-not-possible = Нельзя. { $why }
said-possible = Заявку можно подать.
said-available = доступно  { $sum }
said-shares-when-accepted = доли считаются, когда семья примет предложение; как сегодня: kruzhok enrollment quote
said-not-charged = не спишется
said-ended = { $on }, кем: { $by }{ $ground }
said-continues = { $origin }, продолжает { $old }
said-continues-accepted = { $origin }, продолжает { $old }, согласие { $on }
said-next-charge = { $months }, следующее { $on }
said-months = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } месяц
    [few] { NUMBER($count, useGrouping: 0) } месяца
   *[other] { NUMBER($count, useGrouping: 0) } месяцев
}
said-completeness-of = полнота за { $month }
said-given = { $percent } % занятий
said-contracts-paid = { $contracts }, сертификаты платят { $amount }
said-returns-settled = { $amount }, когда за месяц рассчитаются
said-returns = { $percent } %, вернётся { $amount }
said-by-whom = { $percent } % ({ $at } UTC, { $actor })
said-trail-earlier = Последние { $count }; раньше есть ещё (--most).
said-names-unread = Имена не проверены: ключи здесь не от этой копии. Проверьте её с её ключами.
