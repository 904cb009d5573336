notifications-groups = 🔔 О чём писать? Откройте раздел, чтобы включить или выключить.
notifications-group = 🔔 <b>{ $name }</b>. Нажмите, чтобы включить или выключить.
button-notices = { $name }: { $on } из { $all }
button-all-on = ✅ Включить всё
button-all-off = 🔕 Выключить всё
notices-requests = Заявки и места
notices-lessons = Занятия и договоры
notices-money = Деньги
notices-certificate = Сертификат
notices-provider = Для организации
notices-operator = Для оператора
notifications-nothing = Уведомлений пока нет: они появятся, когда будет привязан ребёнок.
button-kind-on = ✅ { $name }
button-kind-off = 🔕 { $name }
kind-REQUEST_RECEIVED = Новая заявка
kind-REQUEST_UNANSWERED = Заявка ждёт ответа
kind-REQUEST_WITHDRAWN = Заявка отозвана
kind-CONTRACT_ENDING = Ребёнок уходит
kind-REQUEST_ANSWERED = Ответил коллега
kind-OFFER_ACCEPTED = Семья приняла место
kind-OFFER_DECLINED = Семья отказалась
kind-GROUP_CHANGED = Смена группы
kind-PLACE_OFFERED = Вам предлагают место
kind-OFFER_UNANSWERED = Место ждёт ответа
kind-OFFER_TAKEN_BACK = Предложение места отозвано
kind-CONTRACT_TERMINATED = Организация прекращает договор
kind-REQUEST_CONFIRMED = Заявка подтверждена
kind-LESSONS_CHANGED = Изменилось расписание
kind-REQUEST_REFUSED = Отказ с похожими кружками
kind-REQUEST_EXPIRED = Заявка без ответа
kind-CHARGE_POSTED = Списания
kind-MONEY_RELEASED = Деньги вернулись
kind-MONEY_GRANTED = Новые деньги
kind-MONEY_LOW = Денег мало
kind-MONEY_LAPSING = Деньги скоро сгорят
kind-MONEY_LAPSED = Деньги сгорели
kind-CERTIFICATE_CLOSED = Сертификат закрыт
kind-APPLICATION_CONFIRMED = Заявление: сертификат выдан
kind-APPLICATION_REFUSED = Заявление: отказ
kind-AGREEMENT_NEARLY_USED = Деньги по договору заканчиваются
kind-APPLICATION_RECEIVED = Новое заявление на сертификат
kind-APPLICATION_DUE = Последний день ответа на заявление
kind-LINKING_PAUSED = Подбирают номера: привязка остановлена
kind-PROVIDER_MOVED = Место в реестре
kind-PROGRAM_DECIDED = Сертификация программ
kind-CERTIFICATE_FUNDED = Сертификат получил деньги
kind-QUEUE_JOINED = Очередь на деньги
kind-NOMINAL_CHANGED = Сумма сертификата изменилась

help-title = ❓ <b>Как пользоваться</b>
help =
    1. Попросите у оператора ссылку-приглашение и откройте её. Сертификата ещё нет — подайте заявление: /apply.
    2. Напишите, чем ребёнок хочет заниматься: «шахматы».
    3. Выберите группу и день, посмотрите расчёт, отправьте заявку.
    4. Организация ответит — бот сразу напишет. О каждом списании тоже.

    /family — дети и деньги
    /search — найти кружок
    /enrollments — мои записи
    /history — движение денег
help-everybody =
    /notifications — что присылать
    /language — язык
    /privacy — о данных
help-staff =
    <b>Организации</b>
    Новая заявка приходит сюда сообщением: подтвердите её или откажите кнопкой. Без ответа она закроется сама.
    /requests — заявки, которые ждут
    /groups — группы, места, полнота за месяц
    Договоры и «Предложить место» — на первом экране, /start.
help-operator = Оператору: /invite и номер сертификата — приглашение семье; заявления на сертификат — кнопка «Приглашения и заявления» на первом экране, /start.

operator = 🗂 Чтобы пригласить семью, напишите /invite и номер сертификата, например /invite 3901123456. Бот даст ссылку и QR-код на 72 часа. Второму родителю — ещё одна ссылка; чтобы он только видел: /invite 3901123456 смотреть
invite-bad-number = Номер сертификата — десять цифр. Напишите, например: /invite 3901123456. Чтобы родитель только видел: /invite 3901123456 смотреть
invite-number-alone = Чтобы пригласить семью этого ребёнка, напишите /invite { $number }. Чтобы родитель только видел: /invite { $number } смотреть
invite-bad-word = Слова «{ $word }» здесь не понимаю, приглашения нет. Чтобы родитель записывал ребёнка: /invite { $number }. Чтобы только видел: /invite { $number } смотреть
invite-acts = увидит всё о ребёнке и сможет его записывать
invite-looks = увидит всё о ребёнке, но записывать не сможет
button-invite-look = 👁 Ссылка: только видеть
button-invite-act = ✍️ Ссылка: видеть и записывать
invite-ready =
    🗂 Приглашение для семьи: <b>{ $child }</b>

    { $link }

    Действует один раз, до { $until }. Передайте ссылку или QR‑код родителю: кто её откроет, тот { $may }. Второму родителю нужна своя ссылка.
invite-others = { $count ->
    [one] Ещё { NUMBER($count, useGrouping: 0) } такая же ссылка к этому ребёнку не использована и тоже действует.
    [few] Ещё { NUMBER($count, useGrouping: 0) } такие же ссылки к этому ребёнку не использованы и тоже действуют.
   *[other] Ещё { NUMBER($count, useGrouping: 0) } таких же ссылок к этому ребёнку не использовано, они тоже действуют.
}
kind-CERTIFICATE_UNUSED = Сертификатом не пользуются
kind-CERTIFICATE_UNFUNDED = Деньги вернулись муниципалитету
kind-CERTIFICATE_FROZEN = Сертификат заморожен
kind-CERTIFICATE_UNFROZEN = Сертификат разморожен
kind-SEARCH_FOUND = Новое по моим поискам
notices-catalog = Новое в каталоге
