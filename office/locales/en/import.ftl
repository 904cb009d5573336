### Messages of the catalog import: `kruzhok import programs`.
### Every message about a cell has $sheet, $row, $column and $found.

import-problem-where = { $cell ->
    [path] { $column } (row { NUMBER($row, useGrouping: 0) } of the copy with errors)
    [none] { $sheet ->
        [none] Row { NUMBER($row, useGrouping: 0) }, column “{ $column }”
       *[other] Sheet “{ $sheet }”, row { NUMBER($row, useGrouping: 0) }, column “{ $column }”
    }
   *[other] { $sheet ->
        [none] Cell { $cell } (“{ $column }”)
       *[other] Sheet “{ $sheet }”, cell { $cell } (“{ $column }”)
    }
}

import-problem-address-not-understood = The address “{ $found }” is not understood. Write a street and a house, for example “ул. Мира, 5”; until then the group is shown without it.
import-problem-adults = “{ $found }”: lessons for adults. Certificates are for children under 18 only.
import-problem-ages-are-birth-years = «{ $found }» are years of birth: how old the children are depends on the day. Write ages, such as “7-10 лет”, or say what they are in programs.ages_called of the defaults.
import-problem-ages-are-classes = «{ $found }» is a school class, not an age. Write ages, such as “7-10 лет”, or say what they are in programs.ages_called of the defaults.
import-problem-hidden-column = The column is hidden in the file, but was read. Delete it if it is not meant.
import-problem-hidden-row = The row is hidden in the file, but goes in. Delete it if it is not meant.
import-problem-places-contradict = «{ $found }» places are free, and there are fewer altogether. The group will be shown, but nobody can enroll; correct one of the numbers.
import-problem-ages-became-a-date = Excel has made a date of the ages: “{ $found }”. Format the cell as text and write, for example, “7-8 лет”.
import-problem-ages-without-youngest = From which age is not said: “{ $found }”. Write, for example, “5-12 лет” or set programs.ages in the defaults file.
import-problem-ages-in-halves = Ages are full years: the half year in “{ $found }” does not count. Correct it if the next year is meant.
import-problem-several-groups = One cell has several groups. Each became a group of its own with all else that the row says, and as many places; if that is wrong, give each a row.
import-problem-several-in-a-cell = There are several items here (“{ $found }”), and the rest of the row is not divided by these numbers: nobody can tell what belongs to which. Give each item a row of its own, or number the rest (times, ages, places) in the same way. If it is one name, put it in quotes: «{ $found }».
import-problem-several-programs = One row has several programs: the items “1) … 2) …” were matched by their numbers, and all else is said of each. If that is wrong, give each program a row of its own.
import-problem-ages-not-understood = The ages “{ $found }” are not understood. Write, for example, “7-10 лет”, “от 8 до 17” or “4+”.
import-problem-broken-letters = The text has damaged letters: “{ $found }”. Save the file as UTF-8.
import-problem-broken-quotes = A quote is opened in this row and never closed: nobody can tell where the cells end. Close it or remove it.
import-problem-budget-needs-public-provider = Only state and municipal providers have budget programs.
import-problem-budget-program-with-price = A budget program has the price “{ $found }”: remove the price or change the registry.
import-problem-choice-not-understood = There is no kind of certificate “{ $found }”. Write “учёт” or “ПФ”.
import-problem-form-not-understood = The form “{ $found }” is not understood. Write очная, очно-заочная or дистанционная.
import-problem-registry-not-understood = The registry “{ $found }” is not understood. Write сертифицированные, предпрофессиональные, значимые, общеразвивающие or платные.
import-problem-yes-or-no-not-understood = “{ $found }” is neither “да” (yes) nor “нет” (no).
import-problem-dates-backwards = The last day comes before the first: “{ $found }”. Write a period that goes forward, for example 01.09.2026 – 31.05.2027.
import-problem-dates-not-understood = The date “{ $found }” is not understood. Write day, month and year, for example 01.09.2026.
import-problem-day-from-above = The row names no day; it is that of the row above: “{ $found }”. If it is another one, write it.
import-problem-differs-from-program = “{ $found }” is not what another row of this program says. Correct one of the rows.
import-problem-direction-not-understood = The direction “{ $found }” is not understood. There are six: техническая, естественнонаучная, физкультурно-спортивная, художественная, туристско-краеведческая, социально-гуманитарная.
import-problem-duration-not-understood = The duration “{ $found }” is not understood. Write, for example, “2 года”, “9 месяцев” or “72 часа”; the modules were taken from the groups' years of study.
import-problem-formula-error = A formula without a result stands instead of a value: “{ $found }”. Open the file in a spreadsheet, correct the formula and save, or write the value itself.
import-problem-free-but-priced = The file says “{ $found }”, but the defaults give such programs a price. Set registry_if_free in the defaults file: GENERAL leaves them to the budget, CERTIFIED lets certificates pay.
import-problem-free-without-price = The file says “{ $found }”, but the program’s registry is not a budget one, and neither the file nor the defaults have a price. “Free” is no price: such modules went in without one, families see «уточняйте у организации», and nobody can enroll. If the programs are paid by the budget, set registry_if_free = "GENERAL" in the defaults file, or write «общеразвивающие» in the column «Реестр»; if certificates pay, write the module’s price or set modules.price.
import-problem-inn-wrong = The ИНН “{ $found }” is wrong. It has 10 or 12 digits, and the check digits must fit.
import-problem-longer-than-a-year = The lessons last longer than 12 months: “{ $found }”. Divide the program into modules.
import-problem-missing-birth-date = No date of birth.
import-problem-missing-category = No category. Fill the cell or set --category.
import-problem-missing-name = The child has no name.
import-problem-name-not-understood = The name “{ $found }” is not understood. Write a surname and a name, in letters.
import-problem-phone-not-understood = Telephone not understood: “{ $found }”. One number is needed, such as +7 900 123-45-67; the cell may also be empty.
import-problem-number-not-understood = The certificate's number “{ $found }” is not understood. It has ten digits; for an empty cell one is drawn.
import-problem-same-child-twice = “{ $found }”: the same child already stands in a row above.
import-problem-same-number-twice = The number “{ $found }” already stands in a row above.
import-problem-missing-ages = No ages. Fill the cell or set programs.ages in the defaults file.
import-problem-missing-direction = No direction. Fill the cell, put the name of a section above the rows, or set programs.direction in the defaults file.
import-problem-missing-form = No form of study. Write очная, очно-заочная or дистанционная.
import-problem-missing-provider = No ИНН of the provider. Fill the cell, or add the section provider to the defaults file.
import-problem-missing-registry = No registry of programs. Write сертифицированные, предпрофессиональные, значимые, общеразвивающие or платные.
import-problem-missing-study-year = The program takes several years, but the group's year of study is not given. Write, for example, “2-й год обучения”.
import-problem-missing-title = The program has no title. Write it in this cell.
import-problem-title-with-person = The column has titles and teachers, and it is not certain which is which here. Names of teachers are never kept. Write the title alone, in quotes («Шахматы»), or put a comma before the teacher: “Шахматы, Иванов И. И.”.
import-problem-outside-study-year = The date “{ $found }” is not in the study year of the defaults. The group will be shown without dates, and nobody can enroll in it.
import-problem-places-not-understood = The number of places “{ $found }” is not understood. Write a number, for example 12, or “нет”. The group will be shown, and nobody can enroll in it.
import-problem-price-differs = “{ $found }” is not the sum in another row of this module. Correct one of the rows.
import-problem-price-from = “{ $found }” is the least price, not the price of the module. If no other row of the module has a sum, it will be shown without a price.
import-problem-price-not-understood = The price “{ $found }” is not understood. Write the roubles for the module, or “бесплатно”.
import-problem-price-per-lesson = “{ $found }” is the price of a lesson, not of the module. If no other row of the module has a sum, it will be shown without a price.
import-problem-price-multiplied = “{ $found }”: the price of a month times paid_months of the defaults file.
import-problem-price-per-month = “{ $found }” is the price of a month. Set paid_months in the defaults file, or the module will be shown without a price.
import-problem-same-row-twice = The same group already stands in a row above. Remove the row, or write how the groups differ.
import-problem-study-year-not-understood = The year of study “{ $found }” is not understood. Write, for example, “2-й год обучения”.
import-problem-timetable-not-read = The column “{ $found }” was not read, and it seems to hold the timetable: the groups went in without lessons. Call it «Расписание» and write days and hours: «пн, ср 16:00-17:30; сб 10:00». Two columns will do, «Дни недели» and «Время», or one for each day: «Понедельник», «Вторник» and so on.
import-problem-times-are-a-bare-hour = “{ $found }” was read as the hour of the beginning. If it is none, correct it; if it is one, “16:00–17:30” is better.
import-problem-times-backwards = The lesson ends before it begins: “{ $found }”. Write, for example, “16:30–17:40”.
import-problem-times-counted = “{ $found }” may be lessons of one group or of several. For several groups write “1 гр. пн 15:00; 2 гр. вт 16:00”, for one leave the numbers out: “пн 15:00; вт 16:00”.
import-problem-times-not-weekly = The lessons are not of every week: “{ $found }”. Timetables of the catalog are weekly, so the group came in without one, and families are told to ask the organisation. If some lessons are weekly, give those a group of their own.
import-problem-times-of-one-group = “{ $found }” was read as the lessons of one group. If the groups are different ones, write “1 гр. пн 15:00; 2 гр. вт 16:00”.
import-problem-times-not-known-yet = “{ $found }”: there is no timetable yet. The group went in without one, and families read “ask the organisation”. Once the times are known, write them and import the file again.
import-problem-times-not-understood = The times “{ $found }” are not understood. Write, for example, “16:30–17:40” or “вт, чт 16:30–17:40”.
import-problem-times-of-another-day = “{ $found }” names another day than the rest of the row or the header of the column. Leave one of them.
import-problem-times-over-a-day = “{ $found }” was read as all days from the first to the last. If lessons are only on these two, divide them by a comma.
import-problem-unknown-municipality = There is no municipality “{ $found }”. { $registered ->
    [none] The registry has none yet; kruzhok municipality add enters one.
   *[other] Write one name or code of the registry, such as “{ $registered }” (all of them: kruzhok municipality list).
}
import-problem-municipality-not-registered = The municipality “{ $found }” is not in the registry yet. Add it and import the file again: kruzhok municipality add --known { $code }.
import-problem-unknown-provider = No provider in the registry has the ИНН “{ $found }”. Register the provider first.
import-problem-point-not-understood = The coordinates are not understood: "{ $found }". Expected are degrees of latitude and longitude, such as 54.7075 and 20.5073.
import-problem-text-too-long = The text is too long: "{ $found }…". Expected are at most 300 characters (500 of an address).
import-problem-text-cut = The description is too long; its first 10,000 characters are kept.
import-problem-continues-above = “{ $found }”: the row has no title and was taken for a row of the program above. If it is not, write its title.
import-problem-level-not-understood = The level “{ $found }” is not understood. Write стартовый, базовый, продвинутый or разноуровневая.
import-problem-price-not-written = “{ $found }” is no price, and does not mean “free”. Write a sum or “бесплатно”. If no other row of the module has a sum, it will be shown without a price.
import-problem-provider-not-named = The provider “{ $found }” is not found. Write the ИНН or the name in the registry, or add this name to provider.names of the defaults file.
import-problem-price-range = “{ $found }” is two sums, not the price of the module. Write one sum. If no other row of the module has a sum, it will be shown without a price.
import-problem-direction-from-above = No direction: taken from the row above. If it is another one, write it.
import-problem-wider-than-header = The row has more cells than the header has columns: the values have moved. Put texts that hold the delimiter in quotes.

