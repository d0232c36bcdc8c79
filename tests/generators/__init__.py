"""Example letters, and the writers that made them, which share no label and no code with the readers."""
