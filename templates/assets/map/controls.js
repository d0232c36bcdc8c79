/* Measure, year, councils, drawn as: the controls say what is in view, and ask for another one. */

lettersMap.Controls = class {
  constructor(ask) {
    this.measure = document.getElementById("measure");
    this.year = document.getElementById("year");
    this.measure.addEventListener("change", () => ask({ metric: this.measure.value }));
    this.year.addEventListener("change", () => ask({ year: this.year.value }));
    for (const radio of document.querySelectorAll('input[name="tier"], input[name="drawn"]')) {
      radio.addEventListener("change", () => ask({ [radio.name]: radio.value }));
    }
    // On a phone all but one line of them is folded away.
    document.getElementById("change").addEventListener("click", (event) => {
      const open = document.getElementById("view").classList.toggle("is-open");
      event.currentTarget.setAttribute("aria-expanded", String(open));
    });
  }

  show({ chosen }) {
    this.measure.value = chosen.metric;
    this.year.value = chosen.year;
    for (const name of ["tier", "drawn"]) {
      document.querySelector(`input[name="${name}"][value="${chosen[name]}"]`).checked = true;
    }
    document.getElementById("map-page").dataset.drawn = chosen.drawn;
  }
};
