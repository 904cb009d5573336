prolongation-days = From { $from } to { $to }
prolongation-certificate = The certificate pays { $amount } a month
prolongation-parent = You add { $amount } a month
prolongation-first = , { $amount } for the first month
prolongation-parent-nothing = You add nothing
prolongation-parent-now = Now you add { $amount } a month
prolongation-until = Answer until { $date }, that day included.
prolongation-silence-yes = Without an answer the lessons go on.
prolongation-silence-no = Without an answer the lessons do not go on, and the place becomes free.
prolongation-accepted = You agreed: the lessons go on.
prolongation-why-not = Why it cannot go on:
prolongation-receipt =
    ✅ <b>The lessons go on, with a new contract from { $date }</b>
    { $child }: “{ $program }”
button-prolong = ✅ Go on
button-prolong-decline = Do not go on
leave-prolongation =
    <b>Stop after this period?</b>
    { $child }: “{ $program }”. The present contract stays; there are no lessons in the new period.
button-leave-prolongation = Yes, do not go on
left-prolongation =
    ✅ <b>The lessons do not go on</b>
    { $child }: “{ $program }”. The present contract stays until its last day.
family-prolongation-offered = 🔁 “{ $program }” — go on from { $date }? Your answer is awaited
family-prolongation-accepted = 🔁 “{ $program }” — goes on from { $date }
groups-continuing = 🔁 In the new period: { $agreed } go on, { $asked } are asked
notice-PROLONGATION_OFFERED = 🔁 <b>Go on in the new period?</b>
notice-PROLONGATION_IMPOSSIBLE = ⚠️ <b>The lessons cannot go on in the new period.</b>
notice-PROLONGATION_CONCLUDED = ✅ <b>The lessons go on.</b> The contract for the new period is concluded.
notice-PROLONGATION_CONCLUDED-starts = The contract begins on { $date }
notice-PROLONGATION_EXPIRED = ⌛️ <b>The lessons do not go on: nobody agreed.</b>
notice-PROLONGATION_WITHDRAWN = ↩️ <b>The lessons do not go on: the contract was ended by you or the provider.</b>
notice-PROLONGATION-returned = { $amount } came back to the certificate.
notice-PROLONGATION_DECLINED = ↩️ <b>A child does not go on in the new period.</b>
notice-PROLONGATION_DECLINED-unanswered = The family did not answer, and without its consent the contract does not go on.
notice-PROLONGATION_AGREED = 🔁 <b>A child goes on.</b> The contract for the new period is concluded.
notice-PROLONGATION_AGREED-silently = The family did not object: its share has not grown.
kind-PROLONGATION_OFFERED = Going on in a new period
kind-PROLONGATION_IMPOSSIBLE = Going on is impossible
kind-PROLONGATION_CONCLUDED = The lessons go on
kind-PROLONGATION_EXPIRED = The lessons do not go on
kind-PROLONGATION_WITHDRAWN = Going on is cancelled
kind-PROLONGATION_DECLINED = A child does not go on
kind-PROLONGATION_AGREED = A child goes on
