"""Numbers to seats. Knows no law and no country."""
