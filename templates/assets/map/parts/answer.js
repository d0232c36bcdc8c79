/* Who answers for what: the councils that serve a place side by side, each with its subjects of complaint. */

(() => {
  const { button, byId, link, make } = lettersMap.elements;
  const { and } = lettersMap.words;

  // The first three characters of a GSS code say what kind of area it is (ONS Register of Geographic Codes).
  const isDistrict = (code) => code.startsWith("E07");
  const isCounty = (code) => code.startsWith("E10");

  lettersMap.Answer = class {
    /* `year()` is the year in view; `chosen(code)` is called for a council that is picked here. */
    constructor(duties, year, chosen) {
      Object.assign(this, { duties, year });
      this.box = byId("answer");
      this.said = byId("answer-said");
      this.box.addEventListener("click", ({ target }) => {
        if (target.dataset.code) {
          chosen(target.dataset.code);
        }
      });
    }

    /* Show the councils `codes` of both tiers that serve a place, `where` it is ("in Dartford"), and notes on them. */
    show(where, codes, notes) {
      const single = codes.filter((code) => !isDistrict(code) && !isCounty(code));
      const districts = codes.filter(isDistrict);
      const counties = codes.filter(isCounty);
      const cards = [
        this._card(single, this._all(codes)),
        this._card(districts, this._subjects(this.duties.district)),
        this._card(counties, this._subjects(this.duties.county)),
      ].filter(Boolean);
      const said = notes.length ? notes : this._fates(codes);
      this.box.replaceChildren(
        this._heading(where),
        ...said.map((note) => make("p", "answer-note", note)),
        make("div", "answer-councils", ...cards),
        this._foot(districts.length + counties.length > 0),
      );
      this.box.hidden = false;
      const names = codes.map((code) => this._named(code));
      this.said.textContent = `Councils ${where}: ${and(names)}. Who answers for what is shown above the map.`;
    }

    hide() {
      this.box.hidden = true;
      this.box.replaceChildren();
      this.said.textContent = "";
    }

    /* Bring it into sight, as far as what has the focus stays there. */
    reveal() {
      for (const one of [this.box.querySelector("h2"), document.activeElement]) {
        one.scrollIntoView({ block: "nearest" });
      }
    }

    /* Returns whether there is anything to focus. */
    focus() {
      const title = this.box.querySelector("h2");
      if (title) {
        title.focus();
      }
      return Boolean(title);
    }

    _heading(where) {
      const title = make("h2", "", `Who answers for what ${where}`);
      title.id = "answer-title";
      title.tabIndex = -1;
      const close = button("answer-close", "×");
      close.setAttribute("aria-label", "Close who answers for what");
      close.addEventListener("click", () => {
        this.hide();
        byId("find").focus();
      });
      return make("div", "answer-head", title, close);
    }

    /* Councils of one kind and what they do: one, or several of which one serves the place; null for none. */
    _card(codes, duties) {
      if (!codes.length) {
        return null;
      }
      const [first, ...others] = codes.map((code) => this._link(code));
      const council = this.year().council(codes[0]);
      const name = make("h3", "", ...(others.length ? ["One of these"] : [first]));
      const links = [first, ...others.flatMap((other) => [", ", other])];
      return make(
        "div",
        "answer-council",
        make("div", "answer-name", name, make("span", "note", council.kind)),
        ...(others.length ? [make("p", "answer-some", ...links)] : []),
        duties,
      );
    }

    _link(code) {
      const council = button("as-link", this.year().nameOf(code));
      council.dataset.code = code;
      return council;
    }

    /* Every subject of which some is theirs; what each has of its own stands at the foot. */
    _subjects(words) {
      const { subjects } = this.duties;
      const theirs = subjects
        .map((subject, at) => [subject, words[at]])
        .filter(([subject, what]) => what && !this._shared(subject));
      const items = theirs.map(([subject, what]) => make("li", "", make("b", "", subject), `: ${what}`));
      return make("ul", "answer-subjects", ...items);
    }

    _all(codes) {
      const subjects = this.duties.subjects.map((subject) => subject.toLowerCase());
      const words =
        codes.length === 1
          ? `The only council here, it answers for everything: ${and(subjects)}.`
          : "Answers for everything.";
      return make("p", "answer-subjects", words);
    }

    _shared(subject) {
      const { subjects, district, county } = this.duties;
      const at = subjects.indexOf(subject);
      return district[at] === county[at];
    }

    /* What has become of the councils since, those with the same fate together. */
    _fates(codes) {
      const alike = new Map();
      for (const code of codes) {
        const fate = this.year().data.fates[code];
        if (fate) {
          alike.set(fate, [...(alike.get(fate) || []), this.year().council(code)]);
        }
      }
      return [...alike].map(
        ([fate, councils]) =>
          `${councils.length === 1 ? councils[0].name : and(councils.map((council) => council.short))} ${fate}.`,
      );
    }

    _named(code) {
      const council = this.year().council(code);
      return `${council.short}, ${council.kind.replace(/^(?!London)[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`;
    }

    _foot(divided) {
      const until = this.year().data.day;
      const foot = make("p", "note", `Councils as they were in the ${until.charAt(0).toLowerCase()}${until.slice(1)}.`);
      if (divided) {
        const [title, address] = this.duties.source;
        const shared = this.duties.subjects.filter((subject) => this._shared(subject)).map((subject) => `“${subject}”`);
        foot.append(` ${and(shared)}: each council answers for its own. ${this.duties.says} `, link(address, title));
      }
      return foot;
    }
  };
})();
