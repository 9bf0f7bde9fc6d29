"""Hemicycle: an electoral system that runs."""
