"""The stand-in keeps Telegram's promises, for any client and on the page."""
