privacy =
    🔒 <b>Your data</b>

    <b>What is stored.</b> The number of your chat, your language, your consent with its time, your link to the child, favorites, saved searches and settings. A location: about a kilometre exact, and only until the next search. The child's name, birth date and certificate number, from the municipality's registry, encrypted. Your application for a certificate, if you sent one. Requests, contracts and every movement of money.

    <b>Why.</b> To enroll the child and to pay from the certificate. For nothing else.

    <b>Who sees it.</b> You and those whom you invited. Your municipality and the operator of the registry; each look of theirs is recorded. A provider sees the first name, the initial of the surname and the age, and only of its own requests.

    <b>How long.</b> What is yours, until you press “Erase”. The child's data as long as the certificate is valid; after that the municipality erases it, or the erasure of yours does. Movements of money stay without a name.

    <b>Your rights.</b> Everything as a file and erasure are here. A name or a birth date is corrected by the municipality that issued the certificate.

    Version of the consent: { $version }.
button-own-data = 📄 My data as a file
button-erase = 🗑 Erase
own-data = 📄 This is all that is kept about you and your children. Any program for text opens the file. Names and certificate numbers are in it: do not pass it on.
erase =
    🗑 <b>Erase everything about you?</b>

    The link of your Telegram to the children, the consent, favorites, settings and applications will be gone. This cannot be undone: to see the child again you will need a new invitation.
erase-withdrawn = { $count ->
    [one] { $count } request or application that nobody else follows will be withdrawn.
   *[other] { $count } requests or applications that nobody else follows will be withdrawn.
}
erase-children = { $count ->
    [one] The name, birth date and certificate number of { $count } child will be erased too: the certificate is closed.
   *[other] The names, birth dates and certificate numbers of { $count } children will be erased too: their certificates are closed.
}
erase-stays = Records of a child with a valid certificate stay with the municipality: lessons are paid by them. They can be erased when the certificate is closed.
erase-impossible = { $count ->
    [one] It cannot be erased now: { $count } contract runs, and nobody but you could end it. Open it in “My enrollments” and end it, or let the second parent get an invitation to act.
   *[other] It cannot be erased now: { $count } contracts run, and nobody but you could end them. Open them in “My enrollments” and end them, or let the second parent get an invitation to act.
}
button-erase-confirm = 🗑 Yes, erase for good
erased = Done: nothing about you is left here. The messages of this chat are kept by Telegram and can be deleted there. If you want to come back, write /start.
