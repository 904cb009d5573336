start-choose =
    📅 Когда <b>{ $child }</b> начнёт?
    «{ $program }», { $group }
start-type = Выберите день или напишите дату, например { $example }.
start-none = Эта группа уже закончилась, или её даты не известны. Посмотрите другие группы.
start-past = { $date } уже прошло. Самый ранний день — { $first }: нажмите кнопку или напишите другой день.
start-outside = { $date } группа не работает. Начать можно с { $first } по { $last }: нажмите кнопку или напишите другой день.
start-no-day = Дня «{ $typed }» в календаре нет. Напишите другой, например { $example }, или выберите кнопкой.
start-not-understood = Не получилось прочитать дату. Напишите день, месяц и год, например { $example }, или выберите день кнопкой.

quote-title =
    🧮 <b>{ $child }</b>: «{ $program }»
    { $provider }, { $group }
quote-changed = ⚠️ Суммы изменились, пока вы выбирали. Вот новый расчёт, заявка ещё не отправлена.
quote-days = С { $from } по { $to }
quote-certificate = Сертификат заплатит <b>{ $amount }</b>
quote-parent = Вы доплатите <b>{ $amount }</b>
quote-parent-nothing = Вам доплачивать не нужно
quote-free = Бесплатно: сертификат не тратится
quote-month = • { $month }: { $certificate }
quote-month-both = • { $month }: { $certificate } и ваши { $parent }
quote-months = • дальше, { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[many] { $count } месяцев
}: по { $certificate }
quote-months-both = • дальше, { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[many] { $count } месяцев
}: по { $certificate } и ваши { $parent }
quote-goes-on = Группа занимается до { $date }. Дальше — новый договор, из денег следующего года.
quote-rest = После этого на сертификате останется { $rest }
quote-tick = Отметьте оба согласия, и появится кнопка отправки.
quote-ready = Всё готово: отправьте заявку организации.
quote-looking = Вы можете смотреть, а отправить заявку может другой родитель.
contract-title-read = 📄 <b>Договор об обучении</b>
button-contract = 📄 Договор
contract-not-yet = Договора ещё нет: он появится, когда место станет вашим.
contract-parties-kept = • Стороны: { $provider } и законный представитель ребёнка ({ $child }). За сертификат платит муниципалитет.
contract-money-kept = • Цена: { $price }, по месяцам, как в записи
contract-concluded-on = • Заключён { $date }, без бумаги
contract-parties = • Стороны: { $provider } и вы, законный представитель ребёнка ({ $child }). За сертификат платит муниципалитет.
contract-subject = • Предмет: «{ $program }», { $group }, с { $from } по { $to }
contract-money = • Цена: { $price }, по месяцам, как в расчёте выше
contract-free = • Цена: бесплатно
contract-by-provider = • Заключается без бумаги, когда организация подтвердит заявку. Если первый день к тому времени пройдёт, договор начнётся с дня подтверждения, и суммы не вырастут.
contract-by-parent = • Заключается без бумаги: организация подтвердит и предложит место, последнее слово за вами.
contract-by-this = • Заключается без бумаги, когда вы примете место
contract-ending = • Закончить можете в любой день в «Моих записях»: занятия и оплата — до конца того же месяца, деньги за следующие месяцы вернутся. До первого дня отмена ничего не стоит. Организация может прекратить договор только по причине из правил и назовёт её.
consent-offer = Договор: вы принимаете эти условия
consent-transfer = Данные: организация увидит имя, первую букву фамилии и возраст
button-tick = ⬜️ Принимаю договор
button-ticked = ☑️ Принимаю договор
button-tick-data = ⬜️ Показать организации имя и возраст
button-ticked-data = ☑️ Показать организации имя и возраст
button-send-request = 📨 Отправить заявку
button-another-day = 📅 Другой день
button-to-program = ← К программе

refused-start = Начало { $date }
refused-title = Так записать нельзя, заявка не отправлена.
request-sent =
    📨 <b>Заявка отправлена</b>
    { $child }: «{ $program }», { $provider }
request-sent-money = На сертификате зарезервировано { $amount }.
request-sent-wait = Ждём ответа организации — бот сразу напишет.
request-state = { $child }: «{ $program }» — { $state }.
button-open-enrollment = 📋 Открыть запись
button-day = { $day }
