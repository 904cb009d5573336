"""What is true and what can be done: no network, no disk, no messenger, no SQL."""
