/* The councils that serve a place, to change between, and who of them answers for what. */

(() => {
  const { button, byId, link, make } = lettersMap.elements;
  const { and } = lettersMap.words;

  // The first three characters of a GSS code say what kind of area it is (ONS Register of Geographic Codes).
  const isDistrict = (code) => code.startsWith("E07");
  const isCounty = (code) => code.startsWith("E10");
  lettersMap.isCounty = isCounty;

  lettersMap.Answer = class {
    /* `year()` is the year in view; `chosen(code, focus)` is called for a council that is picked here. */
    constructor({ duties, find }, year, chosen) {
      Object.assign(this, { duties, pages: find.pages, year, codes: [], council: "" });
      this.box = byId("answer");
      this.said = byId("answer-said");
      this.box.addEventListener("click", ({ target }) => {
        if (target.dataset.code) {
          chosen(target.dataset.code, true);
        }
      });
    }

    /* Show the councils `codes` of both tiers that serve a place, `where` it is ("in Dartford"), notes on them, and what
       else there is of the `absent` council whose area it is, if it is one's. */
    show(where, { codes, notes, absent }) {
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
        ...(absent ? this._past(absent) : []),
        make("div", "answer-tabs", ...[...single, ...districts, ...counties].map((code) => this._tab(code))),
        make(
          "details",
          "",
          make("summary", "", "Who answers for what"),
          ...cards,
          this._foot(districts.length + counties.length > 0),
        ),
      );
      this.box.hidden = false;
      this.codes = codes;
      this.mark(this.council);
      const names = codes.map((code) => this._named(code));
      this.said.textContent = [`Councils ${where}: ${and(names)}.`, ...said].join(" ");
    }

    hide() {
      this.box.hidden = true;
      this.codes = [];
      this.mark(this.council);
      this.box.replaceChildren();
      this.said.textContent = "";
    }

    /* Say which of them is the chosen one; then they stand in its card, else before it. */
    mark(council) {
      this.council = council;
      const card = byId("panel");
      const belongs = this.codes.includes(council);
      if (belongs && !this.isInCard) {
        card.querySelector(".panel-handle").after(this.box);
      } else if (!belongs && this.isInCard) {
        card.before(this.box);
      }
      for (const tab of this.box.querySelectorAll(".answer-tabs button")) {
        tab.setAttribute("aria-pressed", String(tab.dataset.code === council));
      }
    }

    get isInCard() {
      return byId("panel").contains(this.box);
    }

    /* Returns whether there is anything to focus: its own title, or that of the card. */
    focus() {
      const title = this.isInCard ? byId("panel-title") : this.box.querySelector("h2");
      if (title) {
        title.focus();
      }
      return Boolean(title);
    }

    _heading(where) {
      const title = make("h2", "", `Councils ${where}`);
      title.id = "answer-title";
      title.tabIndex = -1;
      const close = button("answer-close", "×");
      close.setAttribute("aria-label", "Close the councils of this place");
      close.addEventListener("click", () => {
        this.hide();
        byId("find").focus();
      });
      return make("div", "answer-head", title, close);
    }

    /* The page of a council of another day, where the site has one; and what the names after it are. */
    _past({ code, short }) {
      const page = this.pages[code];
      const all = page ? [make("p", "answer-note", link(page, `All of ${short}’s figures`))] : [];
      return [...all, make("p", "answer-note", `Its area was served in the ${this._day} by:`)];
    }

    get _day() {
      const { day } = this.year().data;
      return `${day.charAt(0).toLowerCase()}${day.slice(1)}`;
    }

    /* "Dartford", "Kent (county)". */
    _tab(code) {
      const name = this.year().nameOf(code);
      const tab = button("as-link", isCounty(code) ? `${name} (county)` : name);
      tab.dataset.code = code;
      return tab;
    }

    /* Councils of one kind and what they do: one, or several of which one serves the place; null for none. */
    _card(codes, duties) {
      if (!codes.length) {
        return null;
      }
      const names = codes.map((code) => this.year().nameOf(code));
      const title = codes.length > 1 ? `One of ${and(names)}` : names[0];
      return make("div", "answer-council", make("h3", "", title), duties);
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
      const foot = make("p", "note", `Councils as they were in the ${this._day}.`);
      if (divided) {
        const [title, address] = this.duties.source;
        const shared = this.duties.subjects.filter((subject) => this._shared(subject)).map((subject) => `“${subject}”`);
        foot.append(` ${and(shared)}: each council answers for its own. ${this.duties.says} `, link(address, title));
      }
      return foot;
    }
  };
})();
