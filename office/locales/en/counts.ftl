### How many of something a command line answer is about.

export-rows = { $file }: { $count ->
    [one] { NUMBER($count, useGrouping: 0) } row
   *[other] { NUMBER($count, useGrouping: 0) } rows
}.
keys-rewrapped = { $count ->
    [one] { NUMBER($count, useGrouping: 0) } person was put under { $key }.
   *[other] { NUMBER($count, useGrouping: 0) } persons were put under { $key }.
}
restored = { $target } is what { $file } was. Held back: { $count ->
    [one] { NUMBER($count, useGrouping: 0) } notice
   *[other] { NUMBER($count, useGrouping: 0) } notices
}; erased again: { $erased }.
archive-needs-yes = { $count ->
    [one] One thing would be archived
   *[other] { NUMBER($count, useGrouping: 0) } things would be archived
}: say --yes, or look with --dry-run.
archive-these = { $count ->
    [one] Archive this one?
   *[other] Archive these { NUMBER($count, useGrouping: 0) }?
}
restored-aside = What was there before is kept: { $file }.
differences = { $count ->
    [0] whole, and its money is right
    [one] { NUMBER($count, useGrouping: 0) } difference
   *[other] { NUMBER($count, useGrouping: 0) } differences
}
