/* Measure, subject, year, councils, drawn as: the controls say what is in view, and ask for another one. */

lettersMap.Controls = class {
  constructor(ask) {
    const { byId } = lettersMap.elements;
    for (const [id, part] of [
      ["measure", "metric"],
      ["subject", "metric"],
      ["year", "year"],
    ]) {
      this[id] = byId(id);
      this[id].addEventListener("change", () => ask({ [part]: this[id].value }));
    }
    for (const radio of document.querySelectorAll('input[name="tier"], input[name="drawn"]')) {
      radio.addEventListener("change", () => ask({ [radio.name]: radio.value }));
    }
    // On a phone they are folded away.
    byId("change").addEventListener("click", (event) => {
      const open = byId("view").classList.toggle("is-open");
      event.currentTarget.setAttribute("aria-expanded", String(open));
    });
  }

  show({ chosen, metric }) {
    const { byId } = lettersMap.elements;
    this.measure.value = metric.subject ? this.subject.options[0].value : chosen.metric;
    this.subject.value = chosen.metric;
    byId("subject-field").hidden = metric.kind !== "circles";
    this.year.value = chosen.year;
    for (const name of ["tier", "drawn"]) {
      document.querySelector(`input[name="${name}"][value="${chosen[name]}"]`).checked = true;
    }
    byId("map-page").dataset.drawn = chosen.drawn;
  }
};
