"""The live map: the elements of its page, its scripts and its data.

The rooms above use these modules:

- `choropleth`: `render` draws an edition's map and returns it as `MapParts`, the parts of a page and its files;
- `view`: `first_view` describes a year's first view, so that a still picture shows the same classes and words;
- `choices` and `listing`: what can be chosen, and the columns of the table of councils, which has a page of its own;
- `outlines`: `simplified` and `middle` give the shapes to draw;
- `matching`: `cheapest` gives each of some things a place of its own.

The other modules are parts of `choropleth`: `areas` (polygons as TopoJSON) with the hexagon map (`hexagons`, `ground`,
`cartogram`, `grid`, `seats`), `choices` and `figures` (the data), `descriptions`, `finding` and `postcodes` (texts and
look-ups), `elements` (the page) and `files`.
"""
