/* The chosen council: a card under the key, or on a phone a sheet at the foot of the screen that opens upwards and leaves
   the map usable. Which of them is for the style sheet to say. */

lettersMap.Panel = class {
  constructor(close) {
    const { byId } = lettersMap.elements;
    this.box = byId("panel");
    this.title = byId("panel-title");
    this.notes = byId("panel-notes");
    this.peek = byId("panel-peek");
    this.more = byId("panel-more");
    this.rest = byId("panel-rest");
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
    if (!before || before.council !== council) {
      this._open(false);
    }
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
