"""Letters with blocks of large numbers and short sentences in place of tables: the years from 2020 on.

There are three blocks: complaints upheld, compliance, and satisfactory remedies. Each has a rate, the average
of similar authorities, and the number of cases that it is based on. The wording varies from letter to letter
rather than from year to year, so one reading serves all forms, with the words in `wording`. What one year's
form must print, and which words tell it from the others, is in a file of its own: `blocks_2020`,
`blocks_2025`.

The reading goes from words to `runs`, which `lines` puts right where spaces mislead, from runs to `streams`, and from
streams to the `parts` of a page: headings, sentences and numbers. These are gathered into blocks by their headings
(`cutting`) or, where one cannot be read, by what the sentences tell (`by_sentence`). Each number is assigned to its
sentence (`slots`), and what a block states (`stated`) goes to its letter (`letters`) and into the letter's statistics
(`reading`, `period`).
"""
