/* Copies of what the page draws, painted as its style sheets paint it, for a picture that needs neither. */

(() => {
  const { svg } = lettersMap.elements;
  const FORM = ["d", "x", "y", "width", "height", "cx", "cy", "r", "stroke-linejoin"];

  /* What `draw` gives while the page has its colours of the day; nothing is painted in between. */
  const byDay = (draw) => {
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset.theme = "light";
    const drawn = draw();
    if (theme === undefined) {
      delete dataset.theme;
    } else {
      dataset.theme = theme;
    }
    return drawn;
  };

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /* How the style sheet paints a shape of the page, as attributes. */
  const painted = (shape) => {
    const style = getComputedStyle(shape);
    const paint = ["fill", "fill-opacity", "stroke", "stroke-width"].map((name) => [
      name,
      style.getPropertyValue(name),
    ]);
    return Object.fromEntries(paint.map(([name, value]) => [name, value.replace(/url\("?#/, 'url("#picture-')]));
  };

  /* Copies of shapes of the page; those of one class look the same. */
  const copies = (shapes) => {
    const looks = new Map();
    return [...shapes].map((shape) => {
      const look = shape.getAttribute("class");
      looks.set(look, looks.get(look) || painted(shape));
      const form = FORM.filter((name) => shape.hasAttribute(name)).map((name) => [name, shape.getAttribute(name)]);
      const name = shape.getAttribute("aria-label");
      const attributes = { ...Object.fromEntries(form), ...looks.get(look) };
      return svg(shape.localName, attributes, ...(name ? [svg("title", {}, name)] : []));
    });
  };

  const patterns = () =>
    [...document.querySelectorAll(".map-defs pattern")].map((pattern) => {
      const copy = pattern.cloneNode();
      copy.id = `picture-${pattern.id}`;
      copy.removeAttribute("class");
      copy.append(...copies(pattern.children));
      return copy;
    });

  lettersMap.copies = { byDay, token, copies, patterns };
})();
