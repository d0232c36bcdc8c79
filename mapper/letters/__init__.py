"""One PDF: what it prints, on which page, and whether it agrees with itself. No council is known here.

For the rooms above:

- `workers.read_files` reads files (`workers.LetterFile`) in processes of their own, within `limits.Limits`, and
  returns a `read.FileReading` for each; `cache.Cache` keeps the results.
- `workers.apart` has one file looked at in a process of its own, for the maintainers: `findings.findings_of` finds
  what stands on its pages, letter or not, and `page_pictures.pictures_of` draws them.
- `read.read_file` reads the bytes of one file, in this process.
- `statistics` has the records (`Figure`, `LetterStatistics`, `Problem`, `Check`), the list of all that letters
  state (`STATISTICS`), and `total`, which adds up counts of which one may be missing.
- `identities.checks` says which identities hold between figures; `identities.only_numerator` inverts a rate.
- `illustration` marks illustrative letters, `layouts.LAYOUTS` lists the forms of letter, and
  `layouts.numbers.value_of` reads a printed figure.

Import from these modules. This one imports none of them, so that the records can be had without the libraries
that read PDFs.
"""
