// A button beside each citation that copies it. Without this script the citation is text like any other.
"use strict";

(() => {
  if (!navigator.clipboard) return;
  for (const cited of document.querySelectorAll(".cited")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    const said = document.createElement("span");
    said.className = "note";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(cited.textContent.trim());
        said.textContent = "Copied";
      } catch {
        said.textContent = "The browser did not allow it. Select the text to copy it.";
      }
    });
    cited.after(button, said);
  }
})();
