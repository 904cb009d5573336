"""How operators and municipalities work: a command line and web pages over the same acts."""
