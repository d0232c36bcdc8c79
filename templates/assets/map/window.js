/* The popup as a window of the map: beside its area and whole inside the map, or on a phone at the foot of the
   screen, where it leaves the map in sight. */

lettersMap.PopupWindow = class {
  constructor(map, closed) {
    this.map = map;
    this.narrow = window.matchMedia("(max-width: 600px)");
    // Outside the pane that moves with the map, and above its controls.
    map.createPane("sheet", map.getContainer()).style.zIndex = 1001;
    map.on("popupclose", ({ popup }) => {
      if (popup === this.popup) {
        this.popup = null;
        closed();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.popup) {
        this.close();
      }
    });
  }

  open(at, content) {
    const sheet = this.narrow.matches;
    const popup = L.popup({
      pane: sheet ? "sheet" : "popupPane",
      className: sheet ? "sheet" : "",
      autoPan: false,
      maxWidth: 308,
      minWidth: 308,
      maxHeight: sheet ? null : this.map.getSize().y - 70,
    });
    this.popup = popup; // before it opens: that closes the one before it, which nobody closed
    popup.setLatLng(at).setContent(content).openOn(this.map);
    const frame = popup.getElement();
    frame.setAttribute("role", "dialog");
    frame.setAttribute("aria-labelledby", "popup-title");
    if (!sheet) {
      this._place(popup, at);
    }
    (sheet ? this.map.getContainer() : frame).scrollIntoView({ block: "nearest" });
  }

  close() {
    this.map.closePopup(this.popup);
  }

  focus() {
    this.popup.getElement().querySelector("h2").focus({ preventScroll: true });
  }

  /* At the edge of the map, level with its area: on the left, unless the area itself is there, else beside the
     buttons on the right. The line round the area says what the popup is about. */
  _place(popup, at) {
    const edge = 8;
    const point = this.map.latLngToContainerPoint(at);
    const size = this.map.getSize();
    const { offsetWidth: width, offsetHeight: height } = popup.getElement();
    const buttons = 42;
    const left = point.x > width + 5 * edge ? edge : Math.max(edge, size.x - width - buttons - 2 * edge);
    const top = Math.max(edge, Math.min(point.y - height / 2, size.y - height - edge));
    // Leaflet counts the offset from the middle of the popup's foot.
    popup.options.offset = L.point(left + width / 2 - point.x, top + height - point.y);
    popup.update();
  }
};
