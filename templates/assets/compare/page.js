// Up to four councils side by side. What the councils' files hold is ready to print (mapper/pages/parts/sides.py).
"use strict";

(() => {
  const { make, lying, axis, standing } = lettersCompare;
  const at = (id) => document.getElementById(id);
  const whole = at("compare");
  const most = Number(whole.dataset.most);
  const { root, folder } = whole.dataset;
  const council = at("compare-council");
  const year = at("compare-year");
  const measure = at("compare-measure");
  const said = at("compare-said");
  const marks = [...at("compare-marks").content.querySelectorAll("[data-sign]")];
  const years = [...year.options].map((option) => Number(option.value)).reverse();
  const breaks = [...document.querySelectorAll(".compare-break")].map((one) => [
    Number(one.dataset.year),
    one.textContent,
  ]);
  const options = [...council.options].filter((option) => option.value);
  const received = new Map(); // by code: a council's figures, "failed", or nothing yet
  const newest = new Map(options.flatMap((option) => codesOf(option).map((code) => [code, option.value])));
  const notThen = "It was not a council in that year.";
  let chosen = [];
  let wanted = "";

  function codesOf(option) {
    return [option.value, ...(option.dataset.former || "").split(" ")].filter(Boolean);
  }

  const cell = (tag, scope, ...children) => {
    const element = make(tag, "", ...children);
    if (scope) {
      element.scope = scope;
    }
    return element;
  };

  const marked = (number) => marks[number].firstElementChild.cloneNode(true);

  const printed = ([text, corrected]) =>
    corrected
      ? [text, " ", at("compare-marks").content.getElementById("compare-corrected").firstElementChild.cloneNode(true)]
      : [text];

  const tagged = (words) => (words ? [" ", make("span", "tag", words)] : []);

  const rated = (rate) => (rate.said ? printed(rate.said) : [marked(rate.mark)]);

  const against = (rate) => (rate.standing === null ? ["Not compared"] : [marked(rate.standing)]);

  // The councils that have come, in the order in which they were chosen.
  const here = () => chosen.map((code) => received.get(code)).filter((one) => one && one !== "failed");

  const stated = (one, number) => one.years[number] || { why: [null, notThen] };

  // The address

  const address = () => new URLSearchParams(location.hash.slice(1));

  function go(codes, number = wanted) {
    const parts = [codes.length ? `councils=${codes.join(",")}` : "", number ? `year=${number}` : ""];
    location.hash = parts.filter(Boolean).join("&");
  }

  function arrive() {
    const codes = (address().get("councils") || "").split(",").filter(Boolean);
    const known = [...new Set(codes.map((code) => newest.get(code)).filter(Boolean))];
    const unknown = codes.filter((code) => !newest.has(code));
    chosen = known.slice(0, most);
    wanted = years.includes(Number(address().get("year"))) ? address().get("year") : "";
    say(
      unknown.length ? `This site has no council with the code ${unknown.join(", ")}.` : "",
      known.length > most ? `Only the first ${most} are shown.` : "",
    );
    for (const code of chosen) {
      load(code);
    }
    show();
  }

  function say(...sentences) {
    said.textContent = sentences.filter(Boolean).join(" ");
  }

  function load(code) {
    if (received.has(code)) {
      return;
    }
    received.set(code, null);
    const script = make("script", "");
    script.src = `${folder}${code}.js`;
    script.addEventListener("error", () => {
      received.set(code, "failed");
      say("The figures of a council could not be loaded: a file of this site is missing.");
      show();
    });
    document.head.append(script);
  }

  lettersCompare.receive = (code, figures) => {
    received.set(code, figures);
    show();
  };

  // What may be changed

  function add(codes) {
    const more = codes.filter((code) => !chosen.includes(code));
    const fitting = more.slice(0, most - chosen.length);
    go([...chosen, ...fitting]);
    return more.length - fitting.length;
  }

  function addNear(one) {
    const left = add(one.near);
    const full = `Only ${most} councils stand side by side, so ${left} of the councils that touch ${one.name} ${left === 1 ? "is" : "are"} left out. Those of its own type came first.`;
    later(left ? full : one.near.length ? "" : `No council that touches ${one.name} is known here.`);
  }

  // A change of the address is told after it is made, and clears what was said before.
  function later(sentence) {
    if (sentence) {
      setTimeout(() => say(sentence), 100);
    }
  }

  function button(text, label, act) {
    const element = make("button", "", text);
    element.type = "button";
    element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    return element;
  }

  function remove(code) {
    go(chosen.filter((other) => other !== code));
    council.focus();
  }

  function item(code) {
    const one = received.get(code);
    const name = options.find((option) => option.value === code).textContent;
    const out = button("Take out", `Take out ${name}`, () => remove(code));
    if (!one || one === "failed") {
      return make("li", "", make("b", "", name), make("div", "", out));
    }
    const near = button("Add its neighbours", `Add the neighbours of ${name}`, () => addNear(one));
    return make("li", "", make("b", "", name), ` ${one.type}`, make("div", "", near, out));
  }

  // The table of one year

  const after = "From a letter of the time after it ended.";

  // The councils; with the year, what is to be known of all their figures of that year.
  function head(found, number) {
    const row = make("tr", "", cell("td", ""));
    for (const one of found) {
      const link = make("a", "", one.name);
      link.href = root + one.page;
      const of = number ? stated(one, number) : {};
      const note = of.why ? of.why[1] : of.late ? after : "";
      row.append(cell("th", "col", link, ...tagged(of.tag), make("div", "note", one.type), make("div", "note", note)));
    }
    return make("thead", "", row);
  }

  const rows = (place) => [
    ["Cases and rate", (of) => rated(of.rates[place])],
    ["Expected range", (of) => [of.rates[place].expected]],
    ["Its type together", (of) => [of.rates[place].type]],
    ["Against its type", (of) => against(of.rates[place])],
  ];

  // Why there are no figures of a year.
  const excuse = ({ why: [mark, sentence] }) => (mark === null ? sentence : marked(mark));

  function group(title, lines, found, number) {
    const body = make("tbody", "");
    if (title) {
      const heading = cell("th", "rowgroup", title);
      heading.colSpan = found.length + 1;
      body.append(make("tr", "group", heading));
    }
    body.append(...lines.map(([name, words]) => line(name, words, found, number)));
    return body;
  }

  function tableOf(found, number) {
    const received = [["Complaints and enquiries received", (of) => rated(of.received)]];
    const rates = [...measure.options].map((option) => [option.textContent, rows(Number(option.value))]);
    return [["", received], ...rates].map(([title, lines]) => group(title, lines, found, number));
  }

  function line(name, words, found, number) {
    const row = make("tr", "", cell("th", "row", name));
    for (const one of found) {
      const of = stated(one, number);
      row.append(cell("td", "", ...(of.why ? [excuse(of)] : words(of))));
    }
    return row;
  }

  // Rates on one scale

  function lane(one, number, place) {
    const of = stated(one, number);
    const words = of.why ? [excuse(of)] : [...rated(of.rates[place]), ...tagged(of.tag)];
    const name = make("span", "", one.name, " ", make("span", "note", one.type));
    return make("div", "lane", name, lying(of.why ? null : of.rates[place]), make("span", "", ...words));
  }

  function lanes(found, number) {
    return [...measure.options].map((option) =>
      make(
        "div",
        "lanes",
        make("h3", "", option.textContent),
        axis(),
        ...found.map((one) => lane(one, number, Number(option.value))),
      ),
    );
  }

  // The years

  // What a chart shows of a year: the rate, or a sign with the words for it.
  function shown(of, place) {
    const rate = of.why ? { mark: of.why[0], at: null } : of.rates[place];
    if (rate.at) {
      return rate;
    }
    if (rate.mark === null) {
      return of.why
        ? { sign: "·", words: "not a council then" }
        : { sign: "%", words: "a rate is printed, without its count" };
    }
    return { sign: marks[rate.mark].dataset.sign, words: marks[rate.mark].textContent.trim().toLowerCase() };
  }

  function chart(one, place, key) {
    const rates = years.map((number) => [number, shown(stated(one, number), place)]);
    for (const [, { sign, words }] of rates.filter(([, rate]) => rate.sign)) {
      key.set(sign, words);
    }
    const caption = make("figcaption", "", one.name, " ", make("span", "note", one.type));
    return make("figure", "", caption, standing(years, breaks, rates));
  }

  function yearCell(one, number, place) {
    const of = stated(one, number);
    if (of.why) {
      return cell("td", "", excuse(of));
    }
    const rate = of.rates[place];
    return cell(
      "td",
      "",
      ...rated(rate),
      ...tagged(of.tag),
      make("div", "note", ...against(rate)),
      make("div", "note", rate.tick === null ? "" : `Its type: ${rate.type}`),
      make("div", "note", of.late ? after : ""),
    );
  }

  function byYear(found) {
    const place = Number(measure.value);
    const key = new Map();
    at("compare-measured").textContent = measure.selectedOptions[0].textContent;
    at("compare-charts").replaceChildren(...found.map((one) => chart(one, place, key)));
    at("compare-key").textContent = [...key].map(([sign, words]) => `${sign} ${words}`).join(", ");
    const body = make("tbody", "");
    for (const number of [...years].reverse()) {
      body.append(
        make("tr", "", cell("th", "row", String(number)), ...found.map((one) => yearCell(one, number, place))),
      );
    }
    at("compare-years").replaceChildren(head(found, 0), body);
  }

  // The year of the address; else the newest in which most of the councils have figures.
  function yearShown(found) {
    const having = (number) => found.filter((one) => !stated(one, number).why).length;
    const best = Math.max(...years.map(having));
    return Number(wanted) || [...years].reverse().find((number) => having(number) === best);
  }

  function show() {
    const found = here();
    at("compare-chosen").replaceChildren(...chosen.map(item));
    at("compare-found").hidden = found.length === 0;
    if (found.length === 0) {
      return;
    }
    const number = yearShown(found);
    year.value = String(number);
    for (const place of document.querySelectorAll(".compare-of")) {
      place.textContent = number;
    }
    at("compare-table").replaceChildren(head(found, number), ...tableOf(found, number));
    at("compare-scales").replaceChildren(...lanes(found, number));
    byYear(found);
  }

  at("compare-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (council.value && chosen.length === most && !chosen.includes(council.value)) {
      say(`Only ${most} councils stand side by side. Take one out first.`);
    } else if (council.value) {
      add([council.value]);
    }
  });
  year.addEventListener("change", () => go(chosen, year.value));
  measure.addEventListener("change", () => byYear(here()));
  window.addEventListener("hashchange", arrive);
  whole.hidden = false;
  arrive();
})();
