"""Outcomes and laws for people: text for the terminal, pictures, charts; tables for programs."""
