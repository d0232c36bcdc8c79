/* What the data files hand over, by kind and key. A page opened from disk may not fetch anything, but may load
   scripts: so data comes as scripts, and a year that is not here yet is loaded as one when it is chosen. */

const lettersMap = {};

(() => {
  const { root = "" } = document.currentScript.dataset; // the way to the site's root
  const received = new Map();
  const name = (kind, key) => (key ? `${kind}-${key}` : kind);

  lettersMap.receive = (kind, key, value) => received.set(name(kind, key), value);

  /* Put what has come later into what came first, key by key. */
  lettersMap.complete = (first, rest) => {
    for (const [key, value] of Object.entries(rest)) {
      const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
      if (isObject && first[key]) {
        lettersMap.complete(first[key], value);
      } else {
        first[key] = value;
      }
    }
  };

  lettersMap.data = (kind, key) => received.get(name(kind, key));

  const path = (kind, key) => (kind === "postcodes" ? `postcodes/${key}` : `map/${name(kind, key)}`);
  const address = (kind, key) => `${root}assets/${path(kind, key)}.js`;

  lettersMap.root = root;

  const loading = new Map();

  const load = (file, what) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      const missed = () => {
        loading.delete(file); // to be tried again
        failed();
      };
      script.src = file;
      script.onload = () => (received.has(what) ? done() : missed());
      script.onerror = missed;
      document.head.append(script);
    });

  /* A promise that the file has come; each is loaded once. */
  lettersMap.load = (kind, key) => {
    const file = address(kind, key);
    loading.set(file, loading.get(file) || load(file, name(kind, key)));
    return loading.get(file);
  };
})();
