# An application for a certificate: questions, a last look, what became of it
button-apply = 📝 Get a certificate
button-apply-anew = 📝 New application
button-applications = 📝 My applications
button-application = { $child }
button-apply-places = 📋 The whole list
button-place-lives = { $place }

apply-PLACE =
    📝 <b>Application for a certificate</b>

    Where does the child live? That municipality issues the certificate. Press a button or type the name.
apply-CHILD = Type the child's full name, surname first. For example: Kotova Anna
apply-BORN = Type the child's date of birth: day, month, year. For example: 04.03.2016
apply-APPLICANT = Who applies?
apply-NAME = Type your own full name, surname first. For example: Kotova Olga
apply-no-name = At least a surname and a name are needed, in letters.
apply-no-day = There is no such day in the calendar.
apply-no-date = This is not a date. Day, month and year are needed.
apply-no-age = Certificates are for children from { $least } to 17. Check the year.
button-apply-as-PARENT = Mother or father
button-apply-as-REPRESENTATIVE = Legal representative
button-apply-as-CHILD = I am the child, 14 or older

apply-changed = The application has changed since it was shown. Check it once more.
apply-check = 📝 <b>Check the application</b>
apply-check-place = Where: { $place }
apply-check-child = Child: <b>{ $name }</b>, born { $date }
apply-check-PARENT = Parent: { $name }
apply-check-REPRESENTATIVE = Legal representative: { $name }
apply-check-CHILD = The child applies: { $name }
apply-check-consent = By sending it you confirm your consent to the processing of this data (version { $version }; what is kept and why: /privacy).
button-apply-send = ✅ Send the application
button-apply-PLACE = ✏️ Where
button-apply-CHILD = ✏️ Child's name
button-apply-BORN = ✏️ Date of birth
button-apply-APPLICANT = ✏️ Who applies
button-apply-NAME = ✏️ Your name

applications-title = 📝 <b>Your applications</b>
application-line = • { $child } — { $state }
application-SENT = confirm in person
application-CONFIRMED = certificate issued
application-REFUSED = refused
application-WITHDRAWN = withdrawn
application-title = 📝 <b>{ $child }</b>: application for a certificate
application-sent = ✅ Sent on { $date }
application-come = ⏳ <b>Now confirm it in person.</b> Where: { $place }, the responsible office. Ask the administration for its address and hours, by telephone or on its website.
application-bring-parent = Take the child's birth certificate or passport and your own identity document.
application-bring-child = Take your passport.
application-due = The answer comes by { $date } at the latest. The bot will tell you at once.
application-confirmed = ✅ Confirmed in person
application-issued = 🎫 <b>Certificate issued</b>, number { $number }. The child is under “Family” now.
application-refused = ✖️ <b>Refused.</b> Reason: { $reason }.
application-refused-next = Correct what is needed and apply again.
application-withdrawn = The application is withdrawn. You can send another one.
application-withdraw = Withdraw the application for { $child }? It will get no answer then.
button-apply-withdraw = Withdraw the application
button-apply-withdraw-sure = Yes, withdraw

no-certificate-DOCUMENTS_MISSING = documents are missing
no-certificate-DATA_DIFFER = the data differ from the documents
no-certificate-LIVES_ELSEWHERE = the child lives in another municipality
no-certificate-NOT_REPRESENTATIVE = the applicant does not represent the child
no-certificate-HAS_CERTIFICATE = the child has a certificate already
no-certificate-AGE = the child's age does not fit
no-certificate-NOBODY_CAME = nobody came with the documents
no-certificate-OTHER = another reason

# To the operator
button-applications-waiting = 📨 Applications
applications-waiting = 📨 { $count ->
    [0] No new applications.
    [one] { $count } application waits
   *[other] { $count } applications wait
}
applications-line = • <b>{ $child }</b>, { $place }, answer by { $date }
applications-number = 📨 <b>Application { $number }</b>
applications-due = Answer by { $date }
applications-late = ⚠️ The answer was due by { $date }
applications-check = Confirm when the applicant has come and shown the documents: the bot draws a number and opens the child to the family.
applications-closed-before = The child had a certificate before, { $numbers }; it is closed. A new one will be issued.
applications-same-child = ⚠️ A child of this name and birth date is known: certificate { $number }. No second one is issued. If it is the same child, refuse and invite the family: /invite { $number }
applications-same-child-elsewhere = ⚠️ A child of this name and birth date has a certificate in another municipality. No second one is issued. If it is the same child, that municipality closes its certificate first: refuse, and say so to the family.
applications-no-categories = ⚠️ The municipality has no category of children yet, so no certificate can be issued. The municipality adds one.
applications-category =
    { $child }: into which category?

    This is the last step: once you press, the bot issues the certificate and writes to the family.
button-category = { $category }
button-application-confirm = ✅ Documents are right, issue
applications-refuse-why = { $child }: why refuse? Choose, or type it in your own words: the family will read them.
applications-refuse-comment =
    Reason: { $reason }.
    { $child }
applications-confirmed = ✅ { $child }: certificate { $number } is issued. The bot tells the family.
applications-refused = ✖️ { $child }: refused, { $reason }. The bot tells the family.
applications-withdrawn = { $child }: the family withdrew application no. { $number }. No answer is needed.
