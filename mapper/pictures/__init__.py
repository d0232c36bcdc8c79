"""The map as pictures: SVG and PNG files of its first view, for readers without scripts, for print and for previews.

`picture` is the face of this room: `picture.render` draws every picture of an edition. The others are its parts, from
the content to the file: `scene` (what is seen), `symbology` and `painting` (how areas are drawn), `legend`, `sheet`
(the layout), `drawing` (shapes and words), `svg` and `png`.
"""
