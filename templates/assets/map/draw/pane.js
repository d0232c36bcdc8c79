/* A layer of a map with a place of its own in the stack, and how lines are drawn there. */

lettersMap.pane = (map, name, level) => {
  map.createPane(name).style.zIndex = level;
  return L.svg({ pane: name, padding: 0.5 }).addTo(map);
};

/* Borders are shared, so no line may be thinned out or cut off by itself. */
lettersMap.WHOLE = { smoothFactor: 0, noClip: true };
