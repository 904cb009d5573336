program-title = <b>{ $title }</b>
program-where = { $provider }, { $municipality }
program-about = { $direction }; { $ages }; { $form }
program-level = Level: { $level }
level-STARTING = beginners
level-BASIC = basic
level-ADVANCED = advanced
level-MIXED = mixed
duration = ⏳ { $text }
duration-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
duration-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
program-special-needs = There are places for children with special needs.
program-text = { $text }
group-name = { $group }
group-name-module = { $group }, { $module }
groups-alike = The same for the groups below:
button-about = ℹ️ All details
button-to-groups = ← To the groups
group-module = 📘 { $module }
group-when = { $when } · { $places }
group-fully = 💳 the certificate pays everything: { $certificate }
group-fully-until = 💳 until { $date } the certificate pays everything: { $certificate }
group-of-price = { $paid } (the whole course { $price })
group-of-age = { $paid } ({ $ages })
groups-go-on = After { $date } there is a new contract, from the next year’s money.
group-extra = 💳 { $cover }; until { $date } the certificate { $certificate }, you { $parent }
group-title = <b>{ $number }. { $name }</b>
group-ages = For { $ages }
group-days = 📅 { $from } – { $to }
group-days-unknown = 📅 ask the provider for the dates
group-address = 📍 { $address }
group-cover = 💳 { $cover }
lessons-first = 📅 The first lesson is on { $date }
lessons-none = By the timetable there are no lessons on these days.
timetable = 🕒 { $text }
timetable-unknown = 🕒 ask the provider for the timetable
program-no-child = To see what the certificate pays, and to enroll, link a child: the button “Family”.
program-looking = { $child }: you can see everything; the other parent enrolls.
program-for = For: { $child }
button-enroll = ✅ Enroll: { $group }
button-other-day = 📅 Choose a day: { $group }
button-share = ↗️ Share
button-similar = 🧩 Similar
button-to-results = ← To the list
similar-title = Similar programs
similar-none = There are no similar programs yet. Try another word.
program-no-groups = No groups yet: ask the provider for times, places and the price.
program-qr =
    <b>{ $title }</b>
    { $provider }

    { $link }

    Point a phone's camera at it, and this program opens.
program-gone-similar = Similar programs:
button-favorite = ☆ Add to favorites
button-favorite-drop = ★ Remove from favorites
button-favorites = ★ Favorites
button-to-favorites = ← To favorites
button-qr = 🔳 QR code
button-open-program = Open the program
button-wanted = ↩️ To the program you looked at
favorites-title = { $count ->
    [one] ★ { $count } program in your favorites
   *[other] ★ { $count } programs in your favorites
}
favorites-none = ★ No favorites yet. Open a program and press “Add to favorites” to come back to it.
favorite = <b>{ $number }. { $title }</b>, { $provider }
favorite-gone = { $number }. { $title }, { $provider } — no longer in the catalog
