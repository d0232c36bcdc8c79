"""Letters with tables under a title that gives the council's name and the period: the years 2014 to 2019.

What one year's form must print, and which words tell it from the others, is in a file of its own:
`tables_2014`, `tables_2016`, `tables_2019`. All forms share the rest: how a file is cut into letters
(`reports`), what the lines of a page are (`beside_text`, `cells`, `lines`), how a table is found and read (`table`,
`years`, `turned`, `columns`, `rows`, `figures`), and what becomes of a letter (`reading`). Little is confirmed about
the letters before 2019, so every spelling known from any year is accepted in all of them.
"""
