"""What can be said of an election, and what can't: its contest, its returns, what observers found. It never accuses."""
