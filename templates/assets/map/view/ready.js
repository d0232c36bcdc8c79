/* The last script: it says that the map is there, or that it could not be loaded. It hangs on no other script. */

(() => {
  const isThere = typeof lettersMap !== "undefined" && lettersMap.isStarted;
  if (!isThere) {
    document.getElementById("map-frame").classList.add("has-failed");
    document.getElementById("map-page").classList.add("is-picture");
  }
})();
