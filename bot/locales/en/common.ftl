# Buttons of many screens
button-home = 🏠 Home
button-back = ← Back
button-before = ◀️
button-after = ▶️
button-page = { $page }/{ $pages }
button-family = 👨‍👩‍👧 Family
button-search = 🔎 Find a club
button-enrollments = 📋 My enrollments
button-more = ⚙️ More
button-history = 🧾 History
button-notifications = 🔔 Notifications
button-language = 🌐 Язык / Language
button-privacy = 🔒 Your data
button-help = ❓ Help

# Common words
age-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
ages = ages { $least }–{ $most }

direction-TECHNICAL = Technology
direction-NATURAL_SCIENCE = Natural science
direction-SPORTS = Sports
direction-ARTS = Arts
direction-TOURISM = Hiking and local history
direction-SOCIAL = Society and humanities

form-IN_PERSON = in person
form-MIXED = in person and online
form-REMOTE = online

state-REQUESTED = waiting for the provider
state-OFFERED = the provider offers a place
state-ACTIVE = enrollment confirmed
state-ENDING = the contract is ending
state-CLOSED = finished
state-REFUSED = refused by the provider
state-WITHDRAWN = request withdrawn
state-WITHDRAWN-contract = the contract was cancelled before its first day
state-EXPIRED = no answer came, request closed

refusal-GROUP_FULL = the group is full
refusal-LEVEL_MISMATCH = the group is of another level
refusal-DOCUMENTS_MISSING = documents are missing
refusal-TIMETABLE_CHANGED = the timetable has changed
refusal-OTHER = another reason

list-item = • { $text }
