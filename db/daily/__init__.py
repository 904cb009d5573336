"""What happens by itself on a date, to the whole registry: set-based statements, in chunks."""
