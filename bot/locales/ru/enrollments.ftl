enrollments-title = 📋 Записи
enrollments-empty = Записей пока нет. Найдите кружок — и здесь появится первая.
enrollments-line = { $mark } <b>{ $child }</b>: «{ $program }» с { $date } — { $state }
button-enrollment = { $mark } { $child }: { $program }

enrollment-title =
    { $mark } <b>{ $program }</b>
    { $child }; { $provider }, { $group }
enrollment-state = Сейчас: <b>{ $state }</b>
waits-request = Если организация не ответит до конца дня { $until }, заявка закроется сама.
waits-money-request = Если организация не ответит до конца дня { $until }, заявка закроется и { $date } на сертификат вернётся { $amount }.
waits-offer = Ответить можно до конца дня { $until }, потом предложение закроется само.
waits-money-offer = Ответить можно до конца дня { $until }; без ответа предложение закроется и { $date } на сертификат вернётся { $amount }.
enrollment-refusal = Причина: { $reason }
enrollment-comment = Комментарий: «{ $comment }»
enrollment-days = С { $from } по { $to }
enrollment-address = 📍 { $address }
enrollment-lessons = Занятия в этом месяце: { $days }
enrollment-sums = По расчёту: сертификат { $certificate }, вы { $parent }
enrollment-sums-certificate = По расчёту: { $certificate }, всё платит сертификат
enrollment-free = Бесплатно: сертификат не тратится
month-charged = ✅ { $month }: списано { $amount }
month-coming = • { $month }: спишется { $amount }
month-asked = • { $month }: { $amount }
month-parent = , вы { $parent }
enrollment-returns = Вернётся на сертификат { $date }: { $amount }
enrollment-returned = ↩️ Вернулось на сертификат: { $amount }
enrollment-changes = <b>Что происходило</b>
enrollment-change = • { $date }: { $act } ({ $actor })
change-request = заявка
change-offer = предложено место
change-confirm = заявка подтверждена
change-accept = место принято
change-refuse = отказ
change-take-back = предложение отозвано
change-move = смена группы
change-move-between = смена группы: «{ $old }» → «{ $new }»
change-leave = уход
change-withdraw = отзыв
change-terminate = договор прекращён
change-conclude = договор заключён
change-expire = ответа не было, закрыто
change-close = занятия закончились
button-withdraw = Отозвать заявку
button-terminate = Уйти из кружка
button-program-card = О программе

leave-withdraw =
    <b>Отозвать заявку?</b>
    { $child }: «{ $program }»
leave-cancel =
    <b>Отменить запись до первого занятия?</b>
    { $child }: «{ $program }»
leave-terminate =
    <b>Закончить занятия?</b>
    { $child }: «{ $program }»
leave-changed = ⚠️ Пока вы решали, условия изменились. Вот новые, ничего ещё не закончено.
leave-last-day = Последний день договора — { $date }
leave-returns-now = На сертификат сразу вернётся <b>{ $amount }</b>
leave-returns = На сертификат вернётся <b>{ $amount }</b> — { $date }
leave-returns-nothing = На сертификат ничего не вернётся
leave-took-nothing = Деньги сертификата за это место не откладывались: остаток не изменится
leave-charged = До конца ещё спишется { $amount }
leave-owes = Организации вы ещё должны { $amount }
leave-irrevocable = Передумать потом нельзя: придётся подавать новую заявку.
button-leave-withdraw = Да, отозвать
button-leave-cancel = Да, отменить
button-leave-terminate = Да, закончить
button-stay = Нет, оставить как есть
left-requested =
    ✅ <b>Заявка отозвана</b>
    { $child }: «{ $program }». Место освобождено.
left-offered =
    ✅ <b>Вы отказались от места</b>
    { $child }: «{ $program }».
left-cancelled =
    ✅ <b>Договор отменён до первого занятия</b>
    { $child }: «{ $program }». Место освобождено.
left-ending =
    ✅ <b>Занятия закончатся { $date }</b>
    { $child }: «{ $program }»
enrollment-sums-later = Сколько заплатит сертификат и сколько вы, посчитаем перед вашим согласием.
