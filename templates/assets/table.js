// The table of all councils: filter by name, type, region and class, order by any column, and a file of what is shown. What is
// chosen stands in the address. Without this script the table is whole.
"use strict";

(() => {
  const table = document.getElementById("councils");
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const byName = new Intl.Collator("en-GB", { numeric: true });

  // A cell without data-sort in a column of numbers has no value: it comes last whichever way the column is ordered.
  const numeric = headings.map((_, column) => rows.some((row) => row.cells[column].dataset.sort !== undefined));

  function compare(column, direction) {
    return (one, other) => {
      const [a, b] = [one.cells[column], other.cells[column]];
      if (!numeric[column]) {
        return direction * byName.compare(a.textContent.trim(), b.textContent.trim());
      }
      const [x, y] = [a.dataset.sort, b.dataset.sort];
      if (x === undefined || y === undefined) {
        return (x === undefined) - (y === undefined);
      }
      return direction * (Number(x) - Number(y));
    };
  }

  let ordered = { column: 0, down: false };

  function order(column, down) {
    ordered = { column, down };
    for (const heading of headings) {
      heading.removeAttribute("aria-sort");
    }
    headings[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    // From the order by name each time, so that equal cells stay by name.
    body.append(...[...rows].sort(compare(column, down ? -1 : 1)));
  }

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => {
      order(column, ordered.column === column && !ordered.down);
      tell();
    });
    heading.append(button);
  });

  const form = document.getElementById("filter");
  const [name, type, region, standing] = ["name", "type", "region", "standing"].map((one) =>
    document.getElementById(`filter-${one}`),
  );
  const count = document.getElementById("filter-count");
  const none = document.getElementById("filter-none");
  const plain = (text) =>
    text
      .toLowerCase()
      .replace(/[’']/g, "")
      .replace(/[\s-]+/g, " ")
      .trim();

  function filter() {
    const wanted = plain(name.value);
    let shown = 0;
    for (const row of rows) {
      const fits =
        plain(row.cells[0].querySelector("a").textContent).includes(wanted) &&
        (type.value === "" || row.cells[1].textContent === type.value) &&
        (region.value === "" || row.dataset.region === region.value) &&
        (standing.value === "" || row.cells[row.cells.length - 1].textContent === standing.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown === rows.length ? `${shown} councils` : `${shown} of ${rows.length} councils`;
    none.hidden = shown > 0;
  }

  const controls = { name, type, region, class: standing };

  // The address says what is chosen, as far as it is not what the page begins with.
  function tell() {
    const parts = Object.entries(controls).map(([key, { value }]) => [key, value.trim()]);
    if (ordered.column || ordered.down) {
      parts.push(["order", `${ordered.down ? "-" : ""}${ordered.column}`]);
    }
    const text = new URLSearchParams(parts.filter(([, value]) => value)).toString();
    try {
      window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname);
    } catch {
      // Some browsers refuse this on a page opened from disk.
    }
  }

  function read() {
    const asked = new URLSearchParams(window.location.hash.slice(1));
    for (const [key, control] of Object.entries(controls)) {
      const value = asked.get(key);
      if (value !== null && (key === "name" || [...control.options].some((one) => one.value === value))) {
        control.value = value;
      }
    }
    const [, down, column] = /^(-?)(\d+)$/.exec(asked.get("order") || "0") || [];
    if (headings[column]) {
      order(Number(column), down === "-");
    }
  }

  // A cell that begins like a formula is text to a spreadsheet when a quotation mark stands before it.
  const quoted = (text) => `"${text.replace(/^(?=[=+\-@])/, "'").replace(/"/g, '""')}"`;

  function shownAsCsv() {
    const textOf = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
    const titles = headings.map(textOf);
    const lines = [["Council", "Note", ...titles.slice(1), "Region", "Period"]];
    for (const row of [...body.rows].filter(({ hidden }) => !hidden)) {
      const [first, ...others] = row.cells;
      const note = first.querySelector(".tag");
      lines.push([
        textOf(first.querySelector("a")),
        note ? textOf(note) : "",
        ...others.map(textOf),
        row.dataset.region,
        textOf(table.caption),
      ]);
    }
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
  }

  document.getElementById("filter-csv").addEventListener("click", ({ currentTarget }) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", shownAsCsv(), "\r\n"], { type: "text/csv" }));
    link.download = currentTarget.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  form.hidden = false;
  form.addEventListener("input", () => {
    filter();
    tell();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    read();
    filter();
  });
  read();
  filter(); // a browser may have kept what was typed before the page was loaded again
})();
