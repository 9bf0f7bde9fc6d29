"""The site: pages and an API over the archive and the engine, for the extra `[web]`."""
