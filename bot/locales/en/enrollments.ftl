enrollments-title = 📋 Enrollments
enrollments-empty = No enrollments yet. Find a club, and the first one will be here.
enrollments-line = { $mark } <b>{ $child }</b>: “{ $program }” from { $date } — { $state }
button-enrollment = { $mark } { $child }: { $program }

enrollment-title =
    { $mark } <b>{ $program }</b>
    { $child }; { $provider }, { $group }
enrollment-state = Now: <b>{ $state }</b>
waits-request = If the provider does not answer by the end of { $until }, the request closes by itself.
waits-money-request = If the provider does not answer by the end of { $until }, the request closes and { $amount } returns to the certificate on { $date }.
waits-offer = You can answer until the end of { $until }; then the offer closes by itself.
waits-money-offer = You can answer until the end of { $until }; without an answer the offer closes and { $amount } returns to the certificate on { $date }.
enrollment-refusal = Reason: { $reason }
enrollment-comment = Comment: “{ $comment }”
enrollment-days = From { $from } to { $to }
enrollment-address = 📍 { $address }
enrollment-lessons = Lessons of this month: { $days }
enrollment-sums = As calculated: certificate { $certificate }, you { $parent }
enrollment-sums-certificate = As calculated: { $certificate }, all from the certificate
enrollment-free = Free of charge: the certificate is not spent
month-charged = ✅ { $month }: { $amount } debited
month-coming = • { $month }: { $amount } to come
month-asked = • { $month }: { $amount }
month-parent = , you { $parent }
enrollment-returns = Back to the certificate on { $date }: { $amount }
enrollment-returned = ↩️ Came back to the certificate: { $amount }
enrollment-changes = <b>What happened</b>
enrollment-change = • { $date }: { $act } ({ $actor })
change-request = request
change-offer = a place was offered
change-confirm = the request was confirmed
change-accept = the place was accepted
change-refuse = refusal
change-take-back = offer taken back
change-move = change of group
change-move-between = change of group: “{ $old }” → “{ $new }”
change-leave = leaving
change-withdraw = withdrawal
change-terminate = the contract was ended
change-conclude = contract concluded
change-expire = no answer, closed
change-close = lessons ended
button-withdraw = Withdraw the request
button-terminate = Leave the club
button-program-card = About the program

leave-withdraw =
    <b>Withdraw the request?</b>
    { $child }: “{ $program }”
leave-cancel =
    <b>Cancel before the first lesson?</b>
    { $child }: “{ $program }”
leave-terminate =
    <b>End the lessons?</b>
    { $child }: “{ $program }”
leave-changed = ⚠️ The terms have changed while you were deciding. Here are the new ones; nothing has ended yet.
leave-last-day = The last day of the contract is { $date }
leave-returns-now = <b>{ $amount }</b> comes back to the certificate at once
leave-returns = <b>{ $amount }</b> comes back to the certificate on { $date }
leave-returns-nothing = Nothing comes back to the certificate
leave-took-nothing = No money was set aside for this place: the balance stays as it is
leave-charged = { $amount } will still be debited
leave-owes = You still owe the provider { $amount }
leave-irrevocable = This cannot be taken back: it would need a new request.
button-leave-withdraw = Yes, withdraw
button-leave-cancel = Yes, cancel
button-leave-terminate = Yes, end
button-stay = No, leave it as it is
left-requested =
    ✅ <b>The request is withdrawn</b>
    { $child }: “{ $program }”. The place is free again.
left-offered =
    ✅ <b>You declined the place</b>
    { $child }: “{ $program }”.
left-cancelled =
    ✅ <b>The contract is cancelled before the first lesson</b>
    { $child }: “{ $program }”. The place is free again.
left-ending =
    ✅ <b>Lessons end on { $date }</b>
    { $child }: “{ $program }”
enrollment-sums-later = What the certificate pays and what you add is calculated before you say yes.
