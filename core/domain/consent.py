"""The text that an account consents to before anything about a child is kept."""

# Of the text as it is now; whoever consented to another version is asked again.
CONSENT_VERSION = "2026-11"
