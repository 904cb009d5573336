privacy =
    🔒 <b>Your data</b>

    <b>What is stored.</b> The number of your chat, your language, your consent with its time, your link to the child, favorites, saved searches and settings. A location: about a kilometre exact, and only until the next search. The child's name, birth date and certificate number and, if it is on record there, the parent's telephone, from the municipality's registry, encrypted. Your application for a certificate, if you sent one. Requests, contracts and every movement of money.

    <b>Why.</b> To enroll the child and to pay from the certificate. For nothing else.

    <b>Who sees it.</b> You and those who opened an invitation to the child: the button below shows them. Your municipality and the operator of the registry; each look of theirs is recorded. A provider sees the first name, the initial of the surname and the age, and only of its own requests.

    <b>How long.</b> A certificate number that you typed, for an hour. Failed attempts to link a child, for a day. What the talk is in the middle of and the words of a search, until the next step, and for three more days to repeat an answer after a failure. The rest of what is yours, and notices, until you press “Erase”. The child's data as long as the certificate is valid. Once it is closed, the municipality erases it; if nobody else sees the child, it also goes when you erase yours. Movements of money and the audit trail (what was done when, by numbers) stay after an erasure, without a name.

    <b>Your rights.</b> To get all of it as files, or to erase it, use the buttons below. A wrong name or birth date is corrected by the municipality that issued the certificate.

    Version of the consent: { $version }.
button-consent-text = 📜 Text of the consent
consent-text-given = ✅ You gave the consent on { $date }. This is the text you agreed to:
consent-text-earlier = On { $date } you agreed to version { $version }. The text has changed since: this is the present one, which needs a new consent.
consent-text-none = You have not given a consent yet. This is the text:
button-own-data = 📄 My data as files
button-erase = 🗑 Erase
button-who-sees = 👥 Who sees the child
own-data = 📄 This is all that is kept about you and your children, in words. Names and certificate numbers are in the file: do not pass it on.
own-data-exact = The same for programs (JSON), with every detail. Do not pass it on either.
erase =
    🗑 <b>Erase everything about you?</b>

    The link of your Telegram to the children, the consent, favorites, saved searches, settings and applications will be gone. This cannot be undone: to see the child again you will need a new invitation.
erase-withdrawn = <b>Will be withdrawn</b>, because nobody else follows it:
erase-withdrawn-requested = • { $child }: “{ $program }”: a request
erase-withdrawn-offered = • { $child }: “{ $program }”: a place that was offered to you
erase-going-on = <b>Will stay without you:</b>
erase-going-on-waiting = • { $child }: “{ $program }” waits for an answer; the other parent follows it
erase-going-on-active = • { $child }: “{ $program }”: a contract until { $date }; the other parent follows it
erase-going-on-ending = • { $child }: “{ $program }” ends on { $date }
erase-returns = { $told }; { $amount } returns to the certificate
erase-more = … and { $count } more, all of them in “My enrollments”
erase-applications = { $count ->
    [one] { $count } application for a certificate that waits for an answer will be withdrawn.
   *[other] { $count } applications for certificates that wait for an answer will be withdrawn.
}
erase-children = { $count ->
    [one] The name, birth date and certificate number of { $count } child will be erased too: the certificate is closed.
   *[other] The names, birth dates and certificate numbers of { $count } children will be erased too: their certificates are closed.
}
erase-stays = Records of a child with a valid certificate stay with the municipality: lessons are paid by them. They can be erased when the certificate is closed.
erase-impossible = <b>It cannot be erased now:</b> contracts run that nobody but you could end.
erase-contracts = <b>End these first:</b>
erase-contract = • { $child }: “{ $program }”: a contract until { $until }. Ended today, its last day is { $date }
erase-contract-before = • { $child }: “{ $program }”: lessons have not begun, it can be cancelled at once
erase-impossible-next = Or let the second parent get an invitation to enroll: then the contracts stay with them.
button-end = ✖️ { $child }: { $program }
button-erase-confirm = 🗑 Yes, erase for good
erased = Done: nothing about you is left here. The messages of this chat are kept by Telegram and can be deleted there. If you want to come back, write /start.
who-sees = 👥 <b>Who sees { $child }</b>
who-sees-you = • You: { $may }, since { $date }, { $way }
who-sees-other = • Another person: { $may }, since { $date }, { $way } (link no. { $number })
linked-by-OPERATOR = invited by the operator
linked-by-MUNICIPALITY = invited by the municipality
linked-by-TELEPHONE = by the certificate's number and the telephone on record
linked-by-APPLICATION = by the application for the certificate
linked-by-unknown = who invited is not on record
may-act = looking and enrolling
may-look = looking only
who-sees-offices = The municipality and the operator see the child too (each look is recorded); a provider sees the first name, the initial of the surname and the age, and only of its own requests.
who-sees-second = For a second parent ask the operator or the school for an invitation of their own: say whether they should be able to enroll the child or only look.
who-sees-unknown = There are no names: the bot does not ask for them. Those who invite take links away: the operator or the municipality. If somebody should not be here, tell them the number of the link.
who-sees-choose = About whom?
button-unlink = Stop seeing: { $child }
button-unlink-yes = Yes, stop
unlink =
    <b>Stop seeing { $child }?</b>

    The child leaves your “Family”, and no messages about it will come. Nothing changes for others. To come back you will need a new invitation.
unlinked = Done: you do not see this child any more.
