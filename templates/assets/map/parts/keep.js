/* Taking a view away: as a picture in a file, or on paper. */

(() => {
  const save = (file, name) => {
    const link = lettersMap.elements.link(URL.createObjectURL(file), name);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  /* Pixels of an SVG's text, two for each of its own. */
  const toPng = async (text, { width, height }) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2 * width, height: 2 * height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  /* "uphold-rate-against-its-type-2018-19-counties-hexagons". */
  const nameOf = ({ metric, title, chosen }) => {
    const told = [chosen.tier === "upper" && "counties", chosen.drawn === "hexagons" && "hexagons"];
    const words = [metric.subject ? metric.short : metric.title, title, ...told.filter(Boolean)];
    return words
      .join(" ")
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      .join("-");
  };

  /* `view()` is what these maps show; null before their first figures have come. */
  lettersMap.offerToKeep = (maps, view) => {
    const keep = async (format) => {
      const name = `${nameOf(view())}.${format}`;
      const picture = lettersMap.picture(view(), maps, false);
      const text = new XMLSerializer().serializeToString(picture);
      const size = { width: picture.width.baseVal.value, height: picture.height.baseVal.value };
      save(format === "png" ? await toPng(text, size) : new Blob([text], { type: "image/svg+xml" }), name);
    };
    const paper = lettersMap.elements.byId("paper");
    window.addEventListener(
      "beforeprint",
      () => view() && paper.replaceChildren(lettersMap.picture(view(), maps, true)),
    );
    window.addEventListener("afterprint", () => paper.replaceChildren());
    for (const button of document.querySelectorAll("[data-keep]")) {
      button.addEventListener("click", () => view() && keep(button.dataset.keep));
    }
  };
})();
