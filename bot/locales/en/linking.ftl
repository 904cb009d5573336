link-phone = To link a child by the certificate's number, share your telephone number: the button below. The child is linked if the municipality has this telephone on record. We do not keep the number. Changed your mind? /start.
button-share-phone = 📱 Share my telephone
consent-given = ✅ Your consent is kept.
link-checking = 📱 Thank you, checking.
link-phone-dropped = All right, no telephone then.
link-failed = That did not work: there is no such pair of a certificate's number and a telephone, or there were many attempts. Check the number and try again tomorrow, or ask the municipality or the school for an invitation: that works at once.
