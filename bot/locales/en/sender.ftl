# A message that may have arrived before, because its first sending was cut off.
notice-may-be-repeated = <i>You may have received this message before: the connection broke last time.</i>
