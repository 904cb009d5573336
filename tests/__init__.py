"""Sentences about the world, arranged like the tree they speak of."""
