"""One file shown to a maintainer: its pages as pictures, with what was read where, what was not, and why.

For the rooms above: `subject.look_at` gathers all that is known of a file, `page.files_of` makes a page of HTML and
its pictures of it, and `folder.write` puts these into a folder. The page is for those who mend the reading of letters.
It has the letter itself in it, so it is no part of the site.
"""
