/* Name and "k of n" beside the pointer, and a line round what it points at. Fingers do not point. */

lettersMap.followPointer = (areas, outlines, describe) => {
  const { make } = lettersMap.elements;
  const tooltip = L.tooltip({ className: "map-tooltip", offset: [14, 0], direction: "auto" });

  const content = (code) => {
    const { name, value } = describe(code);
    return make("span", "", make("strong", "", name), ` ${value}`);
  };

  const away = () => {
    outlines.put("pointed", null);
    tooltip.close();
  };

  if (!window.matchMedia("(hover: hover)").matches) {
    return;
  }
  areas.on("mouseover", (code, event) => {
    outlines.put("pointed", code);
    tooltip.setContent(content(code)).setLatLng(event.latlng).openOn(areas.map);
  });
  areas.on("mousemove", (_code, event) => tooltip.setLatLng(event.latlng));
  areas.on("mouseout", away);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      away();
    }
  });
};
