/* Find a council by its name, its county or a postcode: a combobox with a list of at most eight (ARIA 1.2 pattern).
   Names are offered in the list; a whole postcode, and every council that is picked, gets its answer. */

(() => {
  const { byId, make } = lettersMap.elements;
  const MOST = 8;

  lettersMap.Find = class {
    /* `year()` is the year in view; `chosen(code)` is called for a council that is picked here. */
    constructor(choices, year, chosen) {
      const [input, list, note] = ["find", "found", "found-note"].map(byId);
      Object.assign(this, { choices, year, chosen, input, list, note, found: [], active: -1 });
      this.answer = new lettersMap.Answer(choices.duties, year, chosen);
      this.postcodes = choices.postcodes && new lettersMap.Postcodes(choices.postcodes);
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

    /* Another year may have come into view, with other councils. */
    show() {
      const { data } = this.year();
      if (this.place && this.data !== data) {
        this._serve(this.place);
      } else if (!this.data && this.input.value) {
        this._search(); // for what was typed before the first figures came
      }
      this.data = data;
    }

    /* Those of the year in view, made when they are first asked for: most visitors look at the map first. */
    get names() {
      const { data } = this.year();
      if (this.named !== data) {
        this.named = data;
        const present = data.councils.code.map((code) => this.year().council(code));
        this.known = new lettersMap.Names([...present, ...data.absent], this.choices.find);
      }
      return this.known;
    }

    /* Show what a promise gives: `where` a place is, as in "in Dartford", and `serving(year)`, the codes of its
       councils and notes on them; or else a `note` alone. Unless something else has been asked meanwhile. */
    async ask(promise, focused) {
      this.asked = promise;
      this.focused = focused;
      const { note, ...place } = await promise;
      if (this.asked !== promise) {
        return;
      }
      if (note) {
        this.clear(note);
      } else {
        this._find(place);
      }
      if (this.focused) {
        this.answer.focus();
      }
    }

    /* Show nothing but a note. */
    clear(note) {
      this.asked = null;
      this._serve(null);
      this._offer([], note);
    }

    _find(place) {
      const { codes, notes } = place.serving(this.year());
      this._offer([], codes.length ? "" : notes.join(" "));
      this._serve(codes.length ? place : null);
    }

    /* Who serves a place; nothing where there is none. */
    _serve(place) {
      this.place = place;
      const { codes, notes } = place ? place.serving(this.year()) : { codes: [] };
      if (codes.length) {
        this.answer.show(place.where, codes, notes);
      } else {
        this.answer.hide();
      }
    }

    _search() {
      if (!this.year()) {
        return;
      }
      const text = this.input.value.trim();
      const postcode = this.postcodes && lettersMap.Postcodes.in(text);
      const found = text && !postcode ? this.names.search(text).slice(0, MOST) : [];
      const none = text && !postcode && !found.length;
      this.clear(none ? `No council called “${text}”. Check the spelling, or try its county.` : "");
      if (postcode) {
        this.ask(this.postcodes.find(postcode), false);
      } else {
        this._offer(found, this.note.textContent);
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

    _option(council, order) {
      const option = make("li", "", council.short, " ", make("small", "", council.says || council.kind));
      option.id = `found-${order}`;
      option.dataset.order = order;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }

    _activate(order) {
      this.active = order;
      for (const [at, option] of [...this.list.children].entries()) {
        option.setAttribute("aria-selected", String(at === order));
      }
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
      } else if (event.key === "Enter" && !this.answer.focus()) {
        this.focused = true; // when the answer comes
      }
    }

    _choose(order) {
      const { code, short } = this.found[order];
      const present = this.year().has(code);
      this.input.value = short;
      this._close();
      this._find({ where: `in ${short}`, serving: (year) => lettersMap.servingCouncil(year, code) });
      if (present) {
        this.chosen(code);
        this.answer.reveal();
      } else {
        this.answer.focus();
      }
    }

    _close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  };
})();
