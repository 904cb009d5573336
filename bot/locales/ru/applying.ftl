# Заявление на сертификат: вопросы, проверка, что с ним стало
button-apply = 📝 Получить сертификат
button-apply-anew = 📝 Новое заявление
button-applications = 📝 Мои заявления
button-application = { $child }
button-apply-places = 📋 Весь список
button-place-lives = { $place }

apply-PLACE =
    📝 <b>Заявление на сертификат</b>

    Где живёт ребёнок? Сертификат выдаёт этот муниципалитет. Нажмите кнопку или напишите название.
apply-CHILD = Напишите полное имя ребёнка, сначала фамилию. Например: Котова Анна Игоревна
apply-BORN = Напишите дату рождения ребёнка: день, месяц, год. Например: 04.03.2016
apply-APPLICANT = Кто подаёт заявление?
apply-NAME = Напишите ваше полное имя, сначала фамилию. Например: Котова Ольга Петровна
apply-no-name = Нужны хотя бы фамилия и имя, буквами.
apply-no-day = Такого дня в календаре нет.
apply-no-date = Дата не понята. Нужны день, месяц и год.
apply-no-age = Сертификат выдают детям от { $least } до 17 лет. Проверьте год.
button-apply-as-PARENT = Мать или отец
button-apply-as-REPRESENTATIVE = Законный представитель
button-apply-as-CHILD = Я и есть ребёнок, мне 14 или больше

apply-changed = Заявление изменилось с тех пор, как было показано. Проверьте его ещё раз.
apply-check = 📝 <b>Проверьте заявление</b>
apply-check-place = Где: { $place }
apply-check-child = Ребёнок: <b>{ $name }</b>, дата рождения { $date }
apply-check-PARENT = Родитель: { $name }
apply-check-REPRESENTATIVE = Законный представитель: { $name }
apply-check-CHILD = Подаёт сам ребёнок: { $name }
apply-check-consent = Отправляя заявление, вы подтверждаете согласие на обработку этих данных (редакция { $version }; что хранится и зачем — в /privacy).
button-apply-send = ✅ Отправить заявление
button-apply-PLACE = ✏️ Где живёт
button-apply-CHILD = ✏️ Имя ребёнка
button-apply-BORN = ✏️ Дата рождения
button-apply-APPLICANT = ✏️ Кто подаёт
button-apply-NAME = ✏️ Ваше имя

applications-title = 📝 <b>Ваши заявления</b>
application-line = • { $child } — { $state }
application-SENT = подтвердите лично
application-CONFIRMED = сертификат выдан
application-REFUSED = отказано
application-WITHDRAWN = отозвано
application-title = 📝 <b>{ $child }</b>: заявление на сертификат
application-sent = ✅ Отправлено { $date }
application-come = ⏳ <b>Теперь подтвердите лично.</b> Куда прийти: { $place }, уполномоченный орган. Адрес и часы приёма назовут в администрации: по телефону или на её сайте.
application-bring-parent = Возьмите свидетельство о рождении или паспорт ребёнка и свой документ, удостоверяющий личность.
application-bring-child = Возьмите свой паспорт.
application-due = Ответ будет не позже { $date }. Бот сразу напишет.
application-confirmed = ✅ Подтверждено лично
application-issued = 🎫 <b>Сертификат выдан</b>, номер { $number }. Ребёнок уже в «Семье».
application-refused = ✖️ <b>Отказано.</b> Причина: { $reason }.
application-refused-next = Исправьте то, что нужно, и подайте новое заявление.
application-withdrawn = Заявление отозвано. Можно подать новое.
application-withdraw = Отозвать заявление: { $child }? Ответа на него тогда не будет.
button-apply-withdraw = Отозвать заявление
button-apply-withdraw-sure = Да, отозвать

no-certificate-DOCUMENTS_MISSING = не хватает документов
no-certificate-DATA_DIFFER = данные не совпали с документами
no-certificate-LIVES_ELSEWHERE = ребёнок живёт в другом муниципалитете
no-certificate-NOT_REPRESENTATIVE = заявитель не представляет ребёнка
no-certificate-HAS_CERTIFICATE = у ребёнка уже есть сертификат
no-certificate-AGE = возраст ребёнка не подходит
no-certificate-NOBODY_CAME = никто не пришёл с документами
no-certificate-OTHER = другая причина

# Оператору
button-applications-waiting = 📨 Заявления
applications-waiting = 📨 { $count ->
    [0] Новых заявлений нет.
    [one] Ждёт { $count } заявление
    [few] Ждут { $count } заявления
   *[many] Ждут { $count } заявлений
}
applications-line = • <b>{ $child }</b>, { $place }, ответить до { $date }
applications-number = 📨 <b>Заявление { $number }</b>
applications-due = Ответить до { $date }
applications-late = ⚠️ Ответ был нужен до { $date }
applications-check = Подтвердите, когда заявитель пришёл и показал документы: бот выдаст номер и откроет семье ребёнка.
applications-closed-before = У ребёнка уже был сертификат { $numbers }, он закрыт. Будет выдан новый.
applications-same-child = ⚠️ Ребёнок с таким именем и датой рождения уже есть: сертификат { $number }. Второй не выдаётся. Если это он, откажите и пригласите семью: /invite { $number }
applications-same-child-elsewhere = ⚠️ У ребёнка с таким именем и датой рождения есть сертификат в другом муниципалитете. Второй не выдаётся. Если это он, тот муниципалитет сначала закрывает его сертификат: откажите и объясните это семье.
applications-no-categories = ⚠️ В муниципалитете ещё нет ни одной категории детей, выдать сертификат нельзя. Её добавляет муниципалитет.
applications-category =
    { $child }: в какую категорию?

    Это последний шаг: после нажатия бот выдаст сертификат и напишет семье.
button-category = { $category }
button-application-confirm = ✅ Документы верны, выдать
applications-refuse-why = { $child }: почему отказать? Выберите или напишите своими словами: семья их прочтёт.
applications-refuse-comment =
    Причина: { $reason }.
    { $child }
applications-confirmed = ✅ { $child }: сертификат { $number } выдан. Семья узнает от бота.
applications-refused = ✖️ { $child }: отказано, { $reason }. Семья узнает от бота.
applications-withdrawn = { $child }: семья отозвала заявление № { $number }. Отвечать не нужно.
