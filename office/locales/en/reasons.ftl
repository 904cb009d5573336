### Why a child may not enroll (ENR-3): a sentence and the next step, after the code

reason-NOT_CERTIFIED = No certificate pays for this program: it is not in the certified registry.
next-NOT_CERTIFIED = Ask the provider for the price, or choose a similar program.
reason-MODULE_CLOSED = It is not open yet: dates, places or the price are missing.
next-MODULE_CLOSED = Ask the provider when it opens.
reason-CERTIFICATE_NOT_FUNDED = The child has an accounting certificate, and this program needs one with money.
next-CERTIFICATE_NOT_FUNDED = Ask the operator to fund it, or find a free club.
reason-CERTIFICATE_FROZEN = The certificate is frozen.
next-CERTIFICATE_FROZEN = Ask the operator when it can be unfrozen.
reason-CERTIFICATE_CLOSED = The certificate is closed.
next-CERTIFICATE_CLOSED = If this is a mistake, write to the operator.
reason-PROVIDER_INACTIVE = The provider takes no requests at present.
next-PROVIDER_INACTIVE = Look at similar programs.
reason-NO_AGREEMENT = The provider has no agreement on payment with your municipality for these dates.
next-NO_AGREEMENT = Ask the provider when there will be one, or look at similar programs.
reason-AGREEMENT_EXHAUSTED = The money of the provider’s agreement with your municipality is used up.
next-AGREEMENT_EXHAUSTED = Ask it when the ceiling will be raised, or look at similar programs.
reason-NO_MONEY = No money is available on the certificate any more.
next-NO_MONEY = It comes back if you withdraw another request; new money comes with the next period.
reason-NO_PLACES = The group has no free place left.
next-NO_PLACES = Look at other groups and similar programs.
reason-PROVIDER_FULL = The provider has as many enrolled children as your municipality allows.
next-PROVIDER_FULL = There will be room when another enrollment ends. Look at similar programs.
reason-DIRECTION_FULL = The municipality pays for no more enrollments of this direction.
next-DIRECTION_FULL = Choose another direction or a free club.
reason-ALREADY_ENROLLED = The child is enrolled in this program on these dates already.
next-ALREADY_ENROLLED = `kruzhok enrollment list` shows it.
reason-PERIOD_CLOSED = No requests are taken for these dates at present.
next-PERIOD_CLOSED = Choose another day, or ask the operator when it opens.
reason-DATES = The child cannot start on this day: it is past, or outside the group's dates.
next-DATES = Choose another day.
reason-AGE = On the first day the child's age does not fit the group.
next-AGE = Look at other groups, or search by age.
reason-REGISTRY_CONFLICT = A child cannot use the certificate for a club and attend a free general program at the same time.
next-REGISTRY_CONFLICT = The other enrollment must end first.
reason-REGISTRY_LIMIT = The child attends as many free programs as the municipality allows.
next-REGISTRY_LIMIT = There will be room when another enrollment ends.

# Against another group of the same module; the days and sums of the contract stay (ENR-13).
moving-MODULE_CLOSED = Its dates or places are not known, or it is archived.
moving-NO_PLACES = It has no free place left.
moving-DATES = Its lessons begin after the contract does, or end before it: the days of the contract stay.
moving-AGE = The child's age does not fit it.
next-moving = Choose another group of the module; where none fits, stay, or end the contract and ask for a place anew.
