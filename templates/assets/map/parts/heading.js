/* The words round the map that follow the view: the heading of its key, the title of the page, the warning, what can be
   taken away. */

lettersMap.Heading = class {
  constructor() {
    this.site = document.title;
  }

  show(view, before) {
    const { byId } = lettersMap.elements;
    const { metric, year, title, council } = view;
    const shown = `${metric.short}, ${title}`;
    document.title = [...(council ? [year.nameOf(council)] : []), shown, this.site].join(" · ");
    if (before && before.metric === metric && before.year === year) {
      return;
    }
    lettersMap.warn(view.period);
    byId("map-heading").textContent = metric.heading;
    byId("map-note").textContent = metric.note;
    byId("map-until").textContent = year.until;
    byId("shown").textContent = metric.short;
    byId("brief-until").textContent = year.until;
    byId("download").href = view.period.file;
    byId("download-year").textContent = title;
    byId("map-page").dataset.kind = metric.kind;
  }
};
