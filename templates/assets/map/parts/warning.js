/* The warning stands over figures that are made up, and over no others. */

lettersMap.warn = ({ illustrative }) => {
  const banner = lettersMap.elements.byId("banner");
  if (banner) {
    banner.hidden = !illustrative;
    document.body.classList.toggle("illustrative", illustrative);
  }
};
