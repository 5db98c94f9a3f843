"""Commands with more words than the command line's own file should hold."""
