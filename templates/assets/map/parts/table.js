/* The view as a table, in step with the map. It is made when it is opened, and not before. */

(() => {
  const { byId, make } = lettersMap.elements;

  lettersMap.Table = class {
    /* `asked` is what an address asks of it; `choose(code)` shows a council; `changed()` is called when what an address
       has to say of the table has. */
    constructor(asked, choose, changed) {
      Object.assign(this, { asked, choose, changed, listing: null });
      this.details = byId("as-table");
      this.details.open ||= asked.table === "open"; // somebody may have opened it before this script came
      this.details.addEventListener("toggle", () => {
        this._write();
        this.changed();
      });
    }

    show(view, before) {
      if (!view.hasFiguresOf(before)) {
        this.view = view;
        this.isWritten = false;
        // The map comes first; some hundred rows can follow a moment later.
        setTimeout(() => this._write());
      }
    }

    /* What is chosen of it, for an address; nothing while it is closed. */
    get told() {
      return this.details.open ? { table: "open", ...(this.listing ? this.listing.told : this.asked) } : {};
    }

    /* Show what an address asks for. */
    read(asked) {
      this.asked = asked;
      this.details.open = asked.table === "open";
      this.listing?.read(asked);
    }

    _write() {
      if (!this.view || !this.details.open || this.isWritten) {
        return;
      }
      const { view, choose } = this;
      if (!this.listing) {
        const body = [make("caption", "vh"), make("thead", "", make("tr")), make("tbody")];
        const table = make("table", "councils", ...body);
        byId("as-table-box").replaceChildren(table);
        this.listing = new lettersMap.Listing(table, this.changed);
        this.listing.read(this.asked);
      }
      this.listing.fill(lettersMap.listed(view, (code) => lettersMap.councilLink(view, code, choose)));
      this.isWritten = true;
    }
  };
})();
