"""Who the councils are, on which day, under which names and on what ground."""
