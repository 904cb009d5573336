notice-rest = Available now: <b>{ $rest }</b>
notice-until = To be spent by { $date }
notice-what = { $child }: “{ $program }”
notice-what-at = { $child }: “{ $program }”, { $provider }

notice-REQUEST_CONFIRMED = ✅ <b>The place is yours!</b> The provider confirmed the request.
notice-REQUEST_CONFIRMED-starts = The first day is { $date }
notice-REQUEST_CONFIRMED-amount = The certificate pays { $amount }, month by month.
notice-REQUEST_REFUSED = ✖️ <b>The provider refused.</b>
notice-REQUEST_REFUSED-amount = { $amount } came back to the certificate.
notice-REQUEST_REFUSED-similar = Look at similar programs:
notice-REQUEST_REFUSED-no-similar = Try another program, the search is below.
notice-REQUEST_EXPIRED = ⌛️ <b>The request is closed: no answer came.</b>
notice-REQUEST_EXPIRED-amount = { $amount } came back to the certificate.
notice-REQUEST_EXPIRED-next = You can send a new request to the same place, or find another club.
notice-CHARGE_POSTED = 💳 <b>{ $amount }</b> debited for { $month }
notice-MONEY_RELEASED = ↩️ <b>{ $amount }</b> came back to the certificate
notice-MONEY_GRANTED = 🎉 { $child }: money came to the certificate
notice-MONEY_GRANTED-amount = <b>{ $amount }</b> granted
notice-MONEY_LOW = ⚠️ { $child }: little money is left on the certificate
notice-MONEY_LOW-next = Look at what you would add when you choose the next club.
notice-MONEY_LAPSING = ⏳ { $child }: unspent money will lapse soon
notice-MONEY_LAPSING-next = There is still time to find a club, the search is below.
notice-MONEY_LAPSED = { $child }: the period is over, unspent money has lapsed
notice-MONEY_LAPSED-amount = { $amount } lapsed
notice-MONEY_LAPSED-next = A new period brings new money; the bot will tell you.
notice-CERTIFICATE_CLOSED = { $child }: the certificate is closed
notice-CERTIFICATE_CLOSED-next = The history stays in the bot. If this is a mistake, write to the operator.

notice-APPLICATION_CONFIRMED = 🎫 <b>{ $child }: the certificate is issued.</b> The child is under “Family” now.
notice-APPLICATION_CONFIRMED-next = Find a club, or ask the operator to have the certificate funded.
notice-APPLICATION_REFUSED = ✖️ <b>{ $child }: no certificate.</b>
notice-APPLICATION_REFUSED-next = Correct what is needed and apply again.

notice-REQUEST_WITHDRAWN = ↩️ <b>A request was withdrawn.</b> The place is free again.
notice-CONTRACT_ENDING = 🏁 <b>A child leaves.</b>
notice-CONTRACT_ENDING-last = The last day is { $date }
notice-REQUEST_ANSWERED = 👥 A colleague answered a request: { $state }.
notice-staff-expired = ⌛️ <b>A request closed without an answer.</b> The place is free again.

notice-AGREEMENT_NEARLY_USED = ⚠️ <b>The money of the agreement runs out.</b>
notice-AGREEMENT_NEARLY_USED-next = When nothing is left there will be no new requests by certificate; contracts that run are paid on. The municipality raises the ceiling.
notice-agreement = { $provider } — { $municipality }
notice-agreement-days = From { $first } to { $last }
notice-agreement-used = <b>{ $amount }</b> is committed, { $rest } is left

notice-PROVIDER_MOVED = 🏢 <b>{ $provider }</b>: a new state in the registry.
provider-NEW = The application is being looked at.
provider-ACTIVE = It is in the registry: families see its programs and can ask for places.
provider-REFUSED = It was not accepted. The operator says why; correct the data and ask again.
provider-SUSPENDED = It is suspended: no new requests, waiting ones are closed, contracts run on.
provider-EXCLUDED = It is excluded: requests are closed, contracts end. The operator says why.
