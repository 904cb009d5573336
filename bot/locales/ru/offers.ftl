button-accept = ✅ Принять место
button-decline = Отказаться
offer-accepted =
    ✅ <b>Место ваше!</b> Договор заключён.
    { $child }: «{ $program }», { $provider }
offer-parent = Вы доплатите { $amount }
offer-until = Ответьте до { $date } включительно, иначе место освободится.
desk-offer-until = Ответьте до { $date } включительно. До вашего ответа место за вами не держится.
offer-looking = Ответить может другой родитель.
leave-decline =
    <b>Отказаться от места?</b>
    { $child }: «{ $program }»
button-leave-decline = Да, отказаться
request-offered =
    ✅ <b>Место предложено</b>: { $child }, «{ $program }», { $group }
    Ждём ответа семьи, бот о нём напишет.
notice-PLACE_OFFERED = 🎟 <b>Вам предлагают место!</b> Ответ за вами.
notice-PLACE_OFFERED-amount = Сертификат заплатит { $amount }, по месяцам.
notice-OFFER_UNANSWERED = ⏳ <b>Вы ещё не ответили, нужно ли вам место.</b>
notice-OFFER_UNANSWERED-amount = Сертификат заплатит { $amount }, по месяцам.
notice-OFFER_ACCEPTED = ✅ <b>Семья приняла место.</b> Договор заключён.
notice-OFFER_ACCEPTED-starts = Начало договора — { $date }
notice-OFFER_DECLINED = ↩️ <b>Семья отказалась от места.</b>
offer-tick = Отметьте оба согласия, и появится кнопка «Принять место».
offer-ready = Всё готово: примите место, и договор будет заключён.
offer-impossible = место принять нельзя
button-desk-offer = 🎟 Предложить место
desk-group = { $number }. «{ $program }», { $group }
button-desk-group = { $number }. { $program }: { $group }
desk-groups = 🎟 В какую группу предложить место ребёнку, который пришёл к вам?
desk-start =
    🎟 «{ $program }», { $group }
    С какого дня?
desk-type = Выберите день или напишите дату.
desk-day-first = Сначала день: нажмите кнопку или напишите дату. Номер сертификата и имя ребёнка спрошу следом, сейчас я их не сохранил.
desk-child =
    🎟 Начало { $date }. Напишите номер сертификата и полное имя ребёнка одним сообщением, например:
    3901123456 Иванова Мария Петровна
desk-child-misread = Не получилось прочитать: сначала десять цифр номера, потом имя.
desk-impossible = Сюда предложить место нельзя.
desk-offered =
    🎟 <b>Место предложено</b>: { $child }, «{ $program }», { $group }, с { $date }
    Место и деньги займутся, когда родитель примет.
desk-offers-title = 🎟 <b>{ $provider }</b>: { $count ->
    [0] предложений, которые ждут ответа семьи, нет.
    [one] { $count } предложение ждёт ответа семьи
    [few] { $count } предложения ждут ответа семьи
   *[many] { $count } предложений ждут ответа семьи
}
desk-offers-line = • <b>{ $child }</b>: «{ $program }», { $group }
desk-offers-until = Семья может ответить до конца дня { $date }
desk-offer-title = 🎟 <b>Предложение места: { $child }</b>, { age-years }
desk-offer-since = Предложено { $date }
desk-offer-waits = Ждём ответа семьи до конца дня { $date }. До её согласия место и деньги не заняты.
button-desk-offers = ⏳ Ждут ответа семьи
button-desk-offers-waiting = ⏳ Ждут ответа семьи: { $count }
button-take-back = Отозвать предложение
take-back-sure =
    <b>Отозвать предложение места?</b>
    { $child }: «{ $program }», { $group }, с { $date }
    Семья узнает, что предложение отозвано, и принять его уже не сможет. Места и деньги не были заняты. Предложить снова можно в любой день.
button-take-back-sure = Да, отозвать
taken-back =
    ↩️ <b>Предложение отозвано</b>: { $child }, «{ $program }», { $group }
    Место снова можно предложить. Семье бот напишет.
notice-OFFER_TAKEN_BACK = ↩️ <b>Организация отозвала предложение места.</b>
notice-OFFER_TAKEN_BACK-next = Отвечать больше не нужно. С сертификата ничего не списано. Почему — спросите в организации или найдите другой кружок.
notice-REQUEST_ANSWERED-taken-back = 👥 <b>Коллега отозвал предложение места.</b>
button-move = 🔁 Сменить группу
button-move-to = { $group }
move-title =
    🔁 <b>Другая группа</b>
    { $child }: «{ $program }»
move-sure =
    <b>Сменить группу?</b>
    { $child }: «{ $program }»
move-from = Сейчас: { $group }
move-to = Будет: <b>{ $group }</b>
move-means = Место меняется сразу, как вы подтвердите: прежнее достанется другим, и вернуться можно, пока оно свободно. Дни договора и суммы останутся прежними, организация узнает.
button-move-sure = ✅ Да, сменить группу
move-group = <b>{ $group }</b>
move-against = ✖️ не подходит: { $reasons }
move-choose = Договор и суммы останутся прежними. Выберите группу.
move-none = Перейти сейчас некуда. Можно закончить занятия и подать заявку заново.
move-impossible = ⚠️ В эту группу перейти уже нельзя. Вот как сейчас:
moved =
    ✅ <b>Группа изменена</b>
    { $child }: «{ $program }», { $group }
moved-sums = Договор и суммы прежние. Организация уже знает.
unknown-child-staff = Это похоже на номер и имя ребёнка, но вопрос уже закрыт, и ничего не сделано. Чтобы предложить место, начните снова: /groups, кнопка «Предложить место».
