"""Pages for people: each a function of where it stands and what was asked, and whole without scripts."""
