### О скольких чём-то ответ командной строки.

export-rows = { $file }: { $count ->
    [one] { NUMBER($count, useGrouping: 0) } строка
    [few] { NUMBER($count, useGrouping: 0) } строки
   *[many] { NUMBER($count, useGrouping: 0) } строк
}.
keys-rewrapped = Под ключ { $key } { $count ->
    [one] перенесены данные { NUMBER($count, useGrouping: 0) } человека.
   *[many] перенесены данные { NUMBER($count, useGrouping: 0) } человек.
}
restored = { $target } — теперь то, чем был { $file }. Задержано: { $count ->
    [one] { NUMBER($count, useGrouping: 0) } уведомление
    [few] { NUMBER($count, useGrouping: 0) } уведомления
   *[many] { NUMBER($count, useGrouping: 0) } уведомлений
}; стёрто повторно: { $erased }.
archive-needs-yes = { $count ->
    [one] В архив ушло бы { NUMBER($count, useGrouping: 0) }
   *[many] В архив ушли бы { NUMBER($count, useGrouping: 0) }
}: добавьте --yes или посмотрите с --dry-run.
archive-these = { $count ->
    [one] Убрать это в архив?
   *[many] Убрать в архив всё это ({ NUMBER($count, useGrouping: 0) })?
}
restored-aside = Прежняя база отложена: { $file }.
differences = { $count ->
    [0] файл цел, деньги сходятся
    [one] { NUMBER($count, useGrouping: 0) } расхождение
    [few] { NUMBER($count, useGrouping: 0) } расхождения
   *[many] { NUMBER($count, useGrouping: 0) } расхождений
}
