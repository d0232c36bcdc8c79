/* What is in view, and every part of the page in step with it. A view that was asked for is shown once its year has
   been loaded; of several, the one that was asked for last. Some parts follow in the next frame: the eye goes to the map
   first, and all that is said of it takes as long again to write. */

lettersMap.Stage = class {
  /* `failed(chosen)` is called where the figures of its year could not be loaded. */
  constructor(views, failed) {
    Object.assign(this, {
      views,
      failed,
      parts: [],
      later: [],
      waiting: [],
      untold: null,
      view: null,
      wanted: views.first,
    });
  }

  /* `parts` are shown each view, with the one before; those of `later` in the frame after. What takes long to show has
     `steps`, too: a list of what to do first, each a part of it. */
  begin(parts, later) {
    Object.assign(this, { parts, later });
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

  /* Whether what was asked for is in view, and in the address, and not still on its way. */
  get isSettled() {
    return this.view !== null && this.wanted === this.view.chosen && !this.untold;
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
    this.settled();
    if (this.isSettled) {
      this.draw(this.view.chosen);
    }
  }

  /* `tell` is null where the address stays as it is: then it may still be told at once where the map is moved to. */
  draw(chosen, tell = null) {
    const before = this.view;
    if (before) {
      this._showRest();
    }
    this.view = this.views.of(chosen);
    this.wanted = this.view.chosen;
    this._show(before, tell);
  }

  /* A browser lays out the page to remember its address: it is told before anything is changed or, since that takes as
     long as to colour all areas, once they have been painted. */
  _show(before, tell) {
    const { view, parts, later } = this;
    const stepsOf = (part) => [...(part.steps?.(view) || []), () => part.show(view, before)];
    const showing = (all) => all.flatMap(stepsOf);
    if (before?.council === view.council) {
      const last = [...(tell ? [() => this._tell()] : []), ...showing(later)];
      this.waiting = [...showing(parts), ...last];
      this.untold = tell;
      this._showRest(last.length);
      this._showSoon();
      return;
    }
    tell?.();
    this.waiting = [...showing(parts), ...showing(later)];
    if (before) {
      this._showRest(); // somebody waits for the card
    } else {
      this._showNext();
    }
  }

  _tell() {
    const tell = this.untold;
    this.untold = null;
    tell();
  }

  /* Once the frame has been painted; a page that nobody sees has no frames. */
  _showSoon() {
    const { view } = this;
    const show = () => view === this.view && this._showRest();
    requestAnimationFrame(() => requestAnimationFrame(show));
    setTimeout(show, 200);
  }

  /* The first view is shown in turns, so that the page can be scrolled and answers in between. */
  _showNext() {
    const end = performance.now() + 5; // milliseconds
    while (this.waiting.length && performance.now() < end) {
      this.waiting.shift()();
    }
    if (this.waiting.length) {
      setTimeout(() => this._showNext());
    }
  }

  /* All parts have seen a view before there is another; so many of them may wait. */
  _showRest(many = 0) {
    for (const show of this.waiting.splice(0, this.waiting.length - many)) {
      show();
    }
  }
};
