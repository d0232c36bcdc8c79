"""The Ombudsman's letters, fetched into a folder that is right at every moment.

`lists` finds letters on a page, `finding` a council's list. `folder` and `manifest` keep what came, `proof` says
whether a PDF is the letter that was wanted, `settling` puts it in its place or apart. `fetching` puts all of it
together, and `account` says what came of it.
"""
