"""Illustrative letters, for a site before the real ones are there and for the tests."""
