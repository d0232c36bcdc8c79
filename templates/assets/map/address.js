/* The view in the page's address, after the #, so that it can be linked. */

lettersMap.address = {
  read() {
    return Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
  },

  write(parts) {
    const text = new URLSearchParams(parts).toString();
    const page = window.location.href.split("#")[0];
    try {
      window.history.replaceState(null, "", text ? `#${text}` : page);
    } catch {
      // Some browsers refuse this on a page opened from disk; the view works, it only cannot be linked there.
    }
  },
};
