"""Files that people write: YAML and CSV, read with their line numbers, and the one error they raise."""
