/* The measures of a picture, in pixels. */

lettersMap.sheet = {
  WIDTH: 1000,
  MARGIN: 40,
  ACROSS: 920, // between the margins
  TALLEST: 1000, // of the map, so that the whole of it fits a sheet of paper
};
