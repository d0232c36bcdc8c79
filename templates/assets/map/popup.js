/* What a council's letter says in one year, led by the metric in view. Text only ever goes in as text. */

(() => {
  const make = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  };

  const link = (href, text, className) => {
    const made = make("a", className, text);
    made.href = href;
    return made;
  };

  const fill = (pattern, council) =>
    pattern.replace("{slug}", council.slug).replace("{name}", encodeURIComponent(council.name).replace(/%20/g, "+"));

  const heading = (year, council, letter) => {
    const title = make("h2", "", council.short);
    title.id = "popup-title";
    title.tabIndex = -1;
    const kind = council.county ? `${council.type} in ${council.county}` : council.type;
    return [
      title,
      make("p", "note", `${council.name}. ${kind}`),
      make("p", "note", year.until),
      letter.drawn ? make("p", "tag", letter.drawn) : null,
    ];
  };

  const missing = (metric, measured, letter, choices) => {
    const sentence = choices.marks[measured.mark][2] || metric.none_says;
    const words = lettersMap.words.sentence(lettersMap.words.missing(metric, measured.mark, choices));
    return [
      make("p", "verdict", lettersMap.signs.swatch(metric, measured), words),
      make("p", "", sentence, measured.mark === "!" && letter.held ? ` ${letter.held}` : ""),
    ];
  };

  const leading = (metric, measured, letter, choices) => {
    if (measured.mark) {
      return missing(metric, measured, letter, choices);
    }
    if (metric.kind === "circles") {
      return [make("p", "leading", make("strong", "", `${measured.hits}`), ` ${metric.hits_word}`)];
    }
    const { hits, base, rate, few } = measured;
    const words = few ? lettersMap.words.sentence(metric.few) : metric.classes[measured.band];
    return [
      make("p", "leading", make("strong", "", `${hits} of ${base}`), ` ${metric.hits_word} (${rate}%)`),
      make("p", "verdict", lettersMap.signs.swatch(metric, measured), words),
      few ? make("p", "", choices.few.says[`${hits}/${base}`] || "") : "",
    ];
  };

  const kOfN = (row, hits, base) => {
    if (row.base && base === 0) {
      return row.none_word;
    }
    if (hits === null) {
      return "not stated";
    }
    return row.base && base !== null ? `${hits} of ${base}` : `${hits}`;
  };

  const figures = (year, council, choices) => {
    const rows = choices.rows.map((row) => {
      const value = kOfN(
        row,
        year.count(row.hits, council.code),
        row.base ? year.count(row.base, council.code) : null,
      );
      const label = make("th", "", row.label, row.base_word ? make("small", "", ` of ${row.base_word}`) : null);
      label.scope = "row";
      return make("tr", "", label, make("td", "", value));
    });
    return make("table", "", make("tbody", "", ...rows));
  };

  /* The three subjects that most complaints were about; nothing where no subject has any. */
  const subjects = (year, council, choices) => {
    const some = choices.metrics
      .filter((metric) => metric.subject)
      .map((metric) => [metric.title, year.count(metric.hits, council.code)])
      .filter(([, number]) => number > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([title, number]) => `${title.toLowerCase()} ${number}`);
    return some.length ? make("p", "note", `Largest subjects: ${some.join(", ")}.`) : "";
  };

  const letterLink = (council, letter, hasLetter) => {
    if (!hasLetter) {
      return make("span", "soft", "No letter has been added");
    }
    return letter.page
      ? link(`${fill(letter.path, council)}#page=${letter.page}`, `The letter (PDF, page ${letter.page})`)
      : make("span", "soft", "The letter’s PDF is not published, because it carries active content");
  };

  const links = (council, letter, hasLetter, choices) => {
    const item = (...children) => make("li", "", ...children);
    const outside = choices.ombudsman.map(([title, pattern]) => link(fill(pattern, council), title));
    return make(
      "ul",
      "links",
      item(link(fill(choices.page, council), `Every figure for ${council.short}`, "main")),
      item(letterLink(council, letter, hasLetter)),
      make("li", "outside", make("span", "soft", "On the Ombudsman’s site:"), ...outside),
    );
  };

  lettersMap.popupContent = (year, metric, code, choices) => {
    const council = year.council(code);
    const letter = year.letter(code);
    const measured = year.measure(metric, code);
    const shown = measured.mark !== "x" && measured.mark !== "!";
    const box = make(
      "div",
      "council",
      ...heading(year, council, letter),
      make("p", "measure", metric.short),
      ...leading(metric, measured, letter, choices),
      ...(shown ? [figures(year, council, choices), subjects(year, council, choices)] : []),
      links(council, letter, measured.mark !== "x", choices),
    );
    return box;
  };
})();
