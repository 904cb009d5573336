# Кнопки, которые есть на многих экранах
button-home = 🏠 В начало
button-back = ← Назад
button-before = ◀️
button-after = ▶️
button-page = { $page }/{ $pages }
button-family = 👨‍👩‍👧 Семья
button-search = 🔎 Найти кружок
button-enrollments = 📋 Мои записи
button-more = ⚙️ Ещё
button-history = 🧾 История
button-notifications = 🔔 Уведомления
button-language = 🌐 Язык / Language
button-privacy = 🔒 О данных
button-help = ❓ Помощь

# Общие слова
age-years = { $years ->
    [one] { $years } год
    [few] { $years } года
   *[many] { $years } лет
}
ages = { $most ->
    [few] { $least }–{ $most } года
   *[many] { $least }–{ $most } лет
}

direction-TECHNICAL = Техника
direction-NATURAL_SCIENCE = Естественные науки
direction-SPORTS = Спорт
direction-ARTS = Искусство
direction-TOURISM = Туризм и краеведение
direction-SOCIAL = Общество и гуманитарные науки

form-IN_PERSON = очно
form-MIXED = очно и дистанционно
form-REMOTE = дистанционно

state-REQUESTED = ждём ответа организации
state-OFFERED = организация предлагает место
state-OFFERED-prolongation = продолжение в новом периоде: ждём ответа семьи
state-OFFERED-agreed = семья согласилась продолжить в новом периоде
state-ACTIVE = запись подтверждена
state-ENDING = договор заканчивается
state-CLOSED = занятия закончились
state-REFUSED = организация отказала
state-REFUSED-office = закрыто решением муниципалитета или оператора
state-WITHDRAWN = заявка отозвана
state-WITHDRAWN-offer = от места отказались
state-WITHDRAWN-taken-back = организация отозвала предложение
state-EXPIRED-offer = ответа не было, предложение закрыто
state-WITHDRAWN-contract = договор отменён до начала занятий
state-WITHDRAWN-prolongation = в новом периоде занятия не продолжатся
state-EXPIRED = ответа не было, заявка закрыта
state-EXPIRED-prolongation = согласия не было, в новом периоде занятия не продолжатся
closed-because-ADULT = Ребёнку исполнилось 18 лет.
closed-because-MOVED = Ребёнок переехал в другой муниципалитет.
closed-because-WISH = По желанию семьи.

refusal-GROUP_FULL = в группе нет мест
refusal-LEVEL_MISMATCH = группа другого уровня
refusal-DOCUMENTS_MISSING = не хватает документов
refusal-TIMETABLE_CHANGED = изменилось расписание
refusal-OTHER = другая причина

list-item = • { $text }
