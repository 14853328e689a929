/* The page looks again every half minute while it is seen, keeps its place, and "/" leads to the search box. */
(() => {
  "use strict";
  const EVERY = 30000;
  let looked = Date.now();

  const isBusy = () => {
    const selection = document.getSelection();
    return selection !== null && !selection.isCollapsed;
  };

  const lookAgain = () => {
    if (document.visibilityState !== "visible" || isBusy()) return;
    looked = Date.now();
    document.body.dispatchEvent(new Event("look-again"));
  };

  setInterval(lookAgain, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (Date.now() - looked > EVERY) lookAgain();
  });

  /* New lines above push what is being read down: the first line in sight stays where it was. */
  const firstInSight = () => {
    const lines = document.querySelectorAll("#today .line-title");
    for (const line of lines) {
      const { top } = line.getBoundingClientRect();
      if (top >= 0) return { id: line.id, top };
    }
    return null;
  };
  let kept = null;
  let opened = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "today") return;
    kept = window.scrollY > 0 ? firstInSight() : null;
    opened = [...document.querySelectorAll("#today details")].map((details) => details.open);
  });
  document.addEventListener("htmx:afterSwap", () => {
    document.querySelectorAll("#today details").forEach((details, place) => {
      details.open = opened[place] === true;
    });
    const line = kept && document.getElementById(kept.id);
    if (line) window.scrollBy(0, line.getBoundingClientRect().top - kept.top);
    kept = null;
  });

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById("q") || document.getElementById("quick-q");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
