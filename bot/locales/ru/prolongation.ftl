prolongation-days = С { $from } по { $to }
prolongation-certificate = Сертификат заплатит { $amount } в месяц
prolongation-parent = Вы доплатите { $amount } в месяц
prolongation-first = , за первый месяц { $amount }
prolongation-parent-nothing = Доплачивать не нужно
prolongation-parent-now = Сейчас вы доплачиваете { $amount } в месяц
prolongation-until = Ответьте до { $date } включительно.
prolongation-silence-yes = Если не ответить, занятия продолжатся.
prolongation-silence-no = Если не ответить, занятия не продолжатся и место освободится.
prolongation-accepted = Вы согласились: занятия продолжатся.
prolongation-why-not = Почему продолжить нельзя:
prolongation-receipt =
    ✅ <b>Занятия продолжатся, новый договор — с { $date }</b>
    { $child }: «{ $program }»
button-prolong = ✅ Продолжить
button-prolong-decline = Не продолжать
leave-prolongation =
    <b>Не продолжать занятия?</b>
    { $child }: «{ $program }». Нынешний договор остаётся, в новом периоде занятий не будет.
button-leave-prolongation = Да, не продолжать
left-prolongation =
    ✅ <b>Занятия не продолжатся</b>
    { $child }: «{ $program }». Нынешний договор остаётся до своего последнего дня.
family-prolongation-offered = 🔁 «{ $program }» — продолжить с { $date }? Ждём ответа
family-prolongation-accepted = 🔁 «{ $program }» — продолжится с { $date }
groups-continuing = 🔁 В новом периоде: продолжат { $agreed }, ждём ответа { $asked }
notice-PROLONGATION_OFFERED = 🔁 <b>Продолжить занятия в новом периоде?</b>
notice-PROLONGATION_IMPOSSIBLE = ⚠️ <b>Продолжить занятия в новом периоде не получится.</b>
notice-PROLONGATION_CONCLUDED = ✅ <b>Занятия продолжаются.</b> Договор на новый период заключён.
notice-PROLONGATION_CONCLUDED-starts = Начало договора — { $date }
notice-PROLONGATION_EXPIRED = ⌛️ <b>Занятия не продолжатся: согласия не было.</b>
notice-PROLONGATION_WITHDRAWN = ↩️ <b>Занятия не продолжатся: вы или организация закончили договор.</b>
notice-PROLONGATION-returned = На сертификат вернулось { $amount }.
notice-PROLONGATION_DECLINED = ↩️ <b>Ребёнок не продолжит занятия в новом периоде.</b>
notice-PROLONGATION_DECLINED-unanswered = Семья не ответила, а без её согласия договор не продолжается.
notice-PROLONGATION_AGREED = 🔁 <b>Ребёнок продолжает занятия.</b> Договор на новый период заключён.
notice-PROLONGATION_AGREED-silently = Семья не возражала: доплата не выросла.
kind-PROLONGATION_OFFERED = Продолжение занятий
kind-PROLONGATION_IMPOSSIBLE = Продолжить не получится
kind-PROLONGATION_CONCLUDED = Занятия продолжаются
kind-PROLONGATION_EXPIRED = Занятия не продолжатся
kind-PROLONGATION_WITHDRAWN = Продолжение отменено
kind-PROLONGATION_DECLINED = Ребёнок не продолжит
kind-PROLONGATION_AGREED = Ребёнок продолжает
