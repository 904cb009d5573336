# A message that may have arrived before, because its first sending was cut off.
notice-may-be-repeated = <i>Возможно, вы уже получали это сообщение: в прошлый раз связь прервалась.</i>
