/* The page: what is chosen, and everything on the page brought into step with it. */

lettersMap.start = (map, inset) => {
  const choices = lettersMap.data("choices");
  const byId = (id) => document.getElementById(id);
  const metrics = new Map(choices.metrics.map((metric) => [metric.key, metric]));
  const years = new Map(choices.years.map((year) => [year.key, year]));
  const first = { metric: choices.metrics[0].key, tier: "lower", year: choices.years[0].key, drawn: "map", council: "" };
  const geometries = new Map();
  let state = { ...first };
  let year;
  let tier;

  lettersMap.fit(map, 10);
  lettersMap.letPageScroll(map);
  const areas = new lettersMap.Areas(map);
  const outlines = new lettersMap.Outlines(areas);
  const windows = [{ areas, outlines }];
  if (inset) {
    lettersMap.fit(inset, 4);
    const enlarged = new lettersMap.Areas(inset);
    windows.push({ areas: enlarged, outlines: new lettersMap.Outlines(enlarged) });
  }

  const popup = new lettersMap.PopupWindow(map, () => closed());
  const walk = new lettersMap.Walk(areas, outlines, (code) => choose(code, true));
  const find = new lettersMap.Find(
    choices,
    () => year,
    (code) => choose(code, true),
  );
  let opener = null;

  const metric = () => metrics.get(state.metric);
  const measure = (code) => year.measure(metric(), code);
  // One scale for all subjects, so that they can be compared; smaller on a small map.
  const unit = () => (map.getSize().x < 500 ? 0.7 : 1.1);

  /* Both tiers of the year in view as they are drawn, made once. */
  const geometry = () => {
    const key = years.get(state.year).areas;
    const name = `${state.drawn} ${key}`;
    if (!geometries.has(name)) {
      const topology = lettersMap.data("areas", key);
      const draw = state.drawn === "map" ? lettersMap.decode : (of) => lettersMap.hexagons(of, map.corners);
      geometries.set(name, draw(topology));
    }
    return geometries.get(name);
  };

  /* The tier in which a council has an area; the one in view if it has one there. */
  const tierOf = (code) => {
    const both = geometry();
    return [state.tier, "lower", "upper"].find((name) => both[name].shapes.has(code));
  };

  const describe = (code) => `${year.council(code).short}: ${lettersMap.words.spoken(metric(), measure(code), choices)}`;

  const writeWords = () => {
    byId("map-heading").textContent = metric().heading;
    byId("map-note").textContent = metric().note;
    byId("map-until").textContent = `${year.until}.`;
    byId("shown").textContent = `${metric().short}, ${years.get(state.year).title}`;
    const all = [...tier.shapes.keys()].map(measure);
    lettersMap.writeLegend(byId("legend"), byId("map-key"), metric(), all, choices, unit());
  };

  const setControls = () => {
    byId("measure").value = metric().subject ? byId("subject").options[0].value : state.metric;
    byId("subject").value = state.metric;
    byId("subject-field").hidden = metric().kind !== "circles";
    byId("year").value = state.year;
    for (const name of ["tier", "drawn"]) {
      document.querySelector(`input[name="${name}"][value="${state[name]}"]`).checked = true;
    }
    byId("map-page").dataset.drawn = state.drawn;
    find.update();
  };

  const showPopup = () => {
    for (const { outlines: lines } of windows) {
      lines.choose(state.council);
    }
    if (state.council) {
      const code = state.council;
      popup.open(tier.shapes.get(code).at, lettersMap.popupContent(year, metric(), code, choices));
    } else {
      popup.close();
    }
  };

  const draw = () => {
    year = new lettersMap.Year(lettersMap.data("figures", state.year), choices);
    if (state.council && !tierOf(state.council)) {
      state.council = "";
    }
    state.tier = state.council ? tierOf(state.council) : state.tier;
    tier = geometry()[state.tier];
    for (const { areas: shown } of windows) {
      shown.show(tier, metric(), measure, unit());
    }
    walk.label(describe);
    setControls();
    writeWords();
    showPopup();
    const changed = Object.entries(state).filter(([key, value]) => value !== first[key]);
    lettersMap.address.write(Object.fromEntries(changed));
  };

  /* Show another view, after its year has been loaded if it was not yet. */
  const show = (next) => {
    const wanted = { ...state, ...next };
    const missing = [
      ["figures", wanted.year],
      ["areas", years.get(wanted.year).areas],
    ].filter(([kind, key]) => !lettersMap.data(kind, key));
    if (!missing.length) {
      state = wanted;
      draw();
      return Promise.resolve();
    }
    return Promise.all(missing.map((file) => lettersMap.load(...file))).then(() => show(next));
  };

  const choose = (code, byKeyboard) => {
    opener = document.activeElement;
    show({ council: code });
    if (byKeyboard) {
      popup.focus();
    }
  };

  /* The popup has gone: the focus, if it went with it, goes back to where it came from. */
  const closed = () => {
    const back = document.activeElement === document.body ? opener : null;
    show({ council: "" });
    opener = null;
    if (back) {
      back.focus({ preventScroll: true });
    }
  };

  const fromAddress = () => {
    const asked = lettersMap.address.read();
    const known = {
      metric: metrics.has(asked.metric) ? asked.metric : first.metric,
      tier: asked.tier === "upper" ? "upper" : "lower",
      year: years.has(asked.year) ? asked.year : first.year,
      drawn: asked.drawn === "hexagons" ? "hexagons" : "map",
      council: asked.council || "",
    };
    return show(known);
  };

  for (const { areas: shown, outlines: lines } of windows) {
    shown.on("click", (code) => choose(code, false));
    lettersMap.followPointer(shown, lines, (code) => ({
      name: year.council(code).short,
      value: lettersMap.words.short(metric(), measure(code), choices),
    }));
  }
  for (const id of ["measure", "subject"]) {
    byId(id).addEventListener("change", (event) => show({ metric: event.target.value }));
  }
  byId("year").addEventListener("change", (event) => show({ year: event.target.value }));
  for (const radio of document.querySelectorAll('input[name="tier"]')) {
    radio.addEventListener("change", () => {
      const { shapes } = geometry()[radio.value];
      show({ tier: radio.value, council: shapes.has(state.council) ? state.council : "" });
    });
  }
  for (const radio of document.querySelectorAll('input[name="drawn"]')) {
    radio.addEventListener("change", () => show({ drawn: radio.value }));
  }
  byId("change").addEventListener("click", (event) => {
    const open = byId("view").classList.toggle("is-open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  });
  map.on("resize", () => show({}));
  window.addEventListener("hashchange", () => {
    // Only views: "#main" is where the skip link goes.
    if (window.location.hash.includes("=")) {
      fromAddress();
    }
  });
  fromAddress();
};
