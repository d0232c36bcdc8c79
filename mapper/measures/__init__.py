"""What can be shown and said of a council in a year."""
