search-found = 🔎 { $count ->
    [one] { $count } program found
   *[other] { $count } programs found
}
search-corrected = Searching for: “{ $understood }”
search-corrected-condition = “{ $typed }” is “{ $understood }”
search-corrected-nothing = Nothing similar either: “{ $understood }”
search-for = For: { $child }
search-sums-for = What you add is counted for: { $child } – it may differ for another child.
search-no-sums = Prices are without a certificate: { $child } is of another age.
search-for-several = For: { $children }; what you add is counted for: { $child } – it may differ for another child.
search-nothing = 🔎 Nothing found.
search-nothing-text = 🔎 Nothing found for “{ $text }”. Titles are in Russian, such as «шахматы» for chess.
search-without = What to leave out to find more:
search-without-one = · without { $what }: { $count }
search-nothing-next = Try another word, or look at all programs.
search-choose-child = For whom?
search-too-long = That is too long to search for. Type a word or two, such as «шахматы».

found-title = <b>{ $number }. { $title }</b>
found-where = { $provider }, { $municipality }
found-about = { $ages }; { $places }
found-cover = 💳 { $cover }

places-free = { $count ->
    [one] { $count } free place
   *[other] { $count } free places
}
places-none = no free places
places-unknown = ask the provider for places

cover-free = free of charge
cover-fully = the certificate pays all
cover-fully-until = the certificate pays all until { $date }, then from the next year's money
cover-extra = you add { $amount } a month
cover-extra-once = you add { $amount }
cover-not = not possible: { $reasons }
cover-price = { $price } for the whole course
cover-price-unknown = ask the provider for the price
cover-paid = paid, certificates are not accepted

button-program = { $number }. { $title }
button-search-new = 🔎 New search
button-search-all = All programs
button-whose = 🧒 { $child }
search-ask = 🔎 Type what your child would like to do, with conditions if you like: «шахматы после 17» is chess after 5 pm, «танцы по вторникам» is dance on Tuesdays. Titles are Russian. Or choose a direction.
search-understood = Understood: { $chips }
search-not-understood = I do not understand { $words }.
search-unused = I cannot use this yet: { $words }.
search-everything-there-is = These are all programs: I found neither a subject nor a condition in the question.
search-everything-of-age = This is all that fits the age: I found neither a subject nor a condition in the question.
search-price-added = The price is what you add: the certificate is already counted.
search-unknown = { $count ->
    [one] No program has the word { $words }.
   *[other] No program has the words { $words }.
}
search-measured = Distances are from the centre of { $name }. Send a location (📎 → Location) to measure from there. It is not kept longer than this search.
search-first = First: { $name }
search-where-are-you = 📍 To begin with those nearest to you, send a location: 📎 → Location. It is not kept longer than this search.
chip-first = ↕️ { $name }
search-lacking = None of it is for this age: { $ages }.
search-lacking-themes = There is some, but not as you asked: { $themes }.
search-beside = Close to what there is not:
search-of-another-age = There is some for another age: { $ages }.
search-nearest = Close to it by subject:
search-nearest-fits = Close to it by subject, and all the rest fits:
search-nearest-without = Close to it by subject, but without { $what }:
search-elsewhere = This catalog has no such places: { $places }.
search-nearest-words = Nothing has all of it. The nearest:
search-parted = Nothing has all of it: each program is about one part.
found-near = { $name }, { $km } km
found-near-centre = { $name }, ≈ { $km } km to its centre
found-title-near = { $number }. { $title }, { $provider }
chip-child = { $child }, { $age }
chip-excluded = not { $what }
chip-word = “{ $word }”
chip-ages-until = up to { $most ->
    [one] { $most } year
   *[other] { $most } years
}
chip-starts = from { $time }
chip-ends = until { $time }
chip-price = up to { $price } a month
chip-free = free of charge
chip-needs = special needs
chip-free-places = free places
chip-covered = certificate pays
registry-CERTIFIED = By certificate
registry-PREPROFESSIONAL = Pre-professional, free
registry-SIGNIFICANT = Significant, free
registry-GENERAL = General, free
registry-PAID = Paid
filters-title = ⚙️ <b>What matters?</b> Press to choose or change.
filters-found = { $count ->
    [0] Nothing fits now.
    [one] { $count } program fits now.
   *[other] { $count } programs fit now.
}
filter-AGE = 🎂 Age
filter-WEEKDAY = 📅 Days
filter-STARTS = 🕒 Begins
filter-ENDS = 🕘 Ends
filter-MUNICIPALITY = 🗺 Where
filter-ADDRESS = 🏘 Part of town
filter-DIRECTION = 🎨 Direction
filter-PRICE = 💰 Price
filter-FORM = 💻 Form
filter-REGISTRY = 🧾 Who pays
filter-FREE_PLACES = Free places
filter-COVERED = The certificate pays all
filter-NEEDS = For special needs
filter-denied = Now: { $value }
filter-nothing = There is nothing to choose: with the other conditions nothing is left.
choose-AGE = 🎂 How old is the child?
choose-WEEKDAY = 📅 On which days? Several are possible.
choose-STARTS = 🕒 Beginning not before?
choose-ENDS = 🕘 Ending not after?
choose-MUNICIPALITY = 🗺 Where?
choose-ADDRESS = 🏘 In which part of town?
choose-DIRECTION = 🎨 Which direction?
choose-PRICE = 💰 What may it cost?
choose-FORM = 💻 In which form?
choose-REGISTRY = 🧾 Who pays?
choose-NEEDS = For children with special needs
choose-FREE_PLACES = With free places
choose-COVERED = The certificate pays all
choose-WORD = To do what?
choose-sort = ↕️ What comes first?
choose-sort-point = To begin with those nearest to you, send a location: 📎 → Location. It is not kept longer than this search.
sort-FIT = Best fit
sort-NEAREST = Nearest
sort-CHEAPEST = Least to pay
sort-SOONEST = Beginning soonest
button-filter = { $name }
button-filter-set = { $name }: { $value }
button-value = { $name }
button-value-count = { $name } ({ $count })
button-value-set = ✅ { $name }
button-value-set-count = ✅ { $name } ({ $count })
button-any = Does not matter
button-show-found = 🔎 Show ({ $count })
button-filters = ⚙️ Refine
button-sort = ↕️ First: { $name }
button-drop = ✕ { $what }
button-step = → { $what }
button-change-short = ✏️
button-change = ✏️ change
button-without = Without { $what }: { $count }
button-word = Perhaps “{ $word }”?
button-another-child = 🧒 For { $child }: { $count }
button-near = 📍 Near: { $name }
