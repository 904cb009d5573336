### What commands answer.

yes = yes
no = no
table-empty = There is nothing here.
change-tried = Nothing was changed. It would be:
said-from-to = { $first } to { $last }
said-no-limit = no limit
said-at-most = { $number }, at most { $most }
said-born = { $name }, born { $on }
said-place = place { $place }
said-moved = { $source } to { $target }
said-frozen = { $state } on { $on }: { $sum }
said-period = Period from { $first } to { $last }
said-number-drawn = a number will be drawn
said-audit-clean = Every balance and every schedule agrees with the ledger, and the ledger with every closed day.
said-audit-count = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } difference:
   *[other] { NUMBER($count, useGrouping: 0) } differences:
}
said-audit-difference = { $what }: certificate { $certificate }, period { $period }, enrollment { $enrollment }: expected { $expected }, found { $found }
said-audit-day = day: { $code } { $on }: expected { $expected }, found { $found }
said-category = Category “{ $name }” of { $code }.
said-nominal = “{ $name }” of { $code }, { $first } to { $last }: { $sum } roubles.
said-in-queue = In the queue: { $count }.
said-telephone = The telephone of { $number } is on record.
said-price-cap = Prices are at most { $percent } % of the normative cost.
said-price-of = price { $first } to { $last }
said-days-done = Done: the daily runs of { $code }, from { $first } to { $last }.
said-days-nothing = Nothing was left to do in { $code } through { $last }.
said-days-nothing-left = Nothing is left to do in { $code } through { $last }.
said-days-no-period = There is no funding period in { $code } yet: nothing to do. Add one with `kruzhok period add`.
said-days-tried = { $days }, from { $first } to { $last }
said-movements = { $count }, { $sum } roubles
said-enrollments-changed = enrollments { $how }
said-certificates-changed = certificates { $how }
said-notices-of = notice { $kind }
said-would-be = Nothing was changed. It would be: { $summary }.
said-press-link = (for a link that can be pressed, set KRUZHOK_BOT_USERNAME)
said-one-use = One use, until { $until }.
said-expired-now = Open before and expired now: { $count }.
said-also-open = Open as well: { $count }.
said-nothing-needed = Nothing else is needed.
said-key-retired = Nothing is under { $keys } any more; only older backups are. Remove it from the settings when they are gone: then nobody can read what was deleted from them either.
said-upgraded = Upgraded from { $before } to { $after }.
said-empty-database = an empty database
said-up-to-date = Up to date: { $after }.
said-parked = { $count } parked
said-retried = { $count } retried: { $ids }
said-dropped = { $count } dropped: { $ids }
said-not-parked = not parked, left as they are: { $ids }
said-lapsed = lapsed
said-erased = Erased: the child of certificate { $number }; its records are now of id { $id }.
said-erased-again = Erased again: { $count }.
said-contract = Contract from { $first } to { $last }, { $sum } roubles
said-role-lost = Account { $account } has lost the role.
said-role-none = Account { $account } did not have the role.
said-archived = archived: { $path }
said-kept = kept: { $path }: { $why }
said-nothing-to-archive = There is nothing to archive.
said-applying = applying { $settled } of { $of }
said-refused-programs = { $programs }, { $refused } refused
said-bytes = { $file }: { $bytes } bytes
said-reading = reading: { $rows } rows
said-taken = { $places }, { $taken } taken
said-by-hand = entered by hand, or before files were remembered
said-sheet = { ", sheet" } { $sheet }
said-row = { $file }{ $sheet }, row { $row } (upload { $upload }, { $at } UTC, { $actor })
said-limit-of = limit of { $what }
said-limit-per-child = per child in { $what }
said-limit-open = { $most }, { $open } open
said-refused-for = Refused: { $why }
said-leaving-withdraws = Leaving today withdraws it: { $returns } returns on { $on }, { $charged } is still charged, { $owes } is still owed.
said-leaving-ends = Leaving today ends it on { $last }: { $returns } returns on { $on }, { $charged } is still charged, { $owes } is still owed.
said-terminating = Terminating it today, the last day is { $last }: { $charged } is still charged, { $owes } is still owed by the parent.
said-not-possible = Not possible. { $why }
said-possible = A request is possible.
said-available = available  { $sum }
said-not-charged = not charged
said-ended = on { $on } by { $by }{ $ground }
said-continues = { $origin } of { $old }
said-continues-accepted = { $origin } of { $old }, accepted on { $on }
said-next-charge = { $months }, the next on { $on }
said-months = { $count ->
    [one] 1 month
   *[other] { NUMBER($count, useGrouping: 0) } months
}
