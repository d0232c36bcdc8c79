/* The page: what is chosen, and everything on the page brought into step with it. */

lettersMap.start = (map, inset) => {
  const byId = (id) => document.getElementById(id);
  const choices = lettersMap.data("choices");
  const views = new lettersMap.Views(choices, map);
  let view = null;
  let wanted = views.first;

  // The inset lies in the sea on the right, where there is room for it.
  const wide = window.matchMedia("(min-width: 600px)");
  const frame = new lettersMap.Frame(map, 10, () => inset && wide.matches);
  lettersMap.letPageScroll(map);
  const windows = [new lettersMap.Drawing(map)];
  if (inset) {
    new lettersMap.Frame(inset, 4);
    windows.push(new lettersMap.Drawing(inset, L.latLngBounds(inset.corners).pad(0.5)));
  }
  const [{ areas, outlines }] = windows;

  const walk = new lettersMap.Walk(areas, outlines, (code) => chooseAndRead(code));
  const panel = new lettersMap.Panel(() => close());
  const said = new lettersMap.Said(byId("said"), byId("trouble"));
  // Another tier goes without a council that has no area in it.
  const controls = new lettersMap.Controls((asked) =>
    ask(asked.tier && !views.has(view.chosen, asked.tier) ? { ...asked, council: "" } : asked),
  );
  const find = new lettersMap.Find(
    choices,
    () => view.year,
    (code) => chooseAndRead(code),
  );
  lettersMap.offerLocation(byId("locate"), find, () => views.areas(view.chosen));

  const writeLegend = (shown, before) => {
    if (!shown.hasFiguresOf(before)) {
      const all = [...shown.measured.values()];
      lettersMap.writeLegend(byId("legend"), byId("map-key"), shown.metric, all, choices, shown.unit);
    }
  };

  /* All that follows the view. Each is shown it, with the one before. */
  const parts = [
    new lettersMap.Heading(),
    controls,
    { show: writeLegend },
    ...windows,
    walk,
    panel,
    new lettersMap.Usual(byId("usual")),
    new lettersMap.Apart((code) => chooseAndRead(code)),
    { show: ({ words }) => (byId("map-description").textContent = words) },
    new lettersMap.Table((code) => chooseAndRead(code)),
    { show: () => find.update() },
    said,
    new lettersMap.Keep([map, inset]),
  ];

  /* Tell the address: as an entry of the history to come back to, or in place of the one in view. */
  const tell = (entry) => {
    // While a year is loading, the address may already be that of the view to come.
    if (wanted === view.chosen) {
      lettersMap.address.write({ ...view.told, ...frame.told }, entry);
    }
  };

  /* The parts that have been shown nothing yet. They are shown the first view one after the other, so that the page
     can be scrolled and answers in between; all of them before there is another. */
  const waiting = [...parts];
  const showNext = () => {
    if (waiting.length) {
      waiting.shift().show(view, null);
      setTimeout(showNext);
    }
  };
  const showRest = () => waiting.splice(0).forEach((part) => part.show(view, null));

  /* The address is told first: a browser lays out the page to remember it, and once more if it has changed. */
  const draw = (chosen, tellIt = () => {}) => {
    const before = view;
    if (before) {
      showRest();
    }
    view = views.of(chosen);
    wanted = view.chosen;
    tellIt();
    if (!before) {
      showNext();
      return;
    }
    for (const part of parts) {
      part.show(view, before);
    }
  };

  /* Show what is asked for, once its year has been loaded; of several, what was asked for last. */
  const show = (asked, tellIt) => {
    const chosen = { ...wanted, ...asked };
    wanted = chosen;
    const missing = views.missing(chosen);
    if (!missing.length) {
      draw(chosen, tellIt);
      return;
    }
    Promise.all(missing.map((file) => lettersMap.load(...file))).then(
      () => chosen === wanted && show({}, tellIt),
      () => {
        draw(view ? view.chosen : views.first); // the address still asks for it, if it did
        showRest();
        said.trouble(`The figures of ${views.years.get(chosen.year).title} could not be loaded.`);
      },
    );
  };

  const ask = (asked) => {
    tell(false); // where the map has been moved to
    show(asked, () => tell(true));
  };

  /* The focus, if it was in the panel, stays there, or goes back to the area of the council that was; and if it was
     on an area, it stays on the map. */
  const keepingFocus = (change) => {
    const council = panel.hasFocus && view.council;
    const walking = walk.hasFocus;
    change();
    if (council && !view.council) {
      walk.focus(council);
    } else if (council && !panel.hasFocus) {
      panel.focus();
    } else if (walking && !walk.hasFocus) {
      walk.focus(walk.at);
    }
  };

  const close = () => keepingFocus(() => ask({ council: "" }));

  const choose = (code) => {
    ask({ council: code });
    if (view.council) {
      frame.reveal(areas.shape(code).at);
      panel.reveal(map.getContainer(), areas.layers.get(code).getElement());
    }
  };

  /* For those who did not point at the map the focus goes where the answer is. */
  const chooseAndRead = (code) => {
    choose(code);
    panel.focus();
  };

  const fromAddress = () => {
    const asked = lettersMap.address.read();
    if (asked) {
      show(views.known(asked), () => {
        frame.go(asked.at || "");
        tell(false);
      });
    } else if (view) {
      tell(false); // a place in the page, such as "#main": the view stays, and so does its address
    } else {
      show({});
    }
  };

  for (const one of windows) {
    one.areas.on("click", choose);
    const describe = (code) => ({ name: view.year.council(code).short, value: view.short(code) });
    lettersMap.followPointer(one.areas, one.outlines, describe);
  }
  frame.onMove(() => tell(false));
  map.on("moveend", () => byId("map-page").classList.toggle("is-moved", !frame.isWhole));
  byId("whole").addEventListener("click", () => {
    frame.go("");
    walk.focus(walk.at); // the button has gone
  });
  map.on("resize", () => wanted === view.chosen && draw(wanted));
  window.addEventListener("popstate", () => keepingFocus(fromAddress));
  fromAddress();
};