## The file was not read at all. Every message has $file.

import-refused-binary = “{ $file }” is not a table written as text. Save it as CSV (separated by semicolons).
import-refused-broken-json = “{ $file }” is not JSON: it is damaged, or was not saved to its end.
import-refused-broken-workbook = “{ $file }” is no Excel workbook, or has a password. Save it as XLSX without a password, or as CSV.
import-refused-copy-not-written = “{ $file }” cannot be written: the rows with errors were not saved. The others went in; name another place (--errors).
import-refused-default-missing = “{ $file }” does not hold what the defaults file must say: set { $key } (--defaults).{ $columns ->
    [none] {""}
   *[other] { " " }Or name the column more plainly; not read: { $columns }.
}
import-refused-defaults-broken = “{ $file }” is no TOML: { $error ->
    [no-text] it is not in UTF-8
    [no-equals] a name is not followed by = and a value
    [more-in-line] a value is followed by something more; texts stand in "…"
    [no-value] a value is none; texts stand in "…"
    [unclosed] a bracket or a quotation mark is not closed
    [twice] something is set twice
    [character] a character cannot stand here; texts end in their line
    [backslash] a \ in a text is written twice
   *[other] it cannot be read
}{ $line ->
    [0] {"."}
   *[other] { " " }(line { NUMBER($line, useGrouping: 0) }, character { NUMBER($character, useGrouping: 0) }).
}
import-refused-defaults-key-missing = “{ $file }” lacks { $key }.
import-refused-defaults-key-unknown = “{ $file }” has { $key }, but there is no such default.
import-refused-defaults-value = { $why ->
    [requisites] In “{ $file }”: the ИНН or ОГРН in { $key } is wrong, or does not fit this kind of provider.
    [zone] In “{ $file }”: { $key } = “{ $found }” is no time zone. Write, for example, Europe/Kaliningrad.
    [amount] In “{ $file }”: { $key } = “{ $found }” is no amount of roubles. Write, for example, 9000.00.
    [ages] In “{ $file }”: { $key } = “{ $found }” are no ages. Write, for example, 5-17.
    [dates] In “{ $file }”: { $key } ends before it begins, or is longer than a year.
    [price] In “{ $file }”: the price in { $key } must be above zero and not above the normative cost.
    [no-municipality] In “{ $file }”: a provider needs a municipality, add the section municipality.
   *[other] In “{ $file }”: { $key } = “{ $found }” does not fit.
}
import-refused-empty = “{ $file }” has no row with a program.
import-refused-merged-too-large = “{ $file }” has merged cells and is too large for that. Unmerge them, or save the file as CSV.
import-refused-no-children = “{ $file }” holds no table of children: it needs a header with “ФИО” (name) and “Дата рождения” (born), and at least one row below it.
import-refused-not-a-table = “{ $file }” is no catalog: it has no header row with «Программа» and at least one more column that is known. If its letters look broken, save it as XLSX or as CSV in UTF-8.
import-refused-not-found = There is no file “{ $file }”.
import-refused-old-workbook = “{ $file }” is a workbook of an old Excel (XLS), or has a password. Open it in Excel, take the password away and save it as “Excel workbook (XLSX)”.
import-refused-page = “{ $file }” is a web page and no workbook, though Excel opens it. Save it in Excel as “Excel workbook (XLSX)”.
import-refused-too-large = “{ $file }” is too large. Divide it into parts.
import-refused-unreadable = “{ $file }” cannot be opened: it is no file, or may not be read.

