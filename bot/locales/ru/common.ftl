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
state-ACTIVE = запись подтверждена
state-ENDING = договор заканчивается
state-CLOSED = занятия закончились
state-REFUSED = организация отказала
state-WITHDRAWN = заявка отозвана
state-WITHDRAWN-contract = договор отменён до начала занятий
state-EXPIRED = ответа не было, заявка закрыта

refusal-GROUP_FULL = в группе нет мест
refusal-LEVEL_MISMATCH = группа другого уровня
refusal-DOCUMENTS_MISSING = не хватает документов
refusal-TIMETABLE_CHANGED = изменилось расписание
refusal-OTHER = другая причина

list-item = • { $text }
