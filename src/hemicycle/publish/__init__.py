"""Outcomes and laws for people: text for the terminal, tables for programs."""
