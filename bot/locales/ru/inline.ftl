inline-description = { $provider }, { $municipality } · { $ages }
inline-open = Открыть в «Кружке»
inline-find = 🔎 Искать в боте: для своего ребёнка
inline-nothing = Ничего не нашлось. Искать в боте
inline-place = { $provider }, { $municipality }
inline-about = { $direction }; { $ages }; { $form }
inline-cost = 💰 { $cost }
