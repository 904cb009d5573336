"""The promises of money when processes are killed."""
