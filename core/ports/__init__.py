"""What the acts need from the outside world, as protocols."""
