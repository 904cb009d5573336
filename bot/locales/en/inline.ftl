inline-description = { $provider }, { $municipality } · { $ages }
inline-open = Open in Kruzhok
inline-find = 🔎 Search in the bot, for your own child
inline-nothing = Nothing found. Search in the bot
inline-place = { $provider }, { $municipality }
inline-about = { $direction }; { $ages }; { $form }
inline-cost = 💰 { $cost }
