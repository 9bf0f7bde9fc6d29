"""Languages of the output: sentences from catalogues, numbers and days as each writes them, names as data."""
