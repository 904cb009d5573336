"""What can be pressed: buttons that say which, never may."""
