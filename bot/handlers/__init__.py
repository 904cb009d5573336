"""What a press or a message becomes: parse, call one act, show its result."""
