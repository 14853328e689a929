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

/* The list under the search box: htmx fills it, the arrow keys walk it, Enter and a press take from it. */
(() => {
  "use strict";
  const box = () => document.getElementById("q");
  const list = () => document.getElementById("suggestions");
  const options = () => [...list().querySelectorAll("[role=option]")];
  const chosen = () => list().querySelector("[aria-selected=true]");
  const isOpen = () => list() !== null && !list().hidden;

  const choose = (option) => {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      box().setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else box().removeAttribute("aria-activedescendant");
  };
  const show = (isShown) => {
    if (!list()) return;
    list().hidden = !isShown;
    box().setAttribute("aria-expanded", String(isShown));
    choose(null);
  };
  const take = (option) => {
    box().value = option.dataset.query;
    show(false);
    box().focus();
    /* A field's name wants its values at once. */
    if (box().value.endsWith(":")) box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const walk = (step) => {
    const all = options();
    const place = all.indexOf(chosen());
    /* Beyond either end lies the box itself. */
    const next = place + step < -1 ? all.length - 1 : place + step;
    choose(all[next] || null);
  };

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "suggestions") show(options().length > 0 && document.activeElement === box());
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "q" || !isOpen() || event.isComposing) return;
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen()) take(chosen());
    else {
      if (event.key === "Enter" || event.key === "Tab") show(false);
      return;
    }
    event.preventDefault();
  });
  /* Before the box loses its place to the press. */
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("#suggestions [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.id === "q") show(false);
  });
})();

/* What is typed into a form while its answer is on the way stays typed. */
(() => {
  "use strict";
  const FIELDS = "input:not([type=hidden]), textarea, select";
  const fields = () => document.querySelectorAll(`#watch-form :is(${FIELDS})`);
  const typed = new Map();

  document.addEventListener("htmx:beforeSwap", (event) => {
    typed.clear();
    if (event.target.id !== "watching") return;
    for (const field of fields()) typed.set(field.id, [field.value, field.checked]);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const field of fields()) if (typed.has(field.id)) [field.value, field.checked] = typed.get(field.id);
    typed.clear();
  });
})();

/* Labelling by keys: each button says its own. Enter stores, wherever nothing else is chosen. */
(() => {
  "use strict";
  const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select";
  const labelling = () => document.getElementById("labelling");
  /* A keyboard set to Vietnamese makes one letter of two: "á" is what comes of s after a. */
  const letter = (key) => {
    if (key.toLowerCase() === "đ") return "d";
    const [first, ...marks] = key.toLowerCase().normalize("NFD");
    return marks.at(-1) === "\u0301" ? "s" : first;
  };
  const named = ({ code, key, shiftKey }) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code || "");
    if (digit) return (shiftKey ? "shift-" : "") + digit[1];
    return key.length === 1 ? letter(key) : "";
  };
  const wanted = (event) => {
    if (event.key !== "Enter") return labelling().querySelector(`[data-key="${CSS.escape(named(event))}"]`);
    return event.target.closest("a, button, summary, form") ? null : document.getElementById("save");
  };

  document.addEventListener("keydown", (event) => {
    if (!labelling() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = event.target.closest(TYPED) ? null : wanted(event);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });

  /* Signed out or without the right meanwhile: the page itself says so. */
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const isLost = detail.xhr.status === 403 || new URL(detail.xhr.responseURL).pathname === "/sign-in";
    if (!isLost || !document.querySelector("#labelling, #reading")) return;
    detail.shouldSwap = detail.isError = false;
    window.location.reload();
  });
})();
