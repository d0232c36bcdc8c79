/* Find a council by its name, its county or a postcode: a combobox with a list of at most eight (ARIA 1.2 pattern).
   Names are offered in the list; a whole postcode, and every council that is picked, gets its answer. */

(() => {
  const MOST = 8;

  lettersMap.Find = class {
    /* `year()` is the year in view; `chosen(code)` is called for a council that is picked here. */
    constructor(choices, year, chosen) {
      const [input, list, note] = ["find", "found", "found-note"].map((id) => document.getElementById(id));
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
    update() {
      const { data } = this.year();
      if (this.data === data) {
        return;
      }
      this.data = data;
      const present = data.councils.code.map((code) => this.year().council(code));
      this.names = new lettersMap.Names([...present, ...data.absent], this.choices.find);
      this._show(this.place);
    }

    /* Show who serves a place: its name, and a function that gives the `codes` of its councils in the year in view
       and `notes` on them. */
    show(name, serving) {
      this.note.textContent = "";
      this._show({ name, serving });
    }

    say(note) {
      this._show(null);
      this._offer([], note);
    }

    _show(place) {
      this.place = place;
      const { codes, notes } = place ? place.serving(this.year()) : { codes: [] };
      if (codes.length) {
        this.answer.show(place.name, codes, notes);
      } else {
        this.answer.hide();
      }
    }

    _search() {
      const text = this.input.value.trim();
      const postcode = this.postcodes && lettersMap.Postcodes.in(text);
      this._show(null);
      this.waiting = false;
      if (postcode) {
        this._offer([], "");
        this._findPostcode(text, postcode);
      } else {
        const found = this.names.search(text).slice(0, MOST);
        const none = text && !found.length;
        this._offer(found, none ? `No council called “${text}”. Check the spelling, or try its county.` : "");
      }
    }

    async _findPostcode(text, postcode) {
      const { name, serving, note } = await this.postcodes.find(postcode);
      // Unless something else has been typed meanwhile.
      if (this.input.value.trim() !== text) {
        return;
      }
      if (note) {
        this.say(note);
      } else if (!serving(this.year()).codes.length) {
        this.say(`The council of ${name} is not on this map.`);
      } else {
        this.show(name, serving);
        if (this.waiting) {
          this.answer.focus();
        }
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
      const option = document.createElement("li");
      const kind = document.createElement("small");
      option.id = `found-${order}`;
      option.dataset.order = order;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      kind.textContent = council.says || (council.county ? `${council.type} in ${council.county}` : council.type);
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
      } else if (event.key === "Enter" && !this.answer.focus()) {
        this.waiting = true; // for the answer, which takes the focus when it comes
      }
    }

    _choose(order) {
      const { code, short } = this.found[order];
      this.input.value = short;
      this._close();
      const serving = (year) => lettersMap.servingCouncil(year, code);
      const { codes, notes } = serving(this.year());
      if (!codes.length) {
        this.say([...notes, "It is not on this map."].join(" "));
        return;
      }
      this.show(short, serving);
      if (this.year().has(code)) {
        this.chosen(code);
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
