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
state-OFFERED-prolongation = going on in the new period: the family's answer is awaited
state-OFFERED-agreed = the family agreed to go on in the new period
state-ACTIVE = enrollment confirmed
state-ENDING = the contract is ending
state-CLOSED = finished
state-REFUSED = refused by the provider
state-REFUSED-office = closed by a decision of the municipality or the operator
state-WITHDRAWN = request withdrawn
state-WITHDRAWN-offer = the place was declined
state-WITHDRAWN-taken-back = the provider took the offer back
state-EXPIRED-offer = no answer came, offer closed
state-WITHDRAWN-contract = the contract was cancelled before its first day
state-WITHDRAWN-prolongation = the lessons do not go on in the new period
state-EXPIRED = no answer came, request closed
state-EXPIRED-prolongation = nobody agreed, the lessons do not go on in the new period
closed-because-ADULT = The child is 18 by now.
closed-because-MOVED = The child moved to another municipality.
closed-because-WISH = At the family's wish.

refusal-GROUP_FULL = the group is full
refusal-LEVEL_MISMATCH = the group is for another level
refusal-DOCUMENTS_MISSING = documents are missing
refusal-TIMETABLE_CHANGED = the timetable has changed
refusal-OTHER = another reason

list-item = • { $text }
