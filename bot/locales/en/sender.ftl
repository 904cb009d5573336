# A message that may have arrived before, because its first sending was cut off.
notice-may-be-repeated = <i>You may have received this message before: the connection broke last time.</i>

# Somebody had blocked the bot and is back.
missed =
    👋 <b>Welcome back!</b>
    While the bot was blocked, { $count ->
        [one] { $count } message
       *[other] { $count } messages
    } about your children and money could not reach you. Shall I send them?
button-missed-show = Send them
button-missed-forget = No need
missed-coming = They are on their way. What has changed since will not come.
missed-forgotten = All right. Every charge and decision stays in the history.
