# Completeness: how much of a month's lessons the provider gave
button-completeness = 📊 Month’s completeness
button-completeness-month = { $month }
button-completeness-months = 📊 Other months
button-completeness-say = ✅ Record it
button-completeness-other = ✏️ Another number
button-percent = { $percent }%
completeness-groups = 📊 <b>Month’s completeness</b>: which group?
completeness-months =
    📊 <b>“{ $program }”, { $group }</b>
    Which part of a month’s lessons did you give? Choose the month.
completeness-not-begun = Nothing to say yet: lessons have not begun.
completeness-month = • { $month }: { $percent }%
completeness-month-unsaid = • { $month }: not said, counts as 100%
completeness-how-much =
    📊 <b>{ $month }</b>: how many of the scheduled lessons did you give?
    “{ $program }”, { $group }
completeness-type = Choose, or write a number from 0 to 100. Absent children do not count: what matters is whether the lesson took place.
completeness-misread = A whole number from 0 to 100 is needed, such as 80.
completeness-check =
    📊 <b>{ $month }: { $percent }% of the lessons were given</b>
    “{ $program }”, { $group }
completeness-now = Said so far: { $percent }%
completeness-paid = { $count ->
    [one] { $count } contract
   *[other] { $count } contracts
}; certificates pay { $amount } for the month.
completeness-no-money = { $count ->
    [0] There are no contracts in this month, so it touches no money.
    [one] { $count } contract, for which no certificate pays: it touches no money.
   *[other] { $count } contracts, for which no certificate pays: it touches no money.
}
completeness-returns = <b>{ $amount }</b> will return to the certificates, { $rest } stay yours. The money returns when the month’s invoice is paid.
completeness-returns-nothing = All that was charged stays yours, nothing returns.
completeness-check-next = Nothing is recorded yet. Only the button does it; the families whose money it touches will be told.
completeness-entered =
    ✅ <b>Recorded: { $month }, { $percent }% of the lessons were given</b>
    “{ $program }”, { $group }
completeness-entered-next = Until the month is settled the number can be corrected. The one before stays in the history.
# To the family
notice-COMPLETENESS_ENTERED = 📊 <b>{ $month }: { $percent }% of the lessons were given</b>
notice-COMPLETENESS_ENTERED-returns = <b>{ $amount }</b> will return to the certificate when the month is settled with the provider. There is nothing to do.
notice-COMPLETENESS_ENTERED-nothing = The provider corrected the number: nothing will return to the certificate for this month.
kind-COMPLETENESS_ENTERED = Some lessons were canceled
month-completeness = , { $percent }% of the lessons were given
month-completeness-returns = , { $percent }% of the lessons were given: { $amount } will return when the month is settled
month-completeness-returned = , { $percent }% of the lessons were given: { $amount } returned
month-given = • { $month }: { $percent }% of the lessons were given
change-completeness = { $month }: { $percent }% of the lessons were given
error-month-not-taught = Nothing can be said of this month: it has not begun, or there are no lessons in it. Choose another one.
error-month-settled = This month is settled and the money went back to the families: the number cannot be changed.
