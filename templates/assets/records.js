// The search for decisions, reports and improvements. Without this script they are listed council by council.
"use strict";

const lettersRecords = { receive: () => {} };

(() => {
  const form = document.getElementById("record-search");
  const words = document.getElementById("record-words");
  const council = document.getElementById("record-council");
  const kind = document.getElementById("record-kind");
  const count = document.getElementById("record-count");
  const found = document.getElementById("record-found");
  const list = document.getElementById("record-list");
  const more = document.getElementById("record-more");
  const { root } = form.dataset;
  const files = Number(form.dataset.files);
  const kinds = [...kind.options].slice(1).map((option) => option.dataset.one);
  const step = 50;
  const where = "On the Ombudsman’s site";
  const records = [];
  let received = 0;
  let failed = false;
  let begun = false;
  let shown = step;

  const plain = (text) =>
    text
      .toLowerCase()
      .replace(/[’']/g, "")
      .replace(/[\s-]+/g, " ")
      .trim();

  // In the order in which mapper/pages/records.py puts them.
  const named = ([of, date, references, category, outcome, title, summary, addresses, councils]) => {
    const names = councils.map(([name]) => name);
    const text = [title, summary, category, outcome, date, ...references, ...names].join(" ");
    return { of, date, references, category, outcome, title, summary, addresses, councils, text: plain(text) };
  };

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  };

  const link = (href, text) => {
    const element = make("a", "", text);
    element.href = href;
    return element;
  };

  const spaced = (parts) => parts.flatMap((part, order) => (order ? [" · ", part] : [part]));

  const whereOf = (order, number) => (number > 1 ? `${where} (${order + 1})` : where);

  const links = ({ addresses, councils }) => [
    ...councils.map(([name, slug]) => link(`${root}records/${slug}/index.html`, name)),
    ...addresses.filter(([, gone]) => !gone).map(([url], order, all) => link(url, whereOf(order, all.length))),
    ...addresses.filter(([, gone]) => gone).map(([url, gone]) => `No longer there: ${url} (answer ${gone})`),
  ];

  const item = (record) => {
    const references = record.references.length ? `Reference ${record.references.join(", ")}` : "";
    const facts = [kinds[record.of], record.date, record.outcome, record.category, references];
    return make(
      "li",
      "",
      make("p", "record-title", record.title || references || kinds[record.of]),
      make("p", "note", facts.filter(Boolean).join(" · ")),
      ...record.summary
        .split("\n")
        .filter(Boolean)
        .map((line) => make("p", "", line)),
      make("p", "note", ...spaced(links(record))),
    );
  };

  const fits = (record, wanted, number) =>
    wanted.every((word) => record.text.includes(word)) &&
    (kind.value === "" || record.of === Number(kind.value)) &&
    (council.value === "" || record.councils.some(([, slug]) => slug === number));

  // The slug of the council that is chosen, from its place in the list by council.
  const slugChosen = () => {
    const row = document.getElementById("record-councils").tBodies[0].rows[council.selectedIndex - 1];
    return row ? row.querySelector("a").getAttribute("href").split("/").at(-2) : "";
  };

  const status = (number) => {
    const all = `${number.toLocaleString("en-GB")} found`;
    if (failed) {
      return `${all}, but not all could be searched: a file of this site is missing.`;
    }
    return received < files ? `${all} so far, still searching` : all;
  };

  const show = () => {
    const wanted = plain(words.value).split(" ").filter(Boolean);
    const asked = wanted.length > 0 || council.value !== "" || kind.value !== "";
    const slug = slugChosen();
    const fitting = asked ? records.flat().filter((record) => fits(record, wanted, slug)) : [];
    found.hidden = fitting.length === 0;
    count.textContent = asked ? status(fitting.length) : "";
    list.replaceChildren(...fitting.slice(0, shown).map(item));
    more.hidden = fitting.length <= shown;
  };

  // One file after another, the newest records first.
  const load = (number) => {
    if (number === files) {
      return;
    }
    const script = make("script", "");
    script.src = `${root}assets/records/${number}.js`;
    script.addEventListener("error", () => {
      failed = true;
      show();
    });
    document.head.append(script);
  };

  lettersRecords.receive = (number, values) => {
    records[number] = values.map(named);
    received += 1;
    show();
    load(number + 1);
  };

  const search = () => {
    shown = step;
    if (!begun) {
      begun = true;
      load(0);
    }
    show();
  };

  more.addEventListener("click", () => {
    shown += step;
    show();
  });
  form.hidden = false;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (words.value || council.value || kind.value) {
    search(); // a browser may have kept what was typed before the page was loaded again
  }
})();
