/* How a map moves: all of it in its box at first, and never in the way of someone who scrolls the page. */

lettersMap.fit = (map, padding) => {
  const bounds = L.latLngBounds(map.corners);
  const whole = () => map.fitBounds(bounds, { padding: [padding, padding], animate: false });
  map.setMinZoom(0);
  whole();
  let home = map.getZoom();
  map.on("resize", () => {
    const untouched = map.getZoom() === home;
    map.setMinZoom(0);
    if (untouched) {
      whole();
    }
    home = map.getBoundsZoom(bounds, false, L.point(2 * padding, 2 * padding));
    map.setMinZoom(home);
  });
  map.setMinZoom(home);
  map.setMaxZoom(home + 5);
  map.setMaxBounds(bounds.pad(0.5));
};

lettersMap.letPageScroll = (map) => {
  // Leaflet would take every turn of the wheel; without Ctrl it belongs to the page.
  const wheel = (event) => {
    if (!event.ctrlKey && !event.metaKey) {
      event.stopPropagation();
    }
  };
  map.getContainer().addEventListener("wheel", wheel, { capture: true, passive: true });
  // One finger scrolls the page; two move and zoom the map.
  if (window.matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable();
  }
};
