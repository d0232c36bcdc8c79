"""Whether what a letter states can be shown, and what became of every file."""
