"""Out: what acts wrote into the outbox leaves at the right pace, once, at most twice."""
