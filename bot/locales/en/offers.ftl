button-accept = ✅ Accept the place
button-decline = Decline
offer-accepted =
    ✅ <b>The place is yours!</b> The contract is concluded.
    { $child }: “{ $program }”, { $provider }
offer-parent = You pay { $amount }
offer-until = Answer by the end of { $date }, or the place becomes free.
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
notice-OFFER_UNANSWERED = ⏳ <b>The place still waits for your answer.</b>
notice-OFFER_UNANSWERED-amount = The certificate pays { $amount }, month by month.
notice-OFFER_ACCEPTED = ✅ <b>The family accepted the place.</b> The contract is concluded.
notice-OFFER_ACCEPTED-starts = The first day is { $date }
notice-OFFER_DECLINED = ↩️ <b>The family declined the place.</b>
