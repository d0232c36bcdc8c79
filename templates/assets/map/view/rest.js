/* The last of the scripts that come when the page is used: the others are there now. */

lettersMap.receive("rest", "scripts", {});
