/* What is in view, and every part of the page in step with it. A view that was asked for is shown once its year has
   been loaded; of several, the one that was asked for last. */

lettersMap.Stage = class {
  /* `failed(chosen)` is called where the figures of its year could not be loaded. */
  constructor(views, failed) {
    Object.assign(this, { views, failed, parts: [], view: null, wanted: views.first });
  }

  /* `parts` are shown each view, with the one before. */
  begin(parts) {
    this.parts = parts;
    this.waiting = [...parts];
    // Whoever acts in the first moments finds every part ready.
    for (const act of ["pointerdown", "keydown", "click", "input", "change", "toggle"]) {
      window.addEventListener(act, () => this.settled(), true);
    }
  }

  /* The view, once every part has been shown it; null before the first figures have come. */
  settled() {
    if (this.view) {
      this._showRest();
    }
    return this.view;
  }

  /* Whether what was asked for is in view, and not still on its way. */
  get isSettled() {
    return this.view !== null && this.wanted === this.view.chosen;
  }

  /* Show what is asked for; the rest stays as it was wanted. `tell` brings the address into step, and `then` is called
     when it is in view. */
  show(asked, tell = () => {}, then = () => {}) {
    const chosen = { ...this.wanted, ...asked };
    this.wanted = chosen;
    const missing = this.views.missing(chosen);
    if (!missing.length) {
      this.draw(chosen, tell);
      then();
      return;
    }
    Promise.all(missing.map((file) => lettersMap.load(...file))).then(
      () => chosen === this.wanted && this.show({}, tell, then),
      () => {
        const other = this.view ? this.view.chosen : this.views.first;
        if (!this.views.missing(other).length) {
          this.draw(other); // the address still asks for it, if it did
          this._showRest();
        }
        this.failed(chosen);
      },
    );
  }

  /* Show what is in view once more, to parts that had to wait for data; unless another view is on its way. */
  refresh() {
    if (this.isSettled) {
      this.draw(this.view.chosen);
    }
  }

  /* The address is told first: a browser lays out the page to remember it, and once more if it has changed. */
  draw(chosen, tell = () => {}) {
    const before = this.view;
    if (before) {
      this._showRest();
    }
    this.view = this.views.of(chosen);
    this.wanted = this.view.chosen;
    tell();
    if (!before) {
      this._showNext();
      return;
    }
    for (const part of this.parts) {
      part.show(this.view, before);
    }
  }

  /* The first view is shown to one part after the other, so that the page can be scrolled and answers in between. */
  _showNext() {
    if (this.waiting.length) {
      this.waiting.shift().show(this.view, null);
      setTimeout(() => this._showNext());
    }
  }

  /* All parts have seen a view before there is another. */
  _showRest() {
    for (const part of this.waiting.splice(0)) {
      part.show(this.view, null);
    }
  }
};
