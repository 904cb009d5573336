start-choose =
    📅 When will <b>{ $child }</b> start?
    “{ $program }”, { $group }
start-type = Choose a day, or type a date such as { $example }.
start-none = This group is over, or its dates are not known. Look at other groups.
start-past = { $date } is over. The first possible day is { $first }: press a button or type another day.
start-outside = The group does not meet on { $date }. You can begin from { $first } to { $last }: press a button or type another day.
start-no-day = There is no such day as “{ $typed }”. Type another one, such as { $example }, or choose a day.
start-not-understood = This date could not be read. Type day, month and year, such as { $example }, or choose a day.

quote-title =
    🧮 <b>{ $child }</b>: “{ $program }”
    { $provider }, { $group }
quote-changed = ⚠️ The sums have changed while you were choosing. Here is the new calculation; the request is not sent yet.
quote-days = From { $from } to { $to }
quote-certificate = The certificate pays <b>{ $amount }</b>
quote-parent = You add <b>{ $amount }</b>
quote-parent-nothing = You add nothing
quote-free = Free of charge: the certificate is not spent
quote-month = • { $month }: { $certificate }
quote-month-both = • { $month }: { $certificate } and your { $parent }
quote-months = • then { $count ->
    [one] { $count } month
   *[other] { $count } months
}: { $certificate } each
quote-months-both = • then { $count ->
    [one] { $count } month
   *[other] { $count } months
}: { $certificate } and your { $parent } each
quote-goes-on = The group goes on until { $date }. From then on it is a new contract, from the next year's money.
quote-rest = After this { $rest } is left on the certificate
quote-tick = Tick both consents, and the button to send appears.
quote-ready = All is ready: send the request to the provider.
quote-looking = You can see everything; the other parent can send the request.
contract-title-read = 📄 <b>Contract of study</b>
button-contract = 📄 Contract
contract-not-yet = There is no contract yet: it will be here once the place is yours.
contract-parties-kept = • Parties: { $provider } and the child’s legal representative ({ $child }). The municipality pays for the certificate.
contract-money-kept = • Price: { $price }, month by month as in the enrollment
contract-concluded-on = • Concluded on { $date }, without paper
contract-parties = • Parties: { $provider } and you, the legal representative of the child ({ $child }). The municipality pays for the certificate.
contract-subject = • Subject: “{ $program }”, { $group }, { $from } to { $to }
contract-money = • Price: { $price }, by months as calculated above
contract-free = • Price: free
contract-by-provider = • Concluded without paper when the provider confirms the request. If the first day is past by then, the contract begins on the day of the confirmation, and no sum grows.
contract-by-parent = • Concluded without paper: the provider confirms and offers the place, the last word is yours.
contract-by-this = • Concluded without paper when you accept the place
contract-ending = • You may end it on any day in “My enrollments”: lessons and payment go on to the end of that month, money for later months returns. Before the first day cancelling costs nothing. The provider may end it only for a reason from the rules, and names it.
consent-offer = Contract: you accept these terms
consent-transfer = Data: the provider sees the first name, the initial and the age
button-tick = ⬜️ I accept the contract
button-ticked = ☑️ I accept the contract
button-tick-data = ⬜️ Show the provider name and age
button-ticked-data = ☑️ Show the provider name and age
button-send-request = 📨 Send the request
button-another-day = 📅 Another day
button-to-program = ← To the program

refused-start = Start on { $date }
refused-title = This enrollment is not possible; no request was sent.
request-sent =
    📨 <b>The request is sent</b>
    { $child }: “{ $program }”, { $provider }
request-sent-money = { $amount } is reserved on the certificate.
request-sent-wait = We wait for the provider's answer; the bot will tell you at once.
request-state = { $child }: “{ $program }” — { $state }.
button-open-enrollment = 📋 Open the enrollment
button-day = { $day }
