"""One PDF: what it prints, on which page, and whether it agrees with itself. No council is known here.

For the rooms above:

- `workers.read_files` reads files (`workers.LetterFile`) in processes of their own and returns a
`read.FileReading`
  for each. `cache.Cache` keeps the results, and `limits.Limits` says what a file may take.
- `read.read_file` does the same with the bytes of one file, in this process. - `statistics` has the records:
`Figure`, `LetterStatistics`, `Problem`, `Check`, and STATISTICS, the list of all
  that letters state. `total` there adds up counts of which one may be missing; `summed` makes a figure of
  them.
- `identities.checks` says which identities hold between figures; `identities.only_numerator` inverts a rate.
- `illustration` marks illustrative letters, `layouts.LAYOUTS` lists the forms of letter, and
  `layouts.numbers.value_of` reads a printed figure.

Import from these modules. This one imports none of them, so that the records can be had without the libraries
that read PDFs.
"""
