"""How many residents councils have, by the mid-year estimates of the Office for National Statistics.

`file` reads them, `nomis` fetches them.
"""
