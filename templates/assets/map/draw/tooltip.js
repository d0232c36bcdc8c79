/* The name of an area and what was measured, beside the pointer or the area that has the focus, in the same words in every
   map: "Leeds, 78 of 106, more often than expected". It belongs to the page, so no map cuts it off. */

(() => {
  const { make } = lettersMap.elements;
  const GAP = 14;

  lettersMap.Tooltip = class {
    /* `describe(code)` gives a name and the rest. */
    constructor(describe) {
      this.describe = describe;
      this.box = make("div", "map-tooltip");
      this.box.setAttribute("aria-hidden", "true");
      this.box.hidden = true;
      document.body.append(this.box);
      document.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
      window.addEventListener("scroll", () => this.hide(), { passive: true });
    }

    /* Beside a point of the window, as far as the window lets it. */
    show(code, { x, y }) {
      const { name, value } = this.describe(code);
      this.box.replaceChildren(make("strong", "", name), `, ${value}`);
      this.box.hidden = false;
      const { width, height } = this.box.getBoundingClientRect();
      const room = document.documentElement.clientWidth;
      const left = x + GAP + width > room ? x - GAP - width : x + GAP;
      this.box.style.left = `${Math.max(4, left)}px`;
      this.box.style.top = `${Math.max(4, Math.min(window.innerHeight - height - 4, y - height / 2))}px`;
    }

    /* Beside an area of a map. */
    showBeside(code, { map, tier }) {
      const { left, top } = map.getContainer().getBoundingClientRect();
      const { x, y } = map.latLngToContainerPoint(tier.shapes.get(code).at);
      this.show(code, { x: left + x, y: top + y });
    }

    hide() {
      this.box.hidden = true;
    }
  };

  /* Follow the pointer over a map, with a line round what it points at. Fingers do not point. */
  lettersMap.followPointer = (areas, outlines, tooltip) => {
    if (!window.matchMedia("(hover: hover)").matches) {
      return;
    }
    const at = ({ originalEvent }) => ({ x: originalEvent.clientX, y: originalEvent.clientY });
    areas.on("mouseover", (code, event) => {
      outlines.put("pointed", code);
      tooltip.show(code, at(event));
    });
    areas.on("mousemove", (code, event) => tooltip.show(code, at(event)));
    areas.on("mouseout", () => {
      outlines.put("pointed", null);
      tooltip.hide();
    });
  };
})();
