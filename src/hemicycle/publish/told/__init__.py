"""Everything typed, told in each language of the output from the same records."""
