search-ask = 🔎 Type what your child would like to do. The clubs have Russian titles: «шахматы» is chess, «танцы» is dance, «плавание» is swimming. Or choose a direction.
search-found = 🔎 { $count ->
    [one] { $count } program found
   *[other] { $count } programs found
}{ $text ->
    [none] {""}
   *[other] {" "}for “{ $text }”
}
search-corrected = Searching for: “{ $understood }”
search-corrected-nothing = Nothing similar either: “{ $understood }”
search-for = For: { $child }
search-nothing = 🔎 Nothing found.
search-nothing-text = 🔎 Nothing found for “{ $text }”. Titles are in Russian, such as «шахматы» for chess.
search-without = Without one of the conditions there is more:
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
button-place = 🗺 District
button-place-drop = ✕ { $name }
button-direction = 🎨 Direction
button-direction-drop = ✕ { $name }
button-age = 🎂 Age
button-age-drop = ✕ { age-years }
button-free = 👥 Free places
button-free-drop = ✕ Free places
button-whose = 🧒 { $child }
button-choice = { $name } ({ $count })
button-years = { age-years }
button-any-age = Any age
button-without-text = Without “{ $text }”: { $count }
button-without-municipality = Any district: { $count }
button-without-direction = Any direction: { $count }
button-without-age = Any age: { $count }
button-without-free_places = Without free places too: { $count }
condition-place = Where?
condition-direction = Which direction?
condition-age = How old is the child?
button-near = 📍 Near: { $name }
