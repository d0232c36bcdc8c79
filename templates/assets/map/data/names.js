/* Councils by what somebody typed. Names are compared as mapper/councils/names.py does it: without the differences that
   carry no meaning, and if need be without the words of their style, which come with the data. */

(() => {
  const plain = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{Mn}\p{Cf}]/gu, "")
      .replace(/&/g, " and ")
      .replace(/\bst\./g, "st ")
      .replace(/['’‘‛ʼʹ′`´.,()]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .replace(/^(the )+/, "")
      .replace(/\bsaint\b/g, "st");

  /* How many letters differ: one too many, too few, another one, or two that have changed places (optimal string
     alignment). */
  const slips = (one, other) => {
    const rows = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], rows[0][j - 2] + 1);
        }
      }
      rows.splice(0, 2, rows[1], row);
    }
    return rows[1][other.length];
  };

  /* Slips that are forgiven in so many letters. */
  const forgiven = (length) => (length < 4 ? 0 : Math.min(3, Math.floor((length + 2) / 4)));

  const starts = (name, words) => words !== "" && name.startsWith(words);
  const hasWord = (name, words) => words !== "" && ` ${name}`.includes(` ${words}`);

  lettersMap.Names = class {
    /* `councils` of any days; `known` has the words of style, by code the councils' other names, and the counties that
       some of these are. */
    constructor(councils, known) {
      this.styles = new Set(known.styles);
      this.counties = known.counties;
      this.entries = councils.map((council) => ({
        council,
        short: plain(council.short),
        name: plain(council.name),
        core: this._core(plain(council.short)),
        also: known.also[council.code] || [],
        county: plain(council.county || ""),
        region: plain(council.region || ""),
      }));
    }

    /* The place of several councils that `text` names, a region or a county without a council of its own: what is said of
       it, and its councils by name. Null where it names none, and where a council has that very name. */
    placeOf(text) {
      const words = plain(text);
      const region = this._regionIn(words);
      const county = !region && this._countyIn(words);
      const isThere = (entry) => (region ? entry.region === region : entry.also.includes(plain(county)));
      const councils = this.entries
        .filter((entry) => (region || county) && !entry.council.says && isThere(entry))
        .map(({ council }) => council)
        .sort((a, b) => lettersMap.words.byName(a.short, b.short));
      if (!councils.length || this.entries.some(({ short, name }) => short === words || name === words)) {
        return null;
      }
      const number = lettersMap.words.several(councils.length, "council", "councils");
      return { says: `${number} in ${region ? councils[0].region : county}`, councils };
    }

    /* A county is named by its whole name but for a slip, or by the beginning of it where that fits no council elsewhere. */
    _countyIn(words) {
      const core = this._core(words);
      const isWhole = (name) => [name, this._core(name)].includes(core) || (words.length > 6 && slips(name, words) < 2);
      const whole = this.counties.find((county) => isWhole(plain(county)));
      const begun = words.length > 4 ? this.counties.filter((county) => starts(plain(county), words)) : [];
      const isAlone = (county) =>
        this.entries.every((entry) => this._rank(entry, words, core) === null || entry.also.includes(plain(county)));
      return whole || (begun.length === 1 && isAlone(begun[0]) ? begun[0] : null);
    }

    /* A region is named by its whole name but for a slip, or by a word of it that no other region has. */
    _regionIn(words) {
      const regions = [...new Set(this.entries.map(({ region }) => region))].filter(Boolean);
      const whole = regions.find((region) => region === words || (words.length > 7 && slips(region, words) < 2));
      const having = words.length > 5 ? regions.filter((region) => hasWord(`${region} `, `${words} `)) : [];
      return whole || (having.length === 1 ? having[0] : null);
    }

    /* The councils that answer to `text`, best first; if there are none, those to whose names few letters are wrong. */
    search(text) {
      const words = plain(text);
      const core = this._core(words);
      const found = this._answering(words, core);
      const inPlace = (this.placeOf(text)?.councils || []).filter((council) => !found.includes(council));
      return found.length || inPlace.length ? [...found, ...inPlace] : this._likely(core);
    }

    _answering(words, core) {
      // "Royal Borough of Kings…" is Kingston upon Thames: the words of style decide between names that fit equally well.
      const shared = ({ name }) => words.split(" ").filter((word) => hasWord(name, word)).length;
      return this.entries
        .map((entry) => ({ entry, rank: this._rank(entry, words, core), shared: shared(entry) }))
        .filter(({ rank }) => rank !== null)
        .sort(
          (a, b) =>
            a.rank - b.rank ||
            b.shared - a.shared ||
            lettersMap.words.byName(a.entry.council.short, b.entry.council.short),
        )
        .map(({ entry }) => entry.council);
    }

    /* A name that is begun may have a slip too, so beginnings of names are compared as well. */
    _likely(core) {
      const most = forgiven(core.length);
      const apart = (name) => Math.min(slips(core, name), slips(core, name.slice(0, core.length)) + 0.5);
      return this.entries
        .map(({ council, core: own, short, also, county }) => {
          const names = [own, short, ...also, ...(county ? [county] : [])];
          return { council, slips: Math.min(...names.map(apart)) };
        })
        .filter((one) => one.slips <= most)
        .sort((a, b) => a.slips - b.slips || lettersMap.words.byName(a.council.short, b.council.short))
        .map(({ council }) => council);
    }

    _core(words) {
      const kept = [...new Set(words.split(" "))].filter((word) => !this.styles.has(word));
      const named = kept.filter((word) => word !== "london");
      return (named.length ? named : kept).join(" ");
    }

    /* How well a council answers: 0 it is one of its names, 1 but for its style, 2 its name begins so, 3 a word of its name
       does, 4 or of another name, 5 of its full name, 6 its county; else null. */
    _rank({ short, name, core: own, also, county }, words, core) {
      const tests = [
        () => words === short || words === name || also.includes(words),
        () => core !== "" && (core === own || also.includes(core)),
        () => starts(short, words) || starts(own, core),
        () => hasWord(short, words) || hasWord(own, core),
        () => also.some((other) => hasWord(other, core)),
        () => hasWord(name, words),
        () => starts(county, words) || starts(county, core),
      ];
      const rank = tests.findIndex((test) => test());
      return rank < 0 ? null : rank;
    }
  };
})();
