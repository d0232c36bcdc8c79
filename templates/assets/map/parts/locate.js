/* The councils of the place where somebody is, from the page's own areas. The browser is asked when they press the
   button; what it answers stays in the page. */

(() => {
  const NEAR = 1000; // metres: borders are simplified, though by less than this
  const VAGUE = 10_000;
  const INSTEAD = "Type a postcode or a council’s name instead.";

  /* What serves the place in a year; `areas()` are those of the year in view. */
  const servingPlace =
    (areas, { latitude, longitude, accuracy }) =>
    (year) => {
      const margin = Math.max(NEAR, accuracy);
      const { inside, near } = lettersMap.placed(areas(), L.latLng(latitude, longitude), margin);
      const names = lettersMap.words.or(near.map((code) => year.nameOf(code)));
      const far = `${Math.ceil(margin / 1000)} km`;
      if (inside.length) {
        const doubt = `${names} may be it too: the border is less than ${far} away, and borders are simplified here. A postcode is exact.`;
        return { codes: inside, notes: near.length ? [doubt] : [] };
      }
      const notes = near.length
        ? [`You are less than ${far} from ${names}, but in no area of this map.`, INSTEAD]
        : ["You are in no area of this map, which is about councils in England."];
      return { codes: [], notes };
    };

  /* A promise of the place and what serves it, or of a note that says why not. */
  const locate = (areas) =>
    new Promise((done) => {
      const found = ({ coords }) =>
        done(
          coords.accuracy > VAGUE
            ? { note: `Your device knows its place only to ${Math.ceil(coords.accuracy / 1000)} km. ${INSTEAD}` }
            : { where: "where you are", serving: servingPlace(areas, coords) },
        );
      const failed = ({ code, PERMISSION_DENIED }) =>
        done({
          note:
            code === PERMISSION_DENIED
              ? `Location is turned off in your browser. ${INSTEAD}`
              : `Your device could not find its place. ${INSTEAD}`,
        });
      navigator.geolocation.getCurrentPosition(found, failed, { timeout: 20_000, maximumAge: 600_000 });
    });

  /* Offer the button where a browser can be asked, which it cannot from a page opened from disk. */
  lettersMap.offerLocation = (button, find, areas) => {
    button.hidden = !navigator.geolocation || !window.isSecureContext || window.location.protocol === "file:";
    button.addEventListener("click", () => {
      find.clear("Your browser may ask you first. Your place stays in this page.");
      find.ask(locate(areas), true);
    });
  };
})();
