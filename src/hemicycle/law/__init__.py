"""What a statute says: law documents, their checks, their words, the catalogue of the packaged ones.

A document is data. What its steps do with votes is the matter of `hemicycle.outcome`.
"""
