"""One PDF: what it prints, on which page, and whether it agrees with itself. Knows no council."""
