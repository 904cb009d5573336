button-accept = ✅ Accept the place
button-decline = Decline
offer-accepted =
    ✅ <b>The place is yours!</b> The contract is concluded.
    { $child }: “{ $program }”, { $provider }
offer-parent = You pay { $amount }
offer-until = Answer by the end of { $date }, or the place becomes free.
desk-offer-until = Answer by the end of { $date }. Until you do, the place is not kept for you.
offer-looking = Another parent can answer.
leave-decline =
    <b>Decline the place?</b>
    { $child }: “{ $program }”
button-leave-decline = Yes, decline
request-offered =
    ✅ <b>Place offered</b>: { $child }, “{ $program }”, { $group }
    The family is asked; the bot will tell you its answer.
notice-PLACE_OFFERED = 🎟 <b>You are offered a place!</b> The answer is yours.
notice-PLACE_OFFERED-amount = The certificate pays { $amount }, month by month.
notice-OFFER_UNANSWERED = ⏳ <b>You have not said yet whether you want the place.</b>
notice-OFFER_UNANSWERED-amount = The certificate pays { $amount }, month by month.
notice-OFFER_ACCEPTED = ✅ <b>The family accepted the place.</b> The contract is concluded.
notice-OFFER_ACCEPTED-starts = The contract begins on { $date }
notice-OFFER_DECLINED = ↩️ <b>The family declined the place.</b>
offer-tick = Tick both consents, and the button to accept the place appears.
offer-ready = All is ready: accept the place, and the contract is concluded.
offer-impossible = the place cannot be accepted
button-desk-offer = 🎟 Offer a place
desk-group = { $number }. “{ $program }”, { $group }
button-desk-group = { $number }. { $program }: { $group }
desk-groups = 🎟 In which group do you offer a place to a child who came to you?
desk-start =
    🎟 “{ $program }”, { $group }
    From which day?
desk-type = Choose a day or type a date.
desk-day-first = The day comes first: press a button or type a date. I shall ask for the certificate’s number and the child’s name next; I have not kept them now.
desk-child =
    🎟 Starts { $date }. Type the certificate's number and the child's full name in one message, for example:
    3901123456 Иванова Мария Петровна
desk-child-misread = I could not read this: first the ten digits of the number, then the name.
desk-impossible = No place can be offered here.
desk-offered =
    🎟 <b>Place offered</b>: { $child }, “{ $program }”, { $group }, from { $date }
    Place and money are taken when a parent accepts.
desk-offers-title = 🎟 <b>{ $provider }</b>: { $count ->
    [0] no offers wait for a family’s answer.
    [one] { $count } offer waits for the family’s answer
   *[other] { $count } offers wait for the families’ answers
}
desk-offers-line = • <b>{ $child }</b>: “{ $program }”, { $group }
desk-offers-until = The family can answer until the end of { $date }
desk-offer-title = 🎟 <b>Offer of a place: { $child }</b>, { age-years }
desk-offer-since = Offered { $date }
desk-offer-waits = The family can answer until the end of { $date }. Before it agrees, neither place nor money is taken.
button-desk-offers = ⏳ Waiting for families
button-desk-offers-waiting = ⏳ Waiting for families: { $count }
button-take-back = Take the offer back
take-back-sure =
    <b>Take back the offer of a place?</b>
    { $child }: “{ $program }”, { $group }, from { $date }
    The family is told that the offer is taken back, and cannot accept it any more. Neither place nor money was taken. You can offer it again on any day.
button-take-back-sure = Yes, take it back
taken-back =
    ↩️ <b>Offer taken back</b>: { $child }, “{ $program }”, { $group }
    The place can be offered again. The bot tells the family.
notice-OFFER_TAKEN_BACK = ↩️ <b>The provider took back its offer of a place.</b>
notice-OFFER_TAKEN_BACK-next = No answer is needed any more. Nothing was taken from the certificate. Ask the provider why, or find another club.
notice-REQUEST_ANSWERED-taken-back = 👥 <b>A colleague took back an offer of a place.</b>
button-move = 🔁 Change the group
button-move-to = { $group }
move-title =
    🔁 <b>Another group</b>
    { $child }: “{ $program }”
move-sure =
    <b>Change the group?</b>
    { $child }: “{ $program }”
move-from = Now: { $group }
move-to = Then: <b>{ $group }</b>
move-means = The place changes as soon as you agree: others can take the old one, and you can go back while it is free. The contract’s days and sums stay; the provider is told.
button-move-sure = ✅ Yes, change the group
move-group = <b>{ $group }</b>
move-against = ✖️ does not fit: { $reasons }
move-choose = The contract and its sums stay as they are. Choose a group.
move-none = There is no group to change to now. You can end the lessons and send a new request.
move-impossible = ⚠️ This group cannot be changed to any more. Here is how it is now:
moved =
    ✅ <b>The group is changed</b>
    { $child }: “{ $program }”, { $group }
moved-sums = The contract and its sums stay. The provider is told.
unknown-child-staff = This looks like a child’s number and name, but the question is closed already and nothing was done. To offer a place, begin again: /groups, the button “Offer a place”.
