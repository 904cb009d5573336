home = <b>Kruzhok</b> helps you enroll your child in a club with a certificate and follow the money on it.
home-staff = <b>{ $provider }</b>: { $waiting ->
    [0] no new requests
    [one] { $waiting } request waits for an answer
   *[other] { $waiting } requests wait for an answer
}
home-operator = You are an operator: invitations for families and applications for certificates are behind the button below.
home-next = Type what your child would like to do, or choose a button.
home-next-newcomer = Look at the clubs, or link your child by an invitation.

button-link-child = 👧 Link a child
button-waiting-only = 📥 Requests ({ $waiting })
button-waiting = 📥 Requests: { $provider } ({ $waiting })
button-groups = 👥 Groups: { $provider }
button-operator = 🗂 Invitations and applications

more = What else I can do

consent =
    <b>Consent to data processing</b>

    To show the child's certificate and to enroll the child we will keep that your Telegram belongs to this child, your requests and the charges. The name, the birth date and the certificate's number come from the registry; if you apply for a certificate, we keep what you write in the application and pass it to your municipality.

    Your municipality and the operator of the registry see the data; each look of theirs is recorded. A provider sees only the first name, the initial of the surname and the age. Nobody else gets the data.

    You can withdraw the consent on any day: the button “Erase” in /privacy.

    Version: { $version }.
button-consent = ✅ I agree
button-consent-later = Not now
button-other-language = 🌐 Русский

linked-child = ✅ Done: <b>{ $child }</b> is in your family now.
linked-child-looking = ✅ Done: <b>{ $child }</b> is in your family now. You can see everything; the other parent enrolls.
linked-staff = ✅ Done: you answer requests of <b>{ $provider }</b>. A new request will arrive here as a message.
linked-operator = ✅ Done: you are an operator. To invite a family: /invite and the certificate's number.

language-choose = На каком языке говорить? / Which language do you prefer?
language-ru = Русский
language-en = English
language-chosen = We speak English now.
