"""The two coordinate reference systems: one to publish and draw in, one to measure in."""

WGS84 = "EPSG:4326"
"""Longitude and latitude in degrees, as RFC 7946 requires of GeoJSON."""

BRITISH_GRID = "EPSG:27700"
"""The British National Grid, in metres."""
