### Почему команда ничего не сделала. Код отказа добавляется в скобках.

error-refused = Правила этого не разрешают.
error-not-allowed = Этому участнику здесь это не разрешено, или такого объекта нет. Кто действует, говорит KRUZHOK_ACTOR: operator:ИМЯ ведёт реестры и сертификаты, municipality:КОД:ИМЯ — периоды, категории, заморозку и закрытие, staff:СЧЁТ:ИНН отвечает на заявки, parent:СЧЁТ действует за ребёнка.
error-wrong-state = Состояние { $current }, перейти в { $attempted } нельзя.
error-impossible-dates = Договора с такими датами быть не может.
error-request-refused = Заявку подать нельзя.
error-calculation-changed = Суммы теперь другие: по сертификату { $certificate }, доплата { $parent }.
error-leaving-changed = Условия ухода изменились с тех пор, как были показаны.
error-desk-child-unknown = Номер и имя не подошли, или у ребёнка нет родителя в боте.
error-too-many-attempts = Слишком много неудачных попыток за сутки.
error-insufficient = Столько денег не осталось.
error-no-places = В группе нет мест.
error-key-reused = Этот ключ уже использован для другого.
error-consent-missing = Согласия на обработку данных ещё нет.
error-price-too-high = Цена слишком высока: не больше { $highest }.
error-price-locked = Цену нельзя изменить: есть заявки или договоры этого модуля в этом периоде.
error-module-in-use = У модуля есть действующие записи детей.
error-requisites-wrong = ИНН { $given } или ОГРН этого поставщика неверен, платить по ним нельзя. Исправьте ОГРН (provider set { $given } --ogrn …) и повторите; если неверен ИНН, внесите поставщика заново (provider add).
error-group-in-use = Даты группы стоят на месте: в ней есть действующие записи детей. Заведите другую группу.
error-month-not-taught = За { $month } указать нельзя: месяц ещё не начался, или занятий у группы в нём нет.
error-month-settled = За { $month } уже рассчитались и деньги вернулись на сертификаты: число не изменить.
error-second-person-needed = Это программа своей организации оператора: то же должен подтвердить другой оператор.
error-invitation-unknown = Такого приглашения нет.
error-invitation-used = Приглашение уже использовано; сделайте новое.
error-invitation-expired = Срок приглашения истёк; сделайте новое.
error-invitation-open = Такое же приглашение уже есть и действует до { $until }, снова показать его нельзя: хранится только его отпечаток. --anew сделает новое вместо него, --another — ещё одно рядом.
error-not-found = { $what ->
    [certificate] Сертификата с номером { $given } нет.
    [municipality] Муниципалитета с кодом { $given } нет.
    [provider] Поставщика с ИНН { $given } нет.
    [agreement] Соглашения с этим поставщиком на период с { $given } нет.
    [account] Учётной записи { $given } нет.
    [parent] Учётная запись { $given } не связана с ребёнком, или её нет.
    [staff] Учётной записи с привязкой к поставщику { $given } нет.
    [period] Дня { $given } нет ни в одном периоде финансирования муниципалитета.
    [category] Категории «{ $given }» нет.
    [upload] Загрузки { $given } нет (kruzhok import list).
    [program] Программы { $given } нет.
    [module] Модуля { $given } нет.
    [group] Группы { $given } нет.
    [application] Заявления { $given } нет.
   *[other] Не найдено: { $what } { $given }.
}
error-application-changed = Заявление изменилось с тех пор, как было показано.
error-already-applied = На этого ребёнка уже подано заявление { $application }, оно ждёт ответа.
error-too-many-applications = Ждут ответа уже { $most } заявлений этой учётной записи; ответьте на них или отзовите лишние.
error-child-has-certificate = У ребёнка с таким именем и датой рождения уже есть сертификат (id { $certificate }); второй не выдаётся. Откажите и пригласите семью к тому, который есть.
error-date-not-reached = Этот день в муниципалитете ещё не наступил.
error-not-a-name = { $field }: имя пишется буквами, между ними могут быть пробелы, дефисы, апострофы и точки; в заявлениях и файлах нужны и фамилия, и имя.
error-used-before = По прежнему сертификату ребёнка деньги периода до { $until } уже использованы; второй раз они не выделяются.
error-clock-set-back = KRUZHOK_CLOCK раньше того, что в этой базе уже записано: { $latest }. Поставьте время не раньше или начните с другой базы.
error-comment-needed = Другую причину нужно назвать словами (--comment): семья их прочтёт.
error-bad-value = { $field }: { $why }.
error-certificate-in-use = { $count ->
    [0] Деньги периода зарезервированы или списаны.
   *[other] Мешают записи, всего { $count }: { $enrollments }. Сначала завершите их (enrollment terminate или withdraw).
}
error-last-acting-parent = Есть открытые заявки или договоры (всего { $count }), и кроме этого родителя завершить их некому.
error-freezing-lasts = Заморожен с { $since }; разморозить можно в следующем периоде.
error-nominal-too-low = У сертификатов (всего { $count }) доступно меньше, чем убавится; их номера: { $certificates }. Ни один не изменён.
error-program-gone = Этой программы нет в каталоге.
error-too-many-favorites = В избранном уже { $most } программ.
error-too-many-saved-searches = Сохранено уже { $most } поисков.
error-search-too-wide = Подходит больше { $most } программ.
