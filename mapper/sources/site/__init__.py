"""One site, asked politely, and its pages read.

`exchange` asks one question and takes the answer within limits, `robots` knows what is forbidden, `web` asks as often
and as slowly as is polite. `page` reads a page's lines and links, `full_page` asks for one that must hold something.
What cannot be had is a `trouble.Unobtainable`.
"""
