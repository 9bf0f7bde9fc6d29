"""The archive: elections as they were held, with their stages, figures and sources."""
