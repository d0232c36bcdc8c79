/* What a press on a map means: with a mouse the area that is pointed at, with a finger the nearest one within its reach;
   two taps zoom. */

(() => {
  const SECOND = 250; // milliseconds in which a second tap may follow

  const isFinger = ({ pointerType }) =>
    pointerType ? pointerType === "touch" : window.matchMedia("(pointer: coarse)").matches;

  /* Call `pick(code, near)`: `near` are the codes of others that a finger may have meant. */
  lettersMap.letPick = (areas, pick) => {
    let hit = {};
    let waiting = 0;
    areas.on("click", (code, { originalEvent }) => {
      if (isFinger(originalEvent)) {
        hit = { code, originalEvent };
      } else {
        pick(code, []);
      }
    });
    // A circle that is hit is meant, however far it reaches beyond its area.
    const tapped = ({ originalEvent, containerPoint }) => {
      const near = lettersMap.near(areas, containerPoint);
      const code = hit.originalEvent === originalEvent ? hit.code : near[0];
      if (code) {
        const others = near.filter((other) => other !== code);
        waiting = setTimeout(() => {
          waiting = 0;
          pick(code, others);
        }, SECOND);
      }
    };
    // The map hears of it after the areas.
    areas.map.on("click", (event) => {
      if (waiting) {
        clearTimeout(waiting);
        waiting = 0;
      } else if (isFinger(event.originalEvent)) {
        tapped(event);
      }
    });
  };
})();
