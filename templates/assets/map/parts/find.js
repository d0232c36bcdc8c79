/* Find a council by its name, its county or a postcode: a combobox with a list (ARIA 1.2 pattern). Names are offered in the
   list; a name that is picked, and a whole postcode, choose the council at once. */

(() => {
  const { byId, make } = lettersMap.elements;

  lettersMap.Find = class {
    /* `year()` is the year in view, null until all of it has come; `chosen(code, focus)` is called for a council that is picked here,
       with whether the focus may leave the box. */
    constructor(choices, year, chosen) {
      const [input, list, note] = ["find", "found", "found-note"].map(byId);
      Object.assign(this, { choices, year, chosen, input, list, note, found: [], active: -1 });
      this.whole = new Promise((done) => {
        this.cameWhole = done;
      });
      input.addEventListener("input", () => this._search());
      input.addEventListener("keydown", (event) => this._key(event));
      input.addEventListener("blur", () => this._close());
      byId("find-form").addEventListener("submit", (event) => {
        event.preventDefault();
        this._enter();
      });
      // A press would take the focus away, and with it the list, before the click.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("li");
        if (option) {
          this._choose(Number(option.dataset.order));
        }
      });
    }

    /* Another year may have come into view, with other councils; or another council, whichever way it was chosen: where it
       is none of this place, its own area is the place. */
    show({ council }) {
      if (!this.year()) {
        return;
      }
      this.cameWhole();
      const { data } = this.year();
      const isClosed = this.answer.isInCard && !council && this.data === data;
      if (this._isElsewhere(council)) {
        this._serve(lettersMap.placeOf(this.year(), council));
      } else if (isClosed) {
        this._serve(null);
      } else if (this.place && this.data !== data) {
        this._serve(this.place);
      }
      this.answer.mark(council);
      if (!this.data && this.input.value) {
        this._search(); // for what was typed before everything had come
      }
      Object.assign(this, { data, council });
      if (this.isEntered) {
        this.isEntered = false;
        this._enter();
      }
    }

    /* A council that stays may be without a place: something else is being typed. */
    _isElsewhere(council) {
      const isAsked = council && (this.place || council !== this.council);
      return isAsked && !this.place?.serving(this.year()).codes.includes(council);
    }

    /* Who serves a place; with the rest of the scripts. */
    get answer() {
      this.answering = this.answering || new lettersMap.Answer(this.choices, this.year, this.chosen);
      return this.answering;
    }

    get postcodes() {
      const { postcodes } = this.choices;
      this.looking = this.looking || (postcodes && new lettersMap.Postcodes(postcodes));
      return this.looking;
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
      const [{ note, ...place }] = await Promise.all([promise, this.whole]);
      if (this.asked !== promise) {
        return;
      }
      if (note) {
        this.clear(note);
      } else {
        this._find(place);
        this._chooseOnly(place);
      }
      if (this.focused) {
        this.answer.focus();
      }
    }

    /* A council that an address asks for and the year in view does not have: what became of it, or when it began. */
    recall(code) {
      const place = this.year() && lettersMap.placeOf(this.year(), code);
      if (place) {
        this._find(place);
        this.answer.box.scrollIntoView({ block: "nearest" });
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

    /* The council of a place, the district's before the county's; none where it may be one of several. */
    _chooseOnly(place) {
      const { codes } = place.serving(this.year());
      const lower = codes.filter((code) => !lettersMap.isCounty(code));
      if (lower.length === 1 || codes.length === 1) {
        this.chosen(lower[0] || codes[0], this.focused);
      }
    }

    /* Who serves a place; nothing where there is none. */
    _serve(place) {
      this.place = place;
      if (!this.year()) {
        return;
      }
      const served = place ? place.serving(this.year()) : { codes: [] };
      if (served.codes.length) {
        this.answer.show(place.where, served);
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
      const found = text && !postcode ? this.names.search(text) : [];
      const none = text && !postcode && !found.length;
      const unknown = `We can’t find “${text}”. Check the spelling${this.postcodes ? " or enter a postcode" : ""}.`;
      this.several = found.length ? this.names.placeOf(text) : null;
      this.clear(this.several?.says || (none ? unknown : ""));
      if (postcode) {
        this.ask(this.postcodes.find(postcode), false);
      } else {
        this._offer(found, this.note.textContent);
      }
    }

    _offer(found, note) {
      this.found = found;
      this.list.dataset.says = note;
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
        Escape: () => this._close(),
      };
      if (!this.list.hidden && event.key in keys) {
        event.preventDefault();
        event.stopPropagation();
        keys[event.key]();
      }
    }

    /* Enter, or the button beside the box. */
    _enter() {
      if (!this.year()) {
        this.isEntered = true;
      } else if (this.found.length) {
        this._chooseFirst();
      } else if (!this.answer.focus()) {
        this.focused = true; // when the answer comes
      }
    }

    /* What has been gone to in the list, or the best; of a place with several councils none is better than the others. */
    _chooseFirst() {
      const place = this.active < 0 ? this.several : null;
      if (place) {
        this._offer(place.councils, `${place.says}. Choose one.`);
        this.input.focus();
      }
      if (!place || place.councils.length === 1) {
        this._choose(Math.max(0, this.active));
      }
    }

    _choose(order) {
      const { code, short } = this.found[order];
      this.found = [];
      const present = this.year().has(code);
      this.input.value = short;
      this._close();
      this._find(lettersMap.placeOf(this.year(), code));
      if (present) {
        this.chosen(code, true);
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
