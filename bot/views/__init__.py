"""What people see: pure functions from answers to screens."""
