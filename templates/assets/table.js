// The table of all councils: filter by name, type and class, order by any column. Without this script the table is whole.
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

  function order(column) {
    const ascending = headings[column].getAttribute("aria-sort") !== "ascending";
    for (const heading of headings) {
      heading.removeAttribute("aria-sort");
    }
    headings[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
    // From the order by name each time, so that equal cells stay by name.
    body.append(...[...rows].sort(compare(column, ascending ? 1 : -1)));
  }

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => order(column));
    heading.append(button);
  });

  const form = document.getElementById("filter");
  const name = document.getElementById("filter-name");
  const type = document.getElementById("filter-type");
  const standing = document.getElementById("filter-standing");
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
        (standing.value === "" || row.cells[row.cells.length - 1].textContent === standing.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown === rows.length ? `${shown} councils` : `${shown} of ${rows.length} councils`;
    none.hidden = shown > 0;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(); // a browser may have kept what was typed before the page was loaded again
})();
