// Councils side by side: what draws their rates. Places are per cents of a drawing, so that it takes any width.
"use strict";

const lettersCompare = { receive: () => {} };

lettersCompare.make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

(() => {
  const { make } = lettersCompare;
  const drawn = (tag, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(text);
    return element;
  };

  const kindOf = (rate) => `dot ${rate.kind}`;

  // A rate on a scale from 0 to 100%, with its interval and the rate of its type; only the scale where there is none.
  function lying(rate) {
    const svg = drawn("svg", { class: "history", height: 22, "aria-hidden": "true" });
    for (const end of [0, 25, 50, 75, 100]) {
      svg.append(drawn("line", { class: "gridline", x1: `${end}%`, x2: `${end}%`, y1: 0, y2: 22 }));
    }
    if (rate?.at) {
      const [dot, low, high] = rate.at.map((end) => `${end}%`);
      svg.append(drawn("line", { class: "fits", x1: low, x2: high, y1: 11, y2: 11 }));
      svg.append(...[low, high].map((x) => drawn("line", { class: "fits", x1: x, x2: x, y1: 7, y2: 15 })));
      if (rate.tick !== null) {
        svg.append(drawn("line", { class: "of-type", x1: `${rate.tick}%`, x2: `${rate.tick}%`, y1: 2, y2: 20 }));
      }
      svg.append(drawn("circle", { class: kindOf(rate), cx: dot, cy: 11, r: 5.5 }));
    }
    return svg;
  }

  function axis() {
    const svg = drawn("svg", { class: "history", height: 14, "aria-hidden": "true" });
    for (const [end, anchor] of [
      [0, "start"],
      [50, "middle"],
      [100, "end"],
    ]) {
      svg.append(
        drawn("text", { class: "axis", x: `${end}%`, y: 11, "text-anchor": anchor }, end === 100 ? "100%" : end),
      );
    }
    return make("div", "lane", make("span", ""), svg, make("span", ""));
  }

  const height = 130;
  const up = (rate) => height - (height * rate) / 100;

  // Where a year stands in a chart of these years, which are ascending.
  const placing = (years) => {
    const first = years[0];
    const span = years.at(-1) - first + 1;
    return (number) => `${((number - first) / span) * 100}%`;
  };

  function column(svg, across, number, rate) {
    const x = across(number + 0.5);
    svg.append(
      drawn("text", { class: "axis", x, y: height + 17, "text-anchor": "middle" }, `’${String(number).slice(2)}`),
    );
    if (!rate.at) {
      svg.append(drawn("text", { class: "sign", x, y: height / 2 + 5, "text-anchor": "middle" }, rate.sign));
      return;
    }
    const [dot, low, high] = rate.at.map(up);
    svg.append(drawn("line", { class: "fits", x1: x, x2: x, y1: low, y2: high }));
    if (rate.tick !== null) {
      const [from, to] = [0.25, 0.75].map((part) => across(number + part));
      svg.append(drawn("line", { class: "of-type", x1: from, x2: to, y1: up(rate.tick), y2: up(rate.tick) }));
    }
    svg.append(drawn("circle", { class: kindOf(rate), cx: x, cy: dot, r: 5 }));
  }

  function ground(across, breaks) {
    const svg = drawn("svg", { class: "history", height: height + 20 });
    for (const end of [0, 50, 100]) {
      const y = up(end);
      svg.append(drawn("line", { class: "gridline", x1: 0, x2: "100%", y1: y, y2: y }));
      svg.append(drawn("text", { class: "axis", x: -6, y: y + 4, "text-anchor": "end" }, end === 100 ? "100%" : end));
    }
    for (const [number, label] of breaks) {
      const x = across(number);
      svg.append(drawn("line", { class: "break", x1: x, x2: x, y1: -4, y2: height }));
      svg.append(drawn("text", { class: "axis", x, y: -6, "text-anchor": "middle" }, label));
    }
    return svg;
  }

  lettersCompare.lying = lying;
  lettersCompare.axis = axis;

  // The years of a council: `shown` has the rate or the sign of each year, `breaks` the lines before a year.
  lettersCompare.standing = (years, breaks, shown) => {
    const across = placing(years);
    const svg = ground(across, breaks);
    for (const [number, rate] of shown) {
      column(svg, across, number, rate);
    }
    return svg;
  };
})();