## What is left out on purpose.

import-all-on-sheet = all of sheet “{ $sheet }”
import-all-on-hidden-sheet = all of hidden sheet “{ $sheet }”
import-ignored-advice = If one of them is needed, call it as the template does: kruzhok export programs FILE.xlsx.
import-ignored-columns = Columns that were not read: { $columns }.
import-personal-columns = Names and contacts of persons are never kept, left out: { $columns }.

## What the rows were put together to (--dry-run).

import-program = “{ $title }”: { $modules ->
    [one] { $modules } module
   *[other] { $modules } modules
}, { $groups ->
    [one] { $groups } group
   *[other] { $groups } groups
}, { $lessons ->
    [one] { $lessons } lesson a week
   *[other] { $lessons } lessons a week
}
import-programs-more = … and { $count ->
    [one] { $count } more program
   *[other] { $count } more programs
} (--json has all).
import-error-copy = The rows with errors are in { $file }, column «Ошибка».

## What differs from the catalog.

import-changed = { $path }: { $field ->
    [title] the title
    [level] the level
    [duration] the length
    [point] the coordinates
    [archived] archived
    [annotation] the annotation
    [direction] the direction
    [registry] the registry
    [form] the form
    [ages] the ages
    [special_needs] special needs
    [normative_cost] the normative cost
    [price] the price
    [days] the dates
    [places] the places
    [address] the address
   *[slots] the lessons
}: “{ $before }” → “{ $after }”.
import-missing = { $path }: the { $kind ->
    [PROGRAM] program
    [MODULE] module
   *[GROUP] group
} is not in the file; it stays.
import-archive-missing = To archive what is not in the file: “kruzhok import archive-missing { $upload }”.
import-changes-more = … and { $count } more (--json has all).
import-yes = yes
import-no = no
import-problems-more = … and { $count } more (--json has all).
import-refused-program-where = { $sheet ->
    [none] Row { NUMBER($row, useGrouping: 0) }, program “{ $column }”
   *[other] Sheet “{ $sheet }”, row { NUMBER($row, useGrouping: 0) }, program “{ $column }”
}

