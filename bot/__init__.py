"""How it talks: families and providers in Telegram."""
