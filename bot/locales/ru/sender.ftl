# A message that may have arrived before, because its first sending was cut off.
notice-may-be-repeated = <i>Возможно, вы уже получали это сообщение: в прошлый раз связь прервалась.</i>

# Somebody had blocked the bot and is back.
missed =
    👋 <b>С возвращением!</b>
    Пока бот был заблокирован, { $count ->
        [one] не дошло { $count } сообщение
        [few] не дошли { $count } сообщения
       *[many] не дошли { $count } сообщений
    } о ваших детях и деньгах. Прислать?
button-missed-show = Прислать
button-missed-forget = Не нужно
missed-coming = Присылаю. То, что с тех пор изменилось, уже не придёт.
missed-forgotten = Хорошо, не присылаю. Все списания и решения остаются в истории.
