notice-rest = Осталось доступно <b>{ $rest }</b>
notice-until = Потратить до { $date }
notice-what = { $child }: «{ $program }»
notice-what-at = { $child }: «{ $program }», { $provider }

notice-REQUEST_CONFIRMED = ✅ <b>Место ваше!</b> Организация подтвердила заявку.
notice-REQUEST_CONFIRMED-starts = Первый день — { $date }
notice-REQUEST_CONFIRMED-amount = Сертификат заплатит { $amount }, по месяцам.
notice-REQUEST_REFUSED = ✖️ <b>Организация отказала.</b>
notice-REQUEST_REFUSED-amount = На сертификат вернулось { $amount }.
notice-REQUEST_REFUSED-similar = Посмотрите похожие программы:
notice-REQUEST_REFUSED-no-similar = Попробуйте другую программу — поиск ниже.
notice-REQUEST_EXPIRED = ⌛️ <b>Заявка закрыта: ответа не было.</b>
notice-REQUEST_EXPIRED-amount = На сертификат вернулось { $amount }.
notice-REQUEST_EXPIRED-next = Можно подать новую заявку сюда же или найти другой кружок.
notice-CHARGE_POSTED = 💳 Списано <b>{ $amount }</b> за { $month }
notice-MONEY_RELEASED = ↩️ На сертификат вернулось <b>{ $amount }</b>
notice-MONEY_GRANTED = 🎉 { $child }: на сертификат пришли деньги
notice-MONEY_GRANTED-amount = Начислено <b>{ $amount }</b>
notice-MONEY_LOW = ⚠️ { $child }: на сертификате мало денег
notice-MONEY_LOW-next = Выбирая следующий кружок, посмотрите на доплату.
notice-MONEY_LAPSING = ⏳ { $child }: неистраченное скоро сгорит
notice-MONEY_LAPSING-next = Ещё можно найти кружок — поиск ниже.
notice-MONEY_LAPSED = { $child }: период закончился, неистраченное сгорело
notice-MONEY_LAPSED-amount = Сгорело { $amount }
notice-MONEY_LAPSED-next = На новый период приходят новые деньги, бот о них напишет.
notice-CERTIFICATE_CLOSED = { $child }: сертификат закрыт
notice-CERTIFICATE_CLOSED-next = История осталась в боте. Если это ошибка, напишите оператору.

notice-APPLICATION_CONFIRMED = 🎫 <b>{ $child }: сертификат выдан.</b> Ребёнок уже в «Семье».
notice-APPLICATION_CONFIRMED-next = Найдите кружок или попросите оператора перевести сертификат на финансирование.
notice-APPLICATION_REFUSED = ✖️ <b>{ $child }: в сертификате отказано.</b>
notice-APPLICATION_REFUSED-next = Исправьте то, что нужно, и подайте новое заявление.

notice-REQUEST_WITHDRAWN = ↩️ <b>Заявка отозвана.</b> Место снова свободно.
notice-CONTRACT_ENDING = 🏁 <b>Ребёнок уходит.</b>
notice-CONTRACT_ENDING-last = Последний день — { $date }
notice-REQUEST_ANSWERED = 👥 Коллега ответил на заявку: { $state }.
notice-staff-expired = ⌛️ <b>Заявка закрыта без ответа.</b> Место снова свободно.

notice-AGREEMENT_NEARLY_USED = ⚠️ <b>Деньги по договору заканчиваются.</b>
notice-AGREEMENT_NEARLY_USED-next = Когда они закончатся, новых заявок по сертификатам не будет; идущие договоры оплачиваются дальше. Предел повышает муниципалитет.
notice-agreement = { $provider } — { $municipality }
notice-agreement-days = С { $first } по { $last }
notice-agreement-used = Занято <b>{ $amount }</b>, осталось { $rest }

notice-PROVIDER_MOVED = 🏢 <b>{ $provider }</b>: новое состояние в реестре.
provider-NEW = Заявление принято к рассмотрению.
provider-ACTIVE = Организация в реестре: семьи видят её программы и могут подавать заявки.
provider-REFUSED = В реестр не включена. Причину скажет оператор; данные можно исправить и попросить снова.
provider-SUSPENDED = Работа приостановлена: новых заявок не будет, ждавшие закрыты, договоры продолжаются.
provider-EXCLUDED = Исключена из реестра: заявки закрыты, договоры заканчиваются. Причину скажет оператор.
