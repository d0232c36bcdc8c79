/* The view as one SVG picture that needs no other file: its heading, its key, the list of those outside, the map as it stands
   on the screen, and the source. What it shows is taken from the page; its colours are always those of the day. */

(() => {
  const { byId, svg } = lettersMap.elements;
  const { byDay, patterns, token } = lettersMap.copies;
  const { line, text } = lettersMap.flow;
  const { MARGIN, WIDTH } = lettersMap.sheet;

  const words = (selector) => document.querySelector(selector)?.textContent.trim() || "";

  /* What the map shows and, where one is chosen, what it says of a council. */
  const heading = (view, top) => {
    const { metric, year, council } = view;
    const large = { size: 36, family: "serif", colour: "ink", bold: true, step: 1.2 };
    const title = text(metric.heading, top, large);
    const note = text(`${metric.note} ${year.until}, ${view.tierName}.`, title.bottom + 10, { size: 17 });
    const look = { size: 17, colour: "ink", bold: true };
    const chosen = council ? text(view.spoken(council), note.bottom + 6, look) : { items: [], bottom: note.bottom };
    return { items: [title, note, chosen].flatMap(({ items }) => items), bottom: chosen.bottom };
  };

  /* Who made it, and from what. */
  const source = ({ year }, top) => {
    const site = text(`${words(".brand")}. ${words(".top .note")}.`, top, { size: 14, colour: "ink", bold: true });
    const from = text(year.data.source, site.bottom, { size: 13, colour: "ink-3" });
    return { items: [...site.items, ...from.items], bottom: from.bottom };
  };

  /* The ground, and a band with the warning of an illustrative site. */
  const ground = (height, band, notice) => [
    svg("rect", { width: WIDTH, height, fill: token("paper") }),
    ...(band ? [svg("rect", { width: WIDTH, height: band, fill: token("banner-bg") })] : []),
    ...(band ? [line(notice, MARGIN, 29, { size: 20, colour: "banner-mark", bold: true })] : []),
  ];

  /* The key and, beside it, the list of those outside. Circles grow with the map, whose circles they explain. */
  const explained = ({ metric }, top, mapScale) => {
    const legend = byId("legend");
    const fitting = Math.min(1.2, 440 / legend.offsetWidth);
    const key = lettersMap.boxed(legend, MARGIN, top, metric.kind === "circles" ? mapScale : fitting);
    const list = lettersMap.boxed(byId("apart"), WIDTH / 2, top, fitting);
    return { items: [...key.items, ...list.items], bottom: Math.max(key.bottom, list.bottom) };
  };

  /* The picture of a view on these maps. On paper it needs no ground, nor the warning, which heads the sheet. */
  lettersMap.picture = (view, all, onPaper) =>
    byDay(() => {
      const notice = words(".banner:not([hidden]) strong");
      const band = notice && !onPaper ? 44 : 0;
      const legend = byId("legend");
      const maps = lettersMap.layOutMaps(all);
      const head = heading(view, band + 20);
      const key = explained(view, head.bottom + 20, maps.scale);
      const drawn = maps.draw(key.bottom + 28);
      const foot = source(view, drawn.bottom + 16);
      const height = Math.ceil(foot.bottom + MARGIN / 2);
      return svg(
        "svg",
        { xmlns: "http://www.w3.org/2000/svg", width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: "img" },
        svg("title", {}, `${view.metric.title}, ${view.title}`),
        svg("desc", {}, `${notice} ${legend.innerText.replace(/\s+/g, " ")}`.trim()),
        svg("defs", {}, ...patterns()),
        ...(onPaper ? [] : ground(height, band, notice)),
        ...[head, key, drawn, foot].flatMap((part) => part.items),
      );
    });
})();