## How many in all: $programs, $modules and $groups.

import-counts = { $programs ->
    [one] { NUMBER($programs, useGrouping: 0) } program
   *[other] { NUMBER($programs, useGrouping: 0) } programs
}, { $modules ->
    [one] { NUMBER($modules, useGrouping: 0) } module
   *[other] { NUMBER($modules, useGrouping: 0) } modules
}, { $groups ->
    [one] { NUMBER($groups, useGrouping: 0) } group
   *[other] { NUMBER($groups, useGrouping: 0) } groups
}
import-added = added { import-counts }
import-counted-changed = changed { import-counts }
import-unchanged = unchanged { import-counts }
import-counted-missing = missing { import-counts }
import-trial = Nothing was changed. It would be: { $summary }
import-rows-refused = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } row did not go in.
   *[other] { NUMBER($count, useGrouping: 0) } rows did not go in.
}
import-ages = { $ages } { $most ->
    [one] year
   *[other] years
}
import-missing-unread = Some rows have no readable title: correct them before anything that is not in the file is archived.

## What the rules do not allow: what the cell says ($said) and what they expect ($why).

import-ruled-found = “{ $said }”. { $why }
import-ruled-elsewhere = The whole program “{ $program }” stays out because of another of its rows: { $why }
import-ruled-price-too-high = { $place ->
    [cost] { $said }: with this normative cost the module’s price of { $price } cannot stay, at most { $highest } is allowed.
   *[other] { $price } for the module, at most { $highest } is allowed.
}
import-ruled-price-locked = The price cannot change: enrollments of this module and period are open. Write the former price.
import-ruled-module-in-use = The normative cost cannot change: the module has live enrollments. Write the former one.
import-ruled-wrong-state = The program “{ $program }” cannot come back out of the archive. Call it something else or remove the row.
