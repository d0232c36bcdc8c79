/* What can be chosen on the map: also which councils, and how they are drawn. */

(() => {
  const { byId } = lettersMap.elements;

  lettersMap.Controls = class extends lettersMap.Choose {
    constructor(ask) {
      super(ask);
      for (const radio of document.querySelectorAll('input[name="tier"], input[name="drawn"]')) {
        radio.addEventListener("change", () => ask({ [radio.name]: radio.value }));
      }
      // On a phone they are folded away.
      byId("change").addEventListener("click", (event) => {
        const open = byId("view").classList.toggle("is-open");
        event.currentTarget.setAttribute("aria-expanded", String(open));
      });
    }

    show(view, before) {
      super.show(view, before);
      const { chosen } = view;
      for (const name of ["tier", "drawn"]) {
        document.querySelector(`input[name="${name}"][value="${chosen[name]}"]`).checked = true;
      }
      byId("map-page").dataset.drawn = chosen.drawn;
    }
  };
})();
