/* What a council's letter says in one year, led by the metric in view. */

(() => {
  const { link, make, th } = lettersMap.elements;

  /* An address: the Ombudsman's search takes a name with a plain apostrophe, and "+" for a space. */
  const fill = (pattern, council) => {
    const name = encodeURIComponent(council.name.replaceAll("’", "'")).replaceAll("%20", "+");
    return pattern.replace("{slug}", council.slug).replace("{name}", name);
  };

  /* Who it is: its full name, type, county and year, and whose figures these are. */
  const notes = (year, council, letter) => {
    return [
      make("p", "note", `${council.name}. ${council.kind}. ${year.until}`),
      letter.drawn ? make("p", "tag", letter.drawn) : "",
    ];
  };

  /* The class, or the mark, as sign and word; nothing for a count, which has neither. */
  const verdict = (metric, measured, choices) => {
    if (metric.kind === "circles" && !measured.mark) {
      return "";
    }
    const words = lettersMap.words.verdict(metric, measured, choices);
    return make("span", "verdict", lettersMap.signs.swatch(metric, measured), words);
  };

  const missing = (metric, measured, choices) => [
    make("p", "measure", metric.short),
    make("p", "", verdict(metric, measured, choices)),
    make("p", "", choices.marks[measured.mark][2] || metric.none_says),
  ];

  /* "1 of 1 investigated complaint upheld (100%)". */
  const leading = (metric, measured) => {
    const { hits, base = hits } = measured;
    const cases = metric.cases[base === 1 ? 0 : 1];
    const subject = metric.subject ? `: ${metric.title.toLowerCase()}` : "";
    const value = lettersMap.words.cases(measured);
    const rest = metric.kind === "circles" ? subject : ` (${lettersMap.words.rate(metric, measured)})`;
    return make(
      "p",
      "leading",
      make("strong", "", `${value}`),
      make("span", "", `${cases} ${metric.hits_word}${rest}`),
    );
  };

  /* The interval and what can be said: beside its type where the metric is about the rate that is compared. */
  const says = ({ year, metric, choices }, code, measured) => {
    if (metric.why) {
      const base = measured.residents.toLocaleString("en-GB");
      const rests = metric.rests.replace("{base}", base).replace("{year}", year.data.mid_year);
      return [rests, measured.few ? `It rests on ${metric.few}, ${metric.few_moves}.` : ""]
        .filter(Boolean)
        .map((sentence) => make("p", "", sentence));
    }
    const compared = choices.metrics.find(({ kind, rate }) => kind === "against" && rate === metric.rate);
    if (compared && year.against(metric.rate, code)) {
      return [
        lettersMap.interval(measured, year.against(metric.rate, code)),
        ...lettersMap.words.against(year, compared, code).map((sentence) => make("p", "", sentence)),
      ];
    }
    return measured.few ? [make("p", "", choices.few.says[`${measured.hits}/${measured.base}`])] : [];
  };

  const standing = (view, code, measured) => {
    const { metric, choices } = view;
    const parts = measured.mark
      ? missing(metric, measured, choices)
      : [make("p", "", verdict(metric, measured, choices)), leading(metric, measured), ...says(view, code, measured)];
    return make("div", "standing", ...parts);
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

  /* "18 median", "45% of 1,023": what the type's figure is, then in small what kind of figure. */
  const ofType = (text) => {
    const [value, ...words] = text.split(" ");
    return make("td", "soft", value, make("small", "", ` ${words.join(" ")}`));
  };

  /* The council's figures, beside those of its type where it has one to stand beside. */
  const table = (year, council, choices) => {
    const [{ rate }] = choices.metrics;
    const against = year.against(rate, council.code);
    const head = make(
      "tr",
      "",
      th("col", "", make("span", "vh", "Figure")),
      th("col", "", council.short),
      against ? th("col", "", `All ${against.group.plural}`) : "",
    );
    const rows = choices.rows.map((row, order) => {
      const base = row.base ? year.count(row.base, council.code) : null;
      return make(
        "tr",
        "",
        th("row", "", row.label, row.base_word ? make("small", "", `, of ${row.base_word}`) : ""),
        make("td", "", kOfN(row, year.count(row.hits, council.code), base)),
        against ? ofType(against.group.rows[order]) : "",
      );
    });
    return make("table", "", make("thead", "", head), make("tbody", "", ...rows));
  };

  /* The three subjects that most complaints were about; nothing where no subject has any. */
  const subjects = (year, council, choices) => {
    const some = choices.metrics
      .filter((metric) => metric.subject)
      .map((metric) => [metric.title, year.count(metric.hits, council.code)])
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([title, count]) => `${title.toLowerCase()} ${count}`);
    return some.length ? make("p", "note", `Largest subjects: ${some.join(", ")}.`) : "";
  };

  /* The single years of a sum, the newest first: "3 of 4", or why there is none. */
  const single = ({ year, metric, choices }, council) => {
    const cells = (cases) =>
      cases in choices.marks
        ? make("td", "soft", lettersMap.words.missing(metric, cases, choices))
        : make("td", "", cases.replace("/", " of "));
    const rows = year
      .single(metric, council.code)
      .map(({ title, cases }) => make("tr", "", th("row", "", title), cells(cases)));
    const what = `${lettersMap.words.sentence(metric.hits_word)}, of ${metric.base_word}`;
    return make(
      "div",
      "panel-figures",
      make("h3", "", "Year by year"),
      make(
        "table",
        "",
        make("thead", "", make("tr", "", th("col", "", make("span", "vh", "Year")), th("col", "", what))),
        make("tbody", "", ...rows),
      ),
    );
  };

  const figures = (year, council, choices) =>
    make(
      "details",
      "panel-figures",
      make("summary", "", "What its letter says, figure by figure"),
      table(year, council, choices),
      subjects(year, council, choices),
    );

  const letterLink = (council, letter, newest) => {
    const ofYear = newest && ` for ${newest}`;
    if (!letter.isHere) {
      return make("span", "soft", `No letter has been added${ofYear}`);
    }
    const words = `The letter${ofYear}`;
    return letter.page
      ? link(`${fill(letter.path, council)}#page=${letter.page}`, `${words} (PDF, page ${letter.page})`)
      : make("span", "soft", "The letter itself is not shown here; its page says why");
  };

  /* How much of what the Ombudsman has published about it is on this site; nothing where none is. */
  const recordsLink = (council, records) => {
    const says = records?.says[council.slug];
    return says ? make("li", "", link(fill(records.page, council), `From the Ombudsman: ${says}`)) : "";
  };

  /* Beside others in the year in view; of years together, in the newest. */
  const compareLink = ({ period, isTogether, choices }, council) => {
    const year = isTogether ? "" : `&year=${period.key}`;
    return link(`${choices.compare}#councils=${council.code}${year}`, `Compare ${council.short} with other councils`);
  };

  const links = (view, council, letter, newest) => {
    const { choices } = view;
    return make(
      "ul",
      "links",
      make("li", "", link(fill(choices.page, council), `All of ${council.short}’s figures`, "main")),
      make("li", "", compareLink(view, council)),
      make("li", "", letterLink(council, letter, newest)),
      recordsLink(council, choices.records),
      make("li", "soft", "On the Ombudsman’s site:"),
      ...choices.ombudsman.map(([title, pattern]) => make("li", "", link(fill(pattern, council), title))),
    );
  };

  /* The parts of the panel for a council of the view: its name, notes, one line for a closed sheet, and the rest. */
  lettersMap.councilContent = (view, code) => {
    const { year, metric, choices } = view;
    const council = year.council(code);
    const letter = year.letter(code);
    const measured = view.measure(code);
    const hasFigures = measured.mark !== "x" && measured.mark !== "!";
    const newest = view.isTogether ? year.data.titles[year.data.titles.length - 1] : "";
    const shown = () => (view.isTogether ? single(view, council) : figures(year, council, choices));
    return {
      name: council.short,
      notes: notes(year, council, letter),
      peek: [measured.mark ? "" : make("strong", "", `${view.short(code)}. `), verdict(metric, measured, choices)],
      rest: [
        standing(view, code, measured),
        hasFigures || view.isTogether ? shown() : "",
        links(view, council, letter, newest),
      ],
    };
  };
})();
