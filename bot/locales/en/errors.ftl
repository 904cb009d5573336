# Every refusal: what happened and what to do
error-refused = The rules do not allow this. Nothing has changed. Go home and try again.
error-not-allowed = Nothing can be done here: the button is old or not for you. Nothing has changed. Home has everything that is yours.
error-wrong-state = This is settled already: { $current }. Nothing has changed.
error-impossible-dates = The child cannot start on this day. Choose another one.
error-request-refused = This enrollment is not possible; no request was sent.
error-calculation-changed = The sums have changed. Open the program again to see the new calculation.
error-leaving-changed = The terms have changed. Open the enrollment again to see the new ones.
error-insufficient = There is not enough money on the certificate now. See what is left under “Family”.
error-no-places = The last place has just been taken. Look at other groups.
error-key-reused = This request was sent already, with other contents. Open “My enrollments”.
error-consent-missing = First we need your consent to data processing.
error-invitation-unknown = There is no such invitation. Check that the whole link was opened, or ask the operator for a new one.
error-invitation-used = This link has been used already. If it was you, the child is under “Family”. If not, tell the operator and ask for a new one.
error-invitation-expired = The invitation is over: it is valid for 72 hours. Ask the operator for a new one.
error-not-found = There is nothing under the number { $given }. Check the digits and type it again.
error-date-not-reached = This day has not come yet.
error-bad-value = This value does not fit. Check it and try again.

error-old-button = This button is old. Nothing has changed. Here is where everything is now:
error-unexpected = Something broke on our side, not on yours. Try again in a minute; if it does not help, begin with /start.
unknown-command = There is no such command. /help has all of them, or just type what you are looking for.
unknown-content = I cannot read this. Type what your child would like to do, or choose a button.
unknown-contact = Thank you, but no phone number is needed, and I have not kept it. To link a child, open the invitation link from the operator or the school.
unknown-contact-foreign = This is somebody else's contact; I have not kept it. To link a child, open the invitation link from the operator or the school.
unknown-number = This looks like a certificate's number. A number alone links no child: open the invitation link that the operator or the school gives you.
group-chat = I talk in private chats only, so that nobody else sees a child's data. Write to me: { $link }
