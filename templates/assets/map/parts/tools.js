/* Under the map: nearer and farther; copying the address of a view; and beginning anew. */

(() => {
  const { byId } = lettersMap.elements;

  /* The buttons zoom round the chosen council, so that it stays in view. `at()` is its place, or null. */
  lettersMap.offerZoom = (map, at) => {
    const buttons = [
      [byId("zoom-in"), 1],
      [byId("zoom-out"), -1],
    ];
    const update = () => {
      buttons[0][0].disabled = map.getZoom() > map.getMaxZoom() - 0.01;
      buttons[1][0].disabled = map.getZoom() < map.getMinZoom() + 0.01;
    };
    for (const [button, step] of buttons) {
      button.addEventListener("click", () => map.setZoomAround(at() || map.getCenter(), map.getZoom() + step));
    }
    map.on("zoomend zoomlevelschange", update);
    update();
  };

  const copy = async (text, said) => {
    const box = byId("shared");
    try {
      await navigator.clipboard.writeText(text);
      box.textContent = said;
    } catch {
      box.textContent = text; // to be copied by hand
    }
  };

  /* `reset()` shows the first view. */
  lettersMap.offerToShare = (reset) => {
    const share = byId("share");
    byId("copy-link").addEventListener("click", () => copy(window.location.href, "The link has been copied."));
    byId("copy-embed").addEventListener("click", () => {
      const address = new URL(`embed.html${window.location.hash}`, window.location.href).href;
      const frame = lettersMap.elements.make("iframe");
      frame.title = "Council complaints: what the Ombudsman found";
      frame.width = "100%";
      frame.height = "760";
      frame.setAttribute("src", address);
      copy(frame.outerHTML, "The code has been copied.");
    });
    byId("reset").addEventListener("click", () => {
      share.open = false;
      reset();
    });
    share.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && share.open) {
        event.stopPropagation();
        share.open = false;
        share.querySelector("summary").focus();
      }
    });
  };
})();
