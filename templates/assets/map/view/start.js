/* The page: its parts, and what happens when something is chosen in one of them. */

(() => {
  const { byId } = lettersMap.elements;

  class Page {
    constructor(map, inset) {
      const choices = lettersMap.data("choices");
      Object.assign(this, { map, table: null, askedTable: {} });
      this.views = new lettersMap.Views(choices, map);
      this.stage = new lettersMap.Stage(this.views, (chosen) => this._failed(chosen));
      this._frame(inset);
      const [{ areas, outlines }] = this.windows;
      this.areas = areas;
      this.tooltip = new lettersMap.Tooltip((code) => this.view.shortly(code));
      this.walk = new lettersMap.Walk(areas, outlines, this.tooltip, (code) => this.chooseAndRead(code));
      this.panel = new lettersMap.Panel(
        () => this.close(),
        (code, near) => this.choose(code, () => this.panel.offer(near)),
      );
      this.said = new lettersMap.Said(byId("said"), byId("trouble"));
      this.find = new lettersMap.Find(
        choices,
        () => (this.view?.year.isWhole ? this.view.year : null),
        (code, focus) => (focus ? this.chooseAndRead(code) : this.choose(code)),
      );
      lettersMap.offerToKeep([this.map, inset], () => this.stage.settled());
      lettersMap.offerLocation(byId("locate"), this.find, () => this.views.areas(this.view.chosen));
      lettersMap.offerZoom(this.map, () => this.view?.council && this.areas.shape(this.view.council).at);
      lettersMap.offerToShare(() => this.close(this.views.first));
      this.stage.begin(...this._parts());
      this._listen();
    }

    get view() {
      return this.stage.view;
    }

    /* `then` is called when it is in view. */
    ask(asked, then) {
      this.tell(false); // where the map has been moved to
      this.stage.show(asked, () => this.tell(true), then);
    }

    /* The first sign that somebody is there: from now on the rest of every year comes after it. */
    _use() {
      this.isUsed = true;
      this._fetchRest();
    }

    /* What has come is shown in all parts once more: those that had to wait take it up. */
    _fetchRest() {
      const missing = this.isUsed && this.view ? this.views.rest(this.view.chosen) : [];
      if (missing.length) {
        Promise.all(missing.map((file) => lettersMap.load(...file))).then(
          () => this.stage.refresh(),
          () => this.said.trouble("A part of this page could not be loaded."),
        );
      }
    }

    /* Tell the address: as an entry of the history to come back to, or in place of the one in view. */
    tell(entry) {
      // While a year is loading, the address may already be that of the view to come.
      if (this.stage.isSettled) {
        lettersMap.address.write({ ...this.view.told, ...this.frame.told, ...this._toldTable }, entry);
      }
    }

    /* Where there is no view at all, the built picture stays. */
    _failed({ year }) {
      this.said.trouble(`The figures of ${this.views.years.get(year).title} could not be loaded.`);
      if (!this.view) {
        lettersMap.fail();
      }
    }

    choose(code, then = () => {}) {
      this.ask({ council: code }, () => {
        if (this.view.council) {
          this._seeCouncil(true);
        }
        then();
      });
    }

    _seeCouncil(goNear) {
      if (goNear) {
        this._goNear();
      }
      this.panel.reveal(this.map.getContainer());
    }

    /* To the chosen council and those that touch it; hexagons stay as they are, since all can be seen. */
    _goNear() {
      const { council, geometry } = this.view;
      const codes = [council, ...geometry.touching(council)];
      if (this.view.chosen.drawn === "hexagons") {
        this.frame.reveal(geometry.shapes.get(council).at);
      } else {
        this.frame.near(L.latLngBounds(codes.flatMap((code) => geometry.shapes.get(code).rings.flat(2))));
      }
    }

    /* For those who did not point at the map the focus goes where the answer is. */
    chooseAndRead(code) {
      this.choose(code, () => this.panel.focus());
    }

    /* Without a council, and with all of England; or as it was `first`. */
    close(first = {}) {
      this._keepingFocus(() => this.ask({ ...first, council: "" }));
      this.frame.go("");
    }

    fromAddress() {
      const asked = lettersMap.address.read();
      if (asked) {
        this._askTable(asked);
        const tell = () => {
          this.frame.go(asked.at || "");
          if (this.view.council) {
            this._seeCouncil(!asked.at);
          }
          this.tell(false);
        };
        this.stage.show(this.views.known(asked), tell, () => this._recall(asked));
      } else if (this.view) {
        this.tell(false); // a place in the page, such as "#main": the view stays, and so does its address
      } else {
        this.stage.show({});
      }
    }

    /* A council that was asked for and is none of the view's year. */
    _recall({ council }) {
      if (council && !this.view.council) {
        this.stage.settled(); // what comes above it is there
        this.find.recall(council);
      }
    }

    _askTable(asked) {
      const { table, name, type, region, order, class: standing } = asked;
      this.askedTable = table === "open" ? { table, name, type, region, class: standing, order } : {};
      if (table === "open") {
        this._use();
      }
      this.table?.read(this.askedTable);
    }

    /* What an address has to say of the table: until its script has come, what was asked of it. */
    get _toldTable() {
      const told = this.table ? this.table.told : this.askedTable;
      return Object.fromEntries(Object.entries(told).filter(([, value]) => value));
    }

    /* The map and its inset in their boxes, and what is drawn in each. */
    _frame(inset) {
      // The inset lies in the sea on the right, where there is room for it.
      const wide = window.matchMedia("(min-width: 600px)");
      this.frame = new lettersMap.Frame(this.map, 10, () => inset && wide.matches);
      lettersMap.letPageScroll(this.map);
      // Before names are written: what stands on the map near by is not written over.
      this.map.on("moveend", () => byId("map-page").classList.toggle("is-moved", !this.frame.isWhole));
      this.windows = [new lettersMap.Drawing(this.map)];
      if (inset) {
        new lettersMap.Frame(inset, 4);
        this.windows.push(new lettersMap.Drawing(inset, L.latLngBounds(inset.corners).pad(0.5)));
      }
      this._name(inset);
    }

    /* Names in each of them; what is enlarged is named there. */
    _name(inset) {
      const [main, larger] = this.windows;
      // To ask where they are lays out the page, so it is asked once for each size and drawing.
      const known = new Map();
      const covered = () => {
        const { x, y } = this.map.getSize();
        const key = [x, y, this.view.chosen.drawn].join();
        if (!known.has(key)) {
          known.set(key, lettersMap.covered(this.map, ".map-inset, .map-hexagons"));
        }
        return [...known.get(key)];
      };
      const elsewhere = (code) => {
        const isShown = inset && covered().length && this.view.chosen.drawn === "map";
        return isShown && L.latLngBounds(inset.corners).contains(main.areas.shape(code).at);
      };
      const isNear = () => !this.frame.isWhole;
      this.names = [new lettersMap.MapNames(main.areas, byId("map-names"), { isNear, taken: covered, elsewhere })];
      if (inset) {
        const beyond = (code) => !L.latLngBounds(inset.corners).contains(larger.areas.shape(code).at);
        this.names.push(
          new lettersMap.MapNames(larger.areas, byId("inset-names"), { within: true, elsewhere: beyond }),
        );
      }
    }

    /* All that follows the view, in the order in which it is shown: the map with what it shows, and what is said of it. */
    _parts() {
      const chosen = (code) => this.chooseAndRead(code);
      // Another tier goes without a council that has no area in it.
      const asked = (what) =>
        this.ask(what.tier && !this.views.has(this.view.chosen, what.tier) ? { ...what, council: "" } : what);
      const parts = [
        new lettersMap.Controls(asked),
        ...this.windows,
        { show: () => byId("waiting")?.remove() },
        ...this.names,
        new lettersMap.Heading(),
        new lettersMap.Legend(),
        this.panel,
        { show: () => this._fetchRest() },
      ];
      const later = [
        this.walk,
        new lettersMap.Usual(byId("usual")),
        new lettersMap.Apart(chosen),
        { show: ({ words }) => byId("map-description").replaceChildren(words) },
        this._tableOf(chosen),
        this.find,
        this.said,
      ];
      return [parts, later];
    }

    /* The table of the view, once its script has come. */
    _tableOf(chosen) {
      return {
        show: (view, before) => {
          if (!this.table && !lettersMap.Table) {
            return;
          }
          const isNew = !this.table;
          if (isNew) {
            this.table = new lettersMap.Table(this.askedTable, chosen, () => this.tell(false));
          }
          this.table.show(view, isNew ? null : before);
        },
      };
    }

    _listen() {
      for (const sign of ["pointermove", "pointerdown", "keydown", "focusin", "input"]) {
        window.addEventListener(sign, () => this._use(), { once: true, passive: true });
      }
      for (const { areas, outlines } of this.windows) {
        lettersMap.letPick(areas, (code, near) => this.choose(code, () => this.panel.offer(near)));
        lettersMap.followPointer(areas, outlines, this.tooltip);
      }
      this.frame.onMove(() => this.tell(false));
      this.map.on("resize", () => this.stage.refresh());
      byId("whole").addEventListener("click", () => {
        this.close();
        this.walk.focus(this.walk.at); // the button has gone
      });
      window.addEventListener("popstate", () => {
        if (lettersMap.address.isNew) {
          this._keepingFocus(() => this.fromAddress());
        }
      });
    }

    /* The focus, if it was in the panel, stays there, or goes back to the area of the council that was; and if it was
       on an area, it stays on the map. */
    _keepingFocus(change) {
      const { panel, walk } = this;
      const council = panel.hasFocus && this.view.council;
      const walking = walk.hasFocus;
      change();
      this.stage.settled();
      if (council && !this.view.council) {
        walk.focus(council);
      } else if (council && !panel.hasFocus) {
        panel.focus();
      } else if (walking && !walk.hasFocus) {
        walk.focus(walk.at);
      }
    }
  }

  lettersMap.fail = () => {
    byId("map-frame").classList.add("has-failed");
    byId("map-page").classList.add("is-picture");
  };

  lettersMap.start = (map, inset) => {
    lettersMap.isStarted = true;
    // Each in a turn of its own, so that the page can be scrolled and answers in between.
    const turn = (what) => new Promise((done) => setTimeout(done)).then(what);
    turn(() => new Page(map, inset))
      .then((page) => turn(() => page.fromAddress()))
      .catch((error) => {
        lettersMap.fail();
        throw error;
      });
  };
})();
