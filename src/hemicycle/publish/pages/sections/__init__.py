"""The sections of an election's page: each builds a small view of the account, which its template sets."""
