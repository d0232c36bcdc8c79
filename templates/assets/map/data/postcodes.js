/* The councils of a postcode. Its area's file, whose form is told in mapper/postcodes.py, is loaded when a whole
   postcode has been typed; what was typed stays in the page. */

(() => {
  const LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const WHOLE = /^([A-Z]{1,2})[0-9][0-9A-Z]?[0-9][A-Z]{2}$/;
  const BEGUN = /^[A-Z]{1,2}[0-9][0-9A-Z]?([0-9][A-Z]?)?$/;

  const spaced = (postcode) => `${postcode.slice(0, -3)} ${postcode.slice(-3)}`;

  /* The names of the places that a whole postcode may lie in; null if there is no such postcode. */
  const placesOf = (file, postcode) => {
    const [places, ...sectors] = file.split("\n");
    const sector = sectors.find((line) => line.startsWith(`${postcode.slice(0, -2)} `));
    const [first, second] = [...postcode.slice(-2)].map((letter) => LETTERS.indexOf(letter));
    if (!sector || first < 0 || second < 0) {
      return null;
    }
    const [, ends, ...runs] = sector.split(" ");
    const has = (end) => (DIGITS.indexOf(ends.charAt(Math.floor(end / 6))) >> (5 - (end % 6))) & 1;
    const end = first * LETTERS.length + second;
    if (!has(end)) {
      return null;
    }
    let before = 0;
    for (let other = 0; other < end; other += 1) {
      before += has(other);
    }
    for (const run of runs) {
      const [number, length = Infinity] = run.split("*");
      if (before < length) {
        return places.split(" ")[number].replace(/_/g, " ").split(",");
      }
      before -= length;
    }
    return null;
  };

  lettersMap.Postcodes = class {
    /* `known` has the areas that have files, and by country those that lie outside England. */
    constructor(known) {
      this.known = known;
    }

    /* What was typed, if it is meant as a postcode: no council has a figure in its name. */
    static in(text) {
      return /[0-9]/.test(text) ? text.toUpperCase().replace(/[^A-Z0-9]/g, "") : null;
    }

    /* A promise of where it is and what serves it in a year, or else of a note that says why not. */
    async find(postcode) {
      const [, area] = WHOLE.exec(postcode) || [];
      if (!area) {
        return {
          note: BEGUN.test(postcode)
            ? "A whole postcode is needed, such as DA1 1DR."
            : `“${postcode}” is not a postcode. One looks like DA1 1DR.`,
        };
      }
      const country = Object.keys(this.known.elsewhere).find((one) => this.known.elsewhere[one].includes(area));
      if (country) {
        return this._abroad(postcode, country);
      }
      try {
        const file = this.known.areas.includes(area) && (await this._file(area));
        return this._found(postcode, file && placesOf(file, postcode));
      } catch {
        return { note: `The postcodes of ${area} could not be loaded. Type the council’s name instead.` };
      }
    }

    async _file(area) {
      if (!lettersMap.data("postcodes", area)) {
        await lettersMap.load("postcodes", area);
      }
      return lettersMap.data("postcodes", area);
    }

    _abroad(postcode, country) {
      return { note: `${spaced(postcode)} is in ${country}. This site is about councils in England.` };
    }

    _found(postcode, places) {
      if (!places) {
        return {
          note: `${spaced(postcode)} is not among the postcodes known here. Check it, or type the council’s name.`,
        };
      }
      if (!/[0-9]/.test(places[0])) {
        return this._abroad(postcode, places[0]);
      }
      const serving = (year) => lettersMap.servingPlaces(year, spaced(postcode), places);
      return { where: `in ${spaced(postcode)}`, serving };
    }
  };
})();
