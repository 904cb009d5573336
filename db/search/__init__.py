"""Finding programs by what people type: one index table, the same answers on both databases."""
