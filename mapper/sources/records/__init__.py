"""The Ombudsman's decisions, reports and service improvements, fetched into CSV files.

`cards` and `improvements` read pages, `record` keeps files, `fetching` puts that together.
"""
