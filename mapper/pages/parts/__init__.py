"""The parts of pages: each with its record and what makes it."""
