"""Returns in the formats that others exchange."""
