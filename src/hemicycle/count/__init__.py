"""Returns to totals: what was counted, read from files and tables."""
