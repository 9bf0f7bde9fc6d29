"""Pages: what an election's report and the site's pages are made of, and how they look."""
