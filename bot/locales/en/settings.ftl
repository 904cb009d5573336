notifications-groups = 🔔 What should be sent to you? Open a section to switch on or off.
notifications-group = 🔔 <b>{ $name }</b>. Press to switch on or off.
button-notices = { $name }: { $on } of { $all }
button-all-on = ✅ Switch all on
button-all-off = 🔕 Switch all off
notices-requests = Requests and places
notices-lessons = Lessons and contracts
notices-money = Money
notices-certificate = Certificate
notices-provider = For the provider
notices-operator = For the operator
notifications-nothing = There are no notifications yet: they come with a linked child.
button-kind-on = ✅ { $name }
button-kind-off = 🔕 { $name }
kind-REQUEST_RECEIVED = New request
kind-REQUEST_UNANSWERED = Request unanswered
kind-REQUEST_WITHDRAWN = Request withdrawn
kind-CONTRACT_ENDING = Child leaves
kind-REQUEST_ANSWERED = Answered by a colleague
kind-OFFER_ACCEPTED = A family accepted
kind-OFFER_DECLINED = A family declined
kind-GROUP_CHANGED = Change of group
kind-PLACE_OFFERED = A place is offered
kind-OFFER_UNANSWERED = A place waits for an answer
kind-OFFER_TAKEN_BACK = Offer of a place taken back
kind-CONTRACT_TERMINATED = The provider ends a contract
kind-REQUEST_CONFIRMED = Request confirmed
kind-LESSONS_CHANGED = Lessons changed
kind-REQUEST_REFUSED = Refusal, with similar clubs
kind-REQUEST_EXPIRED = Request expired
kind-CHARGE_POSTED = Charges
kind-MONEY_RELEASED = Money came back
kind-MONEY_GRANTED = New money
kind-MONEY_LOW = Little money left
kind-MONEY_LAPSING = Money will lapse soon
kind-MONEY_LAPSED = Money lapsed
kind-CERTIFICATE_CLOSED = Certificate closed
kind-APPLICATION_CONFIRMED = Application: certificate issued
kind-APPLICATION_REFUSED = Application: refused
kind-AGREEMENT_NEARLY_USED = The money of an agreement runs out
kind-APPLICATION_RECEIVED = A new application for a certificate
kind-APPLICATION_DUE = The last day to answer an application
kind-LINKING_PAUSED = Numbers are guessed: linking is stopped
kind-PROVIDER_MOVED = Place in the registry
kind-PROGRAM_DECIDED = Certification of programs
kind-CERTIFICATE_FUNDED = Certificate funded
kind-QUEUE_JOINED = Queue for money
kind-NOMINAL_CHANGED = The certificate's sum changed

help-title = ❓ <b>How it works</b>
help =
    1. Ask the operator for an invitation link and open it. No certificate yet? Apply for one: /apply.
    2. Type what your child would like to do: «шахматы» (chess).
    3. Choose a group and a day, look at the calculation, send the request.
    4. The provider answers, and the bot tells you at once. Of every charge too.

    /family — children and money
    /search — find a club
    /enrollments — my enrollments
    /history — movements of money
help-everybody =
    /notifications — what is sent to you
    /language — language
    /privacy — your data
help-staff =
    <b>For providers</b>
    A new request comes here as a message: confirm or refuse it with a button. Unanswered, it closes by itself.
    /requests — requests that wait
    /groups — groups, places, completeness of a month
    Contracts and “Offer a place” are on the first screen, /start.
help-operator = For operators: /invite and a certificate's number — an invitation for a family; applications for certificates: the button “Invitations and applications” on the first screen, /start.

operator = 🗂 To invite a family, type /invite and the certificate's number, such as /invite 3901123456. The bot gives a link and a QR code for 72 hours. A second parent gets another link; to look only: /invite 3901123456 look
invite-bad-number = A certificate's number has ten digits. Type, for example: /invite 3901123456. To let a parent look only: /invite 3901123456 look
invite-number-alone = To invite this child's family, type /invite { $number }. To let a parent look only: /invite { $number } look
invite-bad-word = I do not understand “{ $word }” here; there is no invitation. To let a parent enroll the child: /invite { $number }. To look only: /invite { $number } look
invite-acts = sees everything and can enroll the child
invite-looks = sees everything but cannot enroll the child
button-invite-look = 👁 A link to look only
button-invite-act = ✍️ A link to look and enroll
invite-ready =
    🗂 An invitation for the family of <b>{ $child }</b>

    { $link }

    Valid until { $until }, once. Give the link or the QR code to the parent: whoever opens it { $may }. A second parent needs a link of their own.
invite-others = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } more link of this kind to this child was not used and holds too.
   *[other] { NUMBER($count, useGrouping: 0) } more links of this kind to this child were not used and hold too.
}
kind-CERTIFICATE_UNUSED = Certificate not used
kind-CERTIFICATE_UNFUNDED = Money went back
kind-CERTIFICATE_FROZEN = Certificate frozen
kind-CERTIFICATE_UNFROZEN = Certificate unfrozen
kind-SEARCH_FOUND = New for my searches
notices-catalog = New in the catalog
