### Why a command did nothing. The code of the refusal is added in brackets.

error-refused = The rules do not allow this.
error-not-allowed = This actor may not do this here, or there is no such thing. KRUZHOK_ACTOR says who acts: operator:NAME keeps registries and certificates, municipality:CODE:NAME periods, categories, freezing and closing, staff:ACCOUNT:INN answers requests, parent:ACCOUNT acts for a child.
error-wrong-state = It is { $current } and cannot become { $attempted }.
error-impossible-dates = No contract can have these dates.
error-request-refused = The request cannot be made.
error-move-refused = The child cannot change to this group.
error-calculation-changed = The sums are others now: the certificate pays { $certificate }, the parent { $parent }.
error-leaving-changed = The cost of leaving has changed since it was shown.
error-nothing-owed = No payment can be overdue here: the parent pays nothing of this contract. Name another ground if there is one.
error-desk-child-unknown = The number and the name do not fit, or the child has no parent in the bot.
error-too-many-attempts = Too many attempts failed within a day.
error-insufficient = There is not that much money left.
error-no-places = The group is full.
error-key-reused = The same key was used for something else.
error-consent-missing = The account has not consented to data processing yet.
error-price-too-high = The price is too high: at most { $highest }.
error-price-locked = The price cannot change: enrollments of this module and period are open.
error-module-in-use = The module has live enrollments.
error-requisites-wrong = The ИНН { $given } or the ОГРН of this provider cannot be, so nobody may be paid by them. Correct the ОГРН (provider set { $given } --ogrn …) and try again; under a wrong ИНН enter the provider anew (provider add).
error-group-in-use = The dates of the group stand still: it has live enrollments. Add another group.
error-month-not-taught = Nothing can be said of { $month }: it has not begun, or the group has no lessons in it.
error-month-settled = { $month } is settled and the money went back to the certificates: the number cannot be changed.
error-second-person-needed = This is a program of the operator’s own organisation: another operator has to say the same.
error-invitation-unknown = There is no such invitation.
error-invitation-used = This invitation was used already; make another one.
error-invitation-expired = This invitation has expired; make another one.
error-invitation-open = Such an invitation is open until { $until } and cannot be shown again: only its digest is kept. --anew makes one in its place, --another makes one beside it.
error-not-found = { $what ->
    [agreement] There is no agreement with this provider for the period from { $given }.
    [parent] Account { $given } is linked to no child, or there is no such account.
    [staff] No account is linked to a provider as { $given } says.
    [period] No funding period of the municipality holds { $given }.
    [provider] There is no provider with the INN { $given }.
   *[other] There is no { $what } { $given }.
}
error-application-changed = The application has changed since it was shown.
error-already-applied = Application { $application } is for the same child and waits for an answer.
error-too-many-applications = { $most } applications of this account wait already; answer them, or withdraw some.
error-child-has-certificate = A child of this name and birth date has a certificate already (id { $certificate }); no second one is issued. Refuse, and invite the family to the one there is.
error-date-not-reached = This day has not come yet where the municipality is.
error-not-a-name = { $field }: a name is written in letters, with spaces, hyphens, apostrophes and dots between them; applications and files need a surname and a name.
error-used-before = The child has used money of the period until { $until } under an earlier certificate; it is not given twice.
error-clock-set-back = KRUZHOK_CLOCK is before what this database has seen: { $latest }. Set it to that or later, or begin with another database.
error-comment-needed = Another reason has to be said in words (--comment): the family will read them.
error-bad-value = { $field }: { $why }.
error-certificate-in-use = { $count ->
    [0] Money of the period is reserved or debited.
    [one] One enrollment is in the way: { $enrollments }. End it first (enrollment terminate or withdraw).
   *[other] { $count } enrollments are in the way: { $enrollments }. End them first (enrollment terminate or withdraw).
}
error-last-acting-parent = { $count ->
    [one] One request or contract is open that nobody but this parent could end.
   *[other] { $count } requests or contracts are open that nobody but this parent could end.
}
error-freezing-lasts = It is frozen since { $since }; it can be unfrozen in a later period.
error-nominal-too-low = { $count ->
    [one] One certificate has less available than the nominal would fall by; its number: { $certificates }. None was changed.
   *[other] { $count } certificates have less available than the nominal would fall by; their numbers: { $certificates }. None was changed.
}
error-program-gone = The catalog does not show this program.
error-too-many-favorites = { $most } programs are kept already.
error-too-many-saved-searches = { $most } searches are saved already.
error-search-too-wide = More than { $most } programs fit.
