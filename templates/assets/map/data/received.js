/* What the data files hand over, by kind and key. A page opened from disk may not fetch anything, but may load
   scripts: so data comes as scripts, and a year that is not here yet is loaded as one when it is chosen. */

const lettersMap = {};

(() => {
  const received = new Map();
  const name = (kind, key) => (key ? `${kind}-${key}` : kind);

  lettersMap.receive = (kind, key, value) => received.set(name(kind, key), value);

  lettersMap.data = (kind, key) => received.get(name(kind, key));

  const address = (kind, key) =>
    kind === "postcodes" ? `assets/postcodes/${key}.js` : `assets/map/${name(kind, key)}.js`;

  lettersMap.load = (kind, key) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address(kind, key);
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
})();
