/* Find a council by its name, its county or a postcode: a combobox with a list of at most eight (ARIA 1.2 pattern). */

(() => {
  const MOST = 8;

  const plain = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/&/g, " and ")
      .replace(/[^a-z0-9 ]+/g, (found) => (/[-\s]/.test(found) ? " " : ""))
      .replace(/\s+/g, " ")
      .trim();

  /* How well a council answers: 0 its name begins so, 1 a word of it, 2 its full name, 3 its county; else null. */
  const rank = (council, words) => {
    const short = plain(council.short);
    if (short.startsWith(words)) {
      return 0;
    }
    if (` ${short}`.includes(` ${words}`)) {
      return 1;
    }
    if (` ${plain(council.name)}`.includes(` ${words}`)) {
      return 2;
    }
    return council.county && plain(council.county).startsWith(words) ? 3 : null;
  };

  const search = (councils, text) => {
    const words = plain(text);
    return words === ""
      ? []
      : councils
          .map((council) => ({ council, rank: rank(council, words) }))
          .filter((found) => found.rank !== null)
          .sort((a, b) => a.rank - b.rank || a.council.short.localeCompare(b.council.short, "en-GB"))
          .slice(0, MOST)
          .map((found) => found.council);
  };

  lettersMap.Find = class {
    /* `postcodes` is null where the site has none. */
    constructor(input, list, note, postcodes, chosen) {
      Object.assign(this, { input, list, note, postcodes, chosen, councils: [], found: [], active: -1 });
      input.addEventListener("input", () => this._search());
      input.addEventListener("keydown", (event) => this._key(event));
      input.addEventListener("blur", () => this._close());
      // A press would take the focus away, and with it the list, before the click.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("li");
        if (option) {
          this._choose(Number(option.dataset.order));
        }
      });
    }

    show({ year }) {
      this.councils = year.councils;
    }

    _search() {
      const text = this.input.value.trim();
      const postcode = this.postcodes && lettersMap.Postcodes.in(text);
      if (postcode) {
        this._offer([], "");
        this.postcodes.find(postcode).then(({ found = [], note = "" }) => {
          // Unless something else has been typed meanwhile.
          if (this.input.value.trim() === text) {
            this._offer(found, note);
          }
        });
      } else {
        const found = search(this.councils, text).map((council) => ({ council }));
        const none = text && !found.length;
        this._offer(found, none ? `No council called “${text}”. Check the spelling, or try its county.` : "");
      }
    }

    _offer(found, note) {
      this.found = found;
      this.list.replaceChildren(...found.map((one, order) => this._option(one, order)));
      this.list.hidden = found.length === 0;
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      this._activate(-1);
      this.note.textContent = note;
    }

    _option({ council, why }, order) {
      const option = document.createElement("li");
      const kind = document.createElement("small");
      option.id = `found-${order}`;
      option.dataset.order = order;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const type = council.county ? `${council.type} in ${council.county}` : council.type;
      kind.textContent = why ? `${type}, ${why}` : type;
      option.append(council.short, " ", kind);
      return option;
    }

    _activate(order) {
      this.active = order;
      [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === order)));
      if (order < 0) {
        this.input.removeAttribute("aria-activedescendant");
      } else {
        this.input.setAttribute("aria-activedescendant", `found-${order}`);
        this.list.children[order].scrollIntoView({ block: "nearest" });
      }
    }

    _key(event) {
      const last = this.found.length - 1;
      const keys = {
        ArrowDown: () => this._activate(this.active >= last ? 0 : this.active + 1),
        ArrowUp: () => this._activate(this.active <= 0 ? last : this.active - 1),
        Enter: () => this._choose(Math.max(0, this.active)),
        Escape: () => this._close(),
      };
      if (event.key === "Enter") {
        event.preventDefault(); // the form has nowhere to go
      }
      if (!this.list.hidden && event.key in keys) {
        event.preventDefault();
        event.stopPropagation();
        keys[event.key]();
      }
    }

    _choose(order) {
      const { council } = this.found[order];
      this.input.value = council.short;
      this._close();
      this.chosen(council.code);
    }

    _close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  };
})();
