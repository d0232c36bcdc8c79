"""What others publish, fetched: the Ombudsman's letters and records, and the ONS's boundaries.

From the ground up:

- `exchange` asks one question and takes the answer within limits; `robots` knows what a site forbids; `web` asks as
  often and as slowly as is polite. What cannot be had is a `trouble.Unobtainable`.
- `page` reads a page's lines and links, and `full_page` asks for one that must hold something; `lists` finds letters on
  it, `finding` a council's list.
- `folder` and `manifest` keep what came, so that no moment leaves anything half-written.
- `proof` says whether a PDF is the letter that was wanted; `settling` puts it in its place or apart; `letters` puts all
  of it together, and `account` says what came of it.
- `cards` and `improvements` read pages of records, `record` keeps them in files, `records` puts that together.
- `services` finds the ONS's polygons of a day, `arcgis` reads them page by page, `boundaries` writes them.

Only this room asks anything of the network.
"""
