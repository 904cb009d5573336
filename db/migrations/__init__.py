"""How the tables came to be as they are, step by step; nothing here looks at the present ones."""
