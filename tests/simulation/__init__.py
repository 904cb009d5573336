"""The promises of money, under random acts, many at once, and attacks."""
