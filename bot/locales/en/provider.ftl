request-title = 📥 <b>Request: { $child }</b>, { age-years }
request-group = “{ $program }”, { $group }
request-start = Starts { $date }
request-sums = Certificate { $certificate }, parents { $parent }
request-free = A place that the state pays for, nothing to pay
request-still = The request has been waiting for days. Without an answer it will close by itself.
request-confirmed =
    ✅ <b>Confirmed</b>: { $child }, “{ $program }”, { $group }
    From { $date }. The family is told.
request-refused =
    ✖️ <b>Refused</b>: { $child }, “{ $program }”, { $group }
    Reason: { $reason }. The family is told.
request-now =
    { $child }, “{ $program }”, { $group }
    Now: <b>{ $state }</b>. There is nothing left to answer.
request-others = { $count ->
    [0] No more requests.
    [one] { $count } more request waits
   *[other] { $count } more requests wait
}
refuse-why =
    Why refuse? Choose, or type it in your own words: the family will read them.
    { $child }, “{ $program }”, { $group }
refuse-comment =
    Reason: { $reason }.
    { $child }, “{ $program }”, { $group }
refuse-write = Type the reason for the family; they will see your words with the refusal.
refuse-write-or-not = Type a few words for the family; they will see them with the refusal. Or refuse without a comment.
refuse-words-long = That is too long: up to { $most } characters. Type it shorter.
refuse-comment-long = The comment is too long: up to { $most } characters. Make it shorter, or refuse without one.
refuse-check =
    The family will read this with the refusal:
    <blockquote>{ $comment }</blockquote>
    Nothing has been sent yet: only the button refuses.
refuse-press = To refuse, press “Refuse” below your words. If they should be others, just type them.
refuse-words-lost = The bot cannot see any more what was typed, and has refused nobody. Type it again.
waiting-title = 📥 <b>{ $provider }</b>: { $count ->
    [0] no new requests. The bot will tell you when one comes.
    [one] { $count } request waits
   *[other] { $count } requests wait
}
waiting-line = • <b>{ $child }</b>, { age-years }: “{ $program }”, from { $date }
groups-title = 👥 <b>{ $provider }</b>: groups
groups-empty = There are no groups in the catalog yet. The operator adds them.
groups-line =
    <b>{ $program }</b>, { $group }
    { $places }
groups-places = Places taken: { $taken } of { $total }
groups-places-unknown = the number of places is not known
button-request = { $child }: { $program }
button-confirm = ✅ Confirm
button-refuse = ✖️ Refuse
button-refuse-otherwise = ✏️ Change
button-refuse-silently = Refuse without a comment
button-show-waiting = 📥 To the requests
button-groups-here = 👥 Groups
button-reason = { $reason }
