"""The API: what programs ask, and what they are answered."""
