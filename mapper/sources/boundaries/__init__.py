"""The ONS's polygons of the councils of a day, fetched into a file.

`services` finds those of a day among all that there are, `arcgis` reads them page by page, `fetching` writes them.
"""
