/* The view in the page's address, after the #, so that it can be linked, and gone back to. */

lettersMap.address = {
  /* What the address asks for; null where it names a place in the page, such as "#main", and no view. */
  read() {
    const text = window.location.hash.slice(1);
    return text === "" || text.includes("=") ? Object.fromEntries(new URLSearchParams(text)) : null;
  },

  /* Write `parts`: as a new entry of the history, or in place of the one in view. */
  write(parts, entry) {
    const text = new URLSearchParams(parts).toString().replace(/%2C/g, ",");
    if (window.location.hash.slice(1) !== text) {
      lettersMap.address._change(text, entry);
    }
    lettersMap.address.told = window.location.hash;
  },

  /* Whether it is another than was written last: a browser may tell of what the page itself has written, and later than
     the next choice, which would be undone. */
  get isNew() {
    return window.location.hash !== lettersMap.address.told;
  },

  _change(text, entry) {
    const { pathname, search } = window.location;
    try {
      window.history[entry ? "pushState" : "replaceState"](null, "", text ? `#${text}` : `${pathname}${search}`);
    } catch {
      // Some browsers refuse this on a page opened from disk, but let the part after the # be changed.
      const safe = `#${text || "view=first"}`;
      if (entry) {
        window.location.hash = safe;
      } else {
        window.location.replace(safe);
      }
    }
  },
};
