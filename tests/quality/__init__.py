"""How good the search is: parents' questions, the programs they mean, and `make quality`."""
