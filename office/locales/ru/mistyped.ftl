### Что не так со словами команды. Код добавляется в скобках.

mistyped-no-such-command = Нет такой команды: { $given }.
mistyped-no-such-option = Нет такого параметра: { $given }.
mistyped-nearest = Может быть, { $nearest }?
mistyped-command-missing = Не сказано, какая команда: { $known }.
mistyped-option-missing = Не хватает параметра: { $name }.
mistyped-argument-missing = Не хватает аргумента: { $name }.
mistyped-bad-value = { $name }: { $why }.
mistyped-value-missing = После { $given } нужно значение.
mistyped-no-value = { $given } пишется без значения.
mistyped-unexpected-argument = Лишнее: { $given }.

misread-number = нужно целое число
misread-at-least = не меньше { $least }
misread-at-most = не больше { $most }
misread-one-of = { $given } не подходит, можно { $allowed }
misread-file-does-not-exist = файла { $given } нет
misread-file-is-a-directory = { $given } — папка
misread-file-is-not-readable = { $given } не читается
misread-date = { $given } не дата, пишется она так: 2020-09-01
misread-month = { $given } не месяц, пишется он так: 2020-09
misread-dates = { $given } не отрезок дат, пишется он так: 2020-09-01..2021-05-31
misread-backwards = { $given } кончается раньше, чем начинается
misread-time = { $given } не время, пишется оно так: 09:00
misread-counts = { $given } не список чисел, пишется он так: 60,14
misread-money = { $given } — не сумма в рублях: пишите её как 15102.00 или '15 102,50', не меньше нуля и не больше { $most }
misread-point = { $given } не точка, пишется она так: 54.7075,20.5073
misread-ages = { $given } не возраст, пишется он так: 7-17
misread-places = { $given } не число мест, пишется оно так: 15
misread-lesson = { $given } не занятие, пишется оно так: Mon 16:00-17:00
misread-limit = { $given } не предел, пишется он так: ИМЯ=10 или ИМЯ=none
misread-limit-twice = { $given }: предел назван дважды
misread-count = { $given } не число, пишется оно так: 1000; не больше { $most }
misread-place = { $given } неизвестно: посмотрите `kruzhok municipality known`
misread-municipality = муниципалитету нужны CODE и --name, или --known
misread-certificate = { $given }: в номере сертификата десять цифр
misread-anew-and-another = назовите что-то одно: --anew или --another
misread-notices = назовите номера уведомлений или причину с --why
misread-role = назовите что-то одно: --certificate, --provider или --municipality
misread-nothing-paid = --price: модуль стоит больше 0; у бюджетных программ цены нет
misread-municipality-code = --municipality: нужен код, их покажет `kruzhok municipality list`
misread-nobody = нужно знать, кто это делает: KRUZHOK_ACTOR — одно из { $forms }
misread-actor = KRUZHOK_ACTOR { $given } не подходит, нужно одно из { $forms }
misread-nothing-to-set = скажите, что меняется: { $allowed }
