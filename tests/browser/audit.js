/* What an eye, a finger or a screen reader would stumble over on the page as it stands: one sentence each. */
(finger) => {
  const troubles = [];
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;

  /* Any colour the style sheet may write, as red, green, blue and alpha. */
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (above, below) => [0, 1, 2].map((n) => above[n] * above[3] + below[n] * (1 - above[3])).concat(1);
  const ground = (element) => {
    if (!element) return rgba(getComputedStyle(document.body).backgroundColor);
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] >= 0.999 ? own : over(own, ground(element.parentElement));
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  const SCRIPTS = [
    [/\p{Script=Han}/u, ["zh", "ja", "ko"]],
    [/\p{Script=Hangul}/u, ["ko"]],
    [/\p{Script=Khmer}/u, ["km"]],
  ];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !shown(element) || element.closest(".unseen, script, option")) continue;
    const style = getComputedStyle(element);
    const back = ground(element);
    const ink = over(rgba(element instanceof SVGElement ? style.fill : style.color), back);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const found = contrast(ink, back);
    if (found < least) troubles.push(`contrast ${found.toFixed(2)}: ${named(element)}`);
    if (size < 11 && !(element instanceof SVGElement)) troubles.push(`small letters: ${named(element)}`);
    for (const [script, langs] of SCRIPTS)
      if (script.test(text) && !langs.includes(element.closest("[lang]").lang)) troubles.push(`lang: ${named(element)}`);
    if (style.overflow !== "visible" && element.scrollHeight > element.clientHeight + 2 && element.tagName !== "PRE")
      troubles.push(`clipped: ${named(element)}`);
  }

  if (document.querySelectorAll("h1").length !== 1) troubles.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) troubles.push("not one main");
  if (!document.documentElement.lang || !document.title.trim()) troubles.push("no language or title");
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) troubles.push(`${wide} pixels too wide`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place))) troubles.push(`id twice: ${id}`);
  for (const input of document.querySelectorAll("input:not([type=hidden])"))
    if (!input.labels.length && !input.ariaLabel) troubles.push(`no label: ${input.name}`);
  for (const part of document.querySelectorAll("a, button, summary"))
    if (!(part.textContent.trim() || part.ariaLabel) && !part.closest("[aria-hidden=true]")) troubles.push(`no name: ${named(part)}`);
  for (const part of document.querySelectorAll("nav, aside, iframe"))
    if (!part.ariaLabel && !part.title) troubles.push(`no name: ${named(part)}`);

  /* How tall a target is for a finger: what is met above and below its middle, though drawn smaller. */
  const TARGETS = "a, button, summary, input:not([type=hidden]), [role=option]";
  /* What lies under an open list, be it in part, can be hit again once the list is closed. */
  const lists = [...document.querySelectorAll("[role=listbox]")].filter(shown);
  const isUnderList = (target) => {
    const box = target.getBoundingClientRect();
    return lists.some((list) => {
      const { top, bottom } = list.getBoundingClientRect();
      return !list.contains(target) && box.top < bottom && top < box.bottom;
    });
  };
  const isMet = (target, across, down) => {
    const met = document.elementFromPoint(across, down);
    return met !== null && (target.contains(met) || met.closest("label")?.control === target);
  };
  const height = (target) => {
    const box = (target.type === "checkbox" ? target.labels[0] : target).getBoundingClientRect();
    const across = Math.min(box.left + box.width / 2, box.left + 40);
    const middle = box.top + box.height / 2;
    let [above, below] = [0, 0];
    while (above < 44 && isMet(target, across, middle - above - 1)) above += 1;
    while (below < 44 && isMet(target, across, middle + below + 1)) below += 1;
    return above + below + 1;
  };
  if (finger)
    for (const target of document.querySelectorAll(TARGETS))
      if (shown(target) && !target.closest(".skip, .histogram, [aria-hidden=true]") && height(target) < 43)
        if (!isUnderList(target)) troubles.push(`hard to hit, ${height(target)}: ${named(target)}`);
  return [...new Set(troubles)];
}
