/* The chosen council: a card under the key, or on a phone a sheet at the foot of the screen that opens upwards and leaves
   the map usable. Which of them is for the style sheet to say. */

lettersMap.Panel = class {
  /* `choose(code, near)` is called for a council that is picked here, with those that were offered beside it. */
  constructor(close, choose) {
    const { byId } = lettersMap.elements;
    this.choose = choose;
    this.box = byId("panel");
    this.title = byId("panel-title");
    this.notes = byId("panel-notes");
    this.peek = byId("panel-peek");
    this.more = byId("panel-more");
    this.rest = byId("panel-rest");
    this.near = byId("panel-near");
    this.offered = { council: "", codes: [] };
    this.more.addEventListener("click", () => this._open(!this.isOpen));
    byId("panel-close").addEventListener("click", close);
    // What has the focus must never lie behind the open sheet.
    this.box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.box.contains(relatedTarget)) {
        this._open(false);
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) {
        close();
      }
    });
  }

  show(view, before) {
    const { council } = view;
    this.box.hidden = !council;
    this.view = view;
    if (!council) {
      this.rest.replaceChildren();
      return;
    }
    const { name, notes, peek, rest } = lettersMap.councilContent(view, council);
    this.name = name;
    this.title.textContent = name;
    this.notes.replaceChildren(...notes);
    this.peek.replaceChildren(...peek);
    this.rest.replaceChildren(...rest);
    if (this.offered.council !== council) {
      this.offer([]);
    }
    if (!before || before.council !== council) {
      this._open(false);
    }
  }

  /* Offer the councils near a tap beside the one that is chosen: a finger may have meant another. */
  offer(codes) {
    const { button, make } = lettersMap.elements;
    const { year, council } = this.view;
    this.offered = { council, codes };
    const one = (code) => {
      const other = button("as-link", year.nameOf(code));
      other.addEventListener("click", () => this.choose(code, [council, ...codes.filter((near) => near !== code)]));
      return make("li", "", other);
    };
    this.near.replaceChildren(
      ...(codes.length ? [make("p", "", "Near your tap:"), make("ul", "", ...codes.map(one))] : []),
    );
    this.near.hidden = !codes.length;
  }

  get hasFocus() {
    return this.box.contains(document.activeElement);
  }

  /* To its heading, to be read from there. */
  focus() {
    this.title.focus({ preventScroll: true });
  }

  /* Bring into sight what has been chosen: above a sheet the key and the map, else the map and above all the name. */
  reveal(map) {
    if (getComputedStyle(this.box).position === "fixed") {
      document.querySelector(".brief").scrollIntoView({ block: "start" });
      return;
    }
    for (const one of [map, this.title]) {
      one.scrollIntoView({ block: "nearest" });
    }
  }

  _open(open) {
    this.isOpen = open;
    this.box.classList.toggle("is-open", open);
    this.more.setAttribute("aria-expanded", String(open));
    this.more.textContent = open ? "Show less" : `Show all of ${this.name}’s figures`;
    this.box.scrollTop = 0;
  }
};
