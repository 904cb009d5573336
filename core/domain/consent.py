"""The text that an account consents to before anything about a child is kept."""

# Of the text as it is now (`consent` in bot/locales); whoever consented to another version is
# asked again. A number and no date, because the demo has a clock of its own.
CONSENT_VERSION = "2"
