### What is wrong with the words of a command. The code is added in brackets.

mistyped-no-such-command = No such command: { $given }.
mistyped-no-such-option = No such option: { $given }.
mistyped-nearest = Did you mean { $nearest }?
mistyped-command-missing = Say which command: { $known }.
mistyped-option-missing = Missing option: { $name }.
mistyped-argument-missing = Missing argument: { $name }.
mistyped-bad-value = { $name }: { $why }.
mistyped-value-missing = { $given } needs a value after it.
mistyped-no-value = { $given } takes no value.
mistyped-unexpected-argument = Nothing was expected here: { $given }.

misread-number = a whole number is needed
misread-at-least = at least { $least }
misread-at-most = at most { $most }
misread-one-of = { $given } is not one of { $allowed }
misread-file-does-not-exist = there is no file { $given }
misread-file-is-a-directory = { $given } is a folder
misread-file-is-not-readable = { $given } cannot be read
misread-date = { $given } is not a date such as 2020-09-01
misread-month = { $given } is not a month such as 2020-09
misread-dates = { $given } is not a range such as 2020-09-01..2021-05-31
misread-backwards = { $given } ends before it begins
misread-time = { $given } is not a time such as 09:00
misread-counts = { $given } is not a list of numbers such as 60,14
misread-money = { $given } is not an amount of roubles: write it such as 15102.00 or '15 102,50', not below 0 and at most { $most }
misread-point = { $given } is not a point such as 54.7075,20.5073
misread-ages = { $given } is not a range of ages such as 7-17
misread-places = { $given } is not a number of places such as 15
misread-lesson = { $given } is not a lesson such as Mon 16:00-17:00
misread-limit = { $given } is not a limit such as NAME=10 or NAME=none
misread-limit-twice = { $given } has two limits
misread-count = { $given } is not a number such as 1000, at most { $most }
misread-place = { $given } is not known: look at `kruzhok municipality known`
misread-municipality = a municipality needs CODE and --name, or --known
misread-certificate = { $given }: a certificate’s number has ten digits
misread-anew-and-another = say one of --anew and --another
misread-notices = name the ids of notices, or a reason with --why
misread-role = say one of --certificate, --provider and --municipality
misread-nothing-paid = --price: a module costs more than 0; budget programs have no price
misread-municipality-code = --municipality needs a code; `kruzhok municipality list` shows them
misread-nobody = this is asked of somebody, so say who you are: KRUZHOK_ACTOR is one of { $forms }
misread-actor = KRUZHOK_ACTOR is { $given }, and has to be one of { $forms }
misread-nothing-to-set = say what changes: { $allowed }
