/* Elements of the page: found, or made. Text only ever goes in as text. */

(() => {
  const byId = (id) => document.getElementById(id);

  /* An element of HTML; children that are null or empty are left out. */
  const make = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  };

  const button = (className, ...children) => {
    const made = make("button", className, ...children);
    made.type = "button";
    return made;
  };

  const link = (href, text, className) => {
    const made = make("a", className, text);
    made.href = href;
    return made;
  };

  /* The heading of a row or a column of a table, which `scope` says. */
  const th = (scope, className, ...children) => {
    const made = make("th", className, ...children);
    made.scope = scope;
    return made;
  };

  const svg = (name, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  lettersMap.elements = { byId, make, button, link, th, svg };
})();
