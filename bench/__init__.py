"""How fast the product is, as ratios to plain SQL side by side in one run: `make bench`."""
