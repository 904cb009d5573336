button-accept = ✅ Принять место
button-decline = Отказаться
offer-accepted =
    ✅ <b>Место ваше!</b> Договор заключён.
    { $child }: «{ $program }», { $provider }
offer-parent = Вы доплатите { $amount }
offer-until = Ответьте до { $date } включительно, иначе место освободится.
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
notice-OFFER_UNANSWERED = ⏳ <b>Место ещё ждёт вашего ответа.</b>
notice-OFFER_UNANSWERED-amount = Сертификат заплатит { $amount }, по месяцам.
notice-OFFER_ACCEPTED = ✅ <b>Семья приняла место.</b> Договор заключён.
notice-OFFER_ACCEPTED-starts = Первый день — { $date }
notice-OFFER_DECLINED = ↩️ <b>Семья отказалась от места.</b>
