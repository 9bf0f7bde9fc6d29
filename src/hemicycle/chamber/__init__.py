"""Seats to members: parties and their lineage."""
