# Полнота: сколько занятий месяца организация дала
button-completeness = 📊 Полнота за месяц
button-completeness-month = { $month }
button-completeness-months = 📊 Другие месяцы
button-completeness-say = ✅ Записать
button-completeness-other = ✏️ Другое число
button-percent = { $percent } %
completeness-groups = 📊 <b>Полнота за месяц</b>: какая группа?
completeness-months =
    📊 <b>«{ $program }», { $group }</b>
    Какую часть занятий месяца вы дали? Выберите месяц.
completeness-not-begun = Указывать пока нечего: занятия ещё не начались.
completeness-month = • { $month }: { $percent } %
completeness-month-unsaid = • { $month }: не указано, считается 100 %
completeness-how-much =
    📊 <b>{ $month }</b>: сколько занятий по расписанию вы дали?
    «{ $program }», { $group }
completeness-type = Выберите или напишите число от 0 до 100. Пропуски детей не считаются: важно, было ли занятие.
completeness-misread = Нужно целое число от 0 до 100, например 80.
completeness-check =
    📊 <b>{ $month }: дано { $percent } % занятий</b>
    «{ $program }», { $group }
completeness-now = Сейчас указано: { $percent } %
completeness-paid = { $count ->
    [one] { $count } договор
    [few] { $count } договора
   *[many] { $count } договоров
}, за месяц сертификаты платят { $amount }.
completeness-no-money = { $count ->
    [0] Договоров в этом месяце нет, денег это не касается.
    [one] { $count } договор, за него сертификат не платит: денег это не касается.
    [few] { $count } договора, за них сертификаты не платят: денег это не касается.
   *[many] { $count } договоров, за них сертификаты не платят: денег это не касается.
}
completeness-returns = На сертификаты вернётся <b>{ $amount }</b>, вам останется { $rest }. Деньги вернутся, когда счёт за месяц будет оплачен.
completeness-returns-nothing = Всё списанное остаётся вам, возвращать нечего.
completeness-check-next = Пока ничего не записано. Запишет только кнопка; семьи, чьих денег это касается, узнают.
completeness-entered =
    ✅ <b>Записано: { $month }, дано { $percent } % занятий</b>
    «{ $program }», { $group }
completeness-entered-next = Пока за месяц не рассчитались, число можно исправить. Прежнее останется в истории.
# Семье
notice-COMPLETENESS_ENTERED = 📊 <b>{ $month }: дано { $percent } % занятий</b>
notice-COMPLETENESS_ENTERED-returns = На сертификат вернётся <b>{ $amount }</b>, когда за месяц рассчитаются с организацией. Делать ничего не нужно.
notice-COMPLETENESS_ENTERED-nothing = Организация исправила число: за этот месяц на сертификат ничего не вернётся.
kind-COMPLETENESS_ENTERED = Часть занятий не состоялась
month-completeness = , дано { $percent } % занятий
month-completeness-returns = , дано { $percent } % занятий: вернётся { $amount } после расчёта за месяц
month-completeness-returned = , дано { $percent } % занятий: вернулось { $amount }
month-given = • { $month }: дано { $percent } % занятий
change-completeness = { $month }: дано { $percent } % занятий
error-month-not-taught = За этот месяц указать нельзя: он ещё не начался, или занятий в нём нет. Выберите другой.
error-month-settled = За этот месяц уже рассчитались и деньги вернулись семьям: число не изменить.
