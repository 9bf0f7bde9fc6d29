"""What a terminal shows: an outcome, a chamber, a test, in sentences and tables of 80 columns."""
