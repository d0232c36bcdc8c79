/* The councils of both tiers that serve a place in a year: codes, notes on them, and the council of another day whose
   area it is. */

(() => {
  /* Those of the lower tier, then the counties of the districts among them. */
  const withCounties = (year, lower) =>
    [...new Set([...lower, ...lower.map((code) => year.countyOf(code))])].filter(Boolean);

  /* A council's own area; a county's has all its districts. */
  const around = (year, code) => {
    const districts = year.data.councils.code.filter((one) => year.countyOf(one) === code);
    return districts.length ? [...districts, code] : withCounties(year, [code]);
  };

  /* `code` may be of a council of another day. */
  const servingCouncil = (year, code) => {
    if (year.has(code)) {
      return { codes: around(year, code), notes: [] };
    }
    const absent = year.data.absent.find((one) => one.code === code);
    if (!absent) {
      return { codes: [], notes: [] };
    }
    const codes = absent.serving.map((at) => year.data.councils.code[at]);
    const lost = codes.length ? [] : ["It is not on this map."];
    return { codes: withCounties(year, codes), notes: [`${absent.name} ${absent.says}.`, ...lost], absent };
  };

  /* The place of a council of any day, as the find box takes it; null for a code that no council has. */
  lettersMap.placeOf = (year, code) => {
    const known = year.has(code) ? year.council(code) : year.data.absent.find((one) => one.code === code);
    return known ? { where: `in ${known.short}`, serving: (any) => servingCouncil(any, code) } : null;
  };

  /* `places` are districts of another day; of several it is not certain which one it is. */
  lettersMap.servingPlaces = (year, name, places) => {
    const lower = [...new Set(places.map((place) => year.serving(place)))].filter((code) => year.has(code));
    const shorts = lower.map((code) => year.nameOf(code));
    const doubt = `${name} lies near an old border: in ${shorts.join(" or in ")}.`;
    const lost = lower.length ? [] : [`The council of ${name} is not on this map.`];
    return { codes: withCounties(year, lower), notes: lower.length > 1 ? [doubt] : lost };
  };
})();
