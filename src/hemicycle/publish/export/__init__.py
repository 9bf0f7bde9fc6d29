"""Open data: everything of one election as a folder of files, with what each file means and leaves out."""
