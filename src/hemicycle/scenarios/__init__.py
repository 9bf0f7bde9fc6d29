"""The same function many times: what if, what is still possible, how far from another result."""
