"""How a parent's sentence is read: tables of patterns, one file each, and no model."""
