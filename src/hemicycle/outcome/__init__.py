"""Votes to seats: one function, its outcome and its trace."""
