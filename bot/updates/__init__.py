"""In: updates are fetched or received, handled in order, confirmed after their effect."""
