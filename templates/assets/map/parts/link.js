/* A council's name as a link to it in the view at hand: chosen here, but it also works when copied or opened elsewhere. */

lettersMap.councilLink = (view, code, choose) => {
  const address = `#${new URLSearchParams({ ...view.told, council: code })}`;
  const link = lettersMap.elements.link(address, view.year.nameOf(code));
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(code);
    }
  });
  return link;
};
