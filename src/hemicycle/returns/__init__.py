"""What polling stations wrote down: their returns, read from any file into one table."""
