/* Measure, compared or not, subject and year: the controls say what is in view, and ask for another. They are the same on
   every page that has them. */

(() => {
  const { byId } = lettersMap.elements;

  /* A choice that a year does not offer stays in the list, with the reason. */
  const offer = (option, reason) => {
    option.dataset.title ||= option.textContent;
    option.disabled = Boolean(reason);
    option.textContent = reason ? `${option.dataset.title} (${reason})` : option.dataset.title;
  };

  lettersMap.Choose = class {
    constructor(ask) {
      for (const id of ["measure", "subject", "year", "compared"]) {
        this[id] = byId(id);
      }
      this.why = byId("compared-why");
      this.year.addEventListener("change", () => ask({ year: this.year.value }));
      this.subject.addEventListener("change", () => ask({ metric: this.subject.value }));
      // A count has no choice; from it one goes on to what is compared.
      const metric = () => this.view.viewOf(this.measure.value, this.compared.checked || this.compared.disabled);
      for (const control of [this.measure, this.compared]) {
        control.addEventListener("change", () => ask({ metric: metric() }));
      }
    }

    show(view, before) {
      const { chosen, metric, period } = view;
      this.view = view;
      if (before?.period !== period) {
        for (const option of [...this.measure.options, ...this.subject.options]) {
          offer(option, period.without[option.value]);
        }
      }
      this.measure.value = metric.subject ? this.subject.options[0].value : metric.measure;
      this.subject.value = metric.measure;
      byId("subject-field").hidden = metric.kind !== "circles";
      this.year.value = chosen.year;
      this._showCompared(view);
    }

    /* Whether it is compared and, where there is no choice, why not. */
    _showCompared({ metric, isTogether, choices }) {
      const reasons = [
        [isTogether, choices.always],
        [metric.kind === "circles", choices.uncompared],
        [metric.why, metric.why],
        [metric.per, choices.per_population],
        [true, ""],
      ];
      const [, reason] = reasons.find(([is]) => is);
      this.compared.checked = metric.kind === "against";
      this.compared.disabled = Boolean(reason);
      this.why.textContent = reason;
    }
  };
})();
