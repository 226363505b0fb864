// What a reader sees of a microscope, read from its page. The tests of the player run it in each browser.
globalThis.microscope = (() => {
  const STATES = ["created", "running", "waiting", "suspended", "closed"];
  const figure = (id) => document.getElementById(id);
  const player = (id) => figure(id).querySelector(".fm-player");
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const text = (root, selector) => root.querySelector(selector)?.textContent ?? null;
  /** The text with its code between backticks, as sentences are written. */
  const quoted = (root) =>
    [...root.childNodes].map((node) => (node.localName === "code" ? `\`${node.textContent}\`` : node.textContent)).join("");
  const look = (element, prefix) => STATES.filter((state) => element.classList.contains(prefix + state)).join();

  const parts = (root) => all(root, "u").map((part) => [part.className.replace(/^fm-part fm-/, ""), part.textContent]);

  function line(button) {
    const word = text(button, ".fm-spoken").trim();
    return { at: button.dataset.line, word, look: look(button, "fm-at-"), parts: parts(button) };
  }

  function variable(row) {
    const was = text(row, "del");
    const now = [...row.querySelector("dd").childNodes].filter((node) => node.localName !== "del");
    const value = now.map((node) => node.textContent).join("");
    const isGone = now.some((node) => node.localName === "span");
    return [text(row, "dt"), isGone ? null : was === null ? value : value.trimStart(), was, row.classList.contains("fm-changed")];
  }

  const variables = (box) => all(box, ".fm-variables > div").map(variable);

  function stack(box) {
    if (box.querySelector(".fm-vessel .fm-empty")) return [];
    const cells = all(box, ".fm-vessel li").map((cell) => [cell.textContent, cell.classList.contains("fm-new")]);
    return cells.length ? cells : text(box, ".fm-unseen");
  }

  const name = (box) => text(box, ".fm-name");

  function frame(box) {
    const { borderTopStyle: outline, borderTopWidth: width } = getComputedStyle(box);
    const code = box.querySelector(".fm-at code");
    return {
      name: name(box),
      state: text(box, ".fm-state").trim(),
      look: look(box, "fm-"),
      outline,
      isHeavy: parseFloat(width) > 2 && outline === "solid",
      line: text(box, ".fm-at .fm-number"),
      text: code?.textContent ?? text(box, ".fm-at"),
      parts: code ? parts(code) : [],
      handling: text(box, ".fm-handling code"),
      variables: variables(box),
      stack: stack(box),
    };
  }

  function link(gap) {
    const label = gap.querySelector(".fm-label");
    const heads = all(gap, ".fm-head-up, .fm-head-down").map((head) => head.getAttribute("class").split("-").at(-1));
    return { label: label && quoted(label), isLive: gap.classList.contains("fm-live"), heads };
  }

  function frames(pane) {
    const boxes = all(pane, ".fm-frame");
    const isOf = (box, selector) => box.closest(selector) !== null;
    return {
      order: boxes.map(name),
      stack: boxes.filter((box) => !isOf(box, ".fm-aside, .fm-shelf")).map(frame),
      aside: boxes.filter((box) => isOf(box, ".fm-aside")).map(frame),
      closed: boxes.filter((box) => isOf(box, ".fm-shelf")).map(frame),
      links: all(pane, ".fm-gap").map(link),
    };
  }

  function instructions(details) {
    if (!details?.open) return null;
    const rows = all(details, "tbody tr[class]").map((row) => all(row, "td").slice(1).map((cell) => (text(cell, ".fm-spoken") ?? cell.textContent).trim()));
    return { of: text(details, "caption"), rows, count: all(details, "tbody tr").length };
  }

  /** All that is shown at the step at which the microscope stands. */
  function shown(id) {
    const root = player(id);
    const slider = root.querySelector("input[type=range]");
    const pre = root.querySelector(".fm-printed pre");
    return {
      position: text(root, ".fm-position"),
      level: root.querySelector("input[type=radio]:checked").parentElement.textContent.trim(),
      sentence: quoted(root.querySelector("[aria-live]")),
      lines: all(root, ".fm-line").filter((button) => look(button, "fm-at-") || text(button, ".fm-spoken")).map(line),
      ...frames(root.querySelector(".fm-frames")),
      printed: pre && [pre.textContent, text(pre, "mark") ?? ""],
      slider: [slider.value, slider.max, slider.ariaValueText ?? slider.getAttribute("aria-valuetext")],
      spent: all(root, "[data-command][aria-disabled=true]").map((button) => button.dataset.command),
      instructions: instructions(root.querySelector("details.fm-instructions")),
    };
  }

  /** What the timeline says: the lanes, what each is between two places, where the transfers are, and the cursor. */
  function timeline(id) {
    const root = player(id);
    const [sheet, here] = all(root, ".fm-drawing svg");
    const { left, width } = sheet.getBoundingClientRect();
    const toPage = (x) => left + (x * width) / sheet.viewBox.baseVal.width;
    const lanes = all(sheet, ".fm-lane").map((lane) => ({ name: lane.textContent, y: Number(lane.getAttribute("y")) - 4 }));
    const stretches = STATES.flatMap((state) => {
      const path = sheet.querySelector(`.fm-is-${state}`)?.getAttribute("d") ?? "";
      const found = path.matchAll(/M([\d.]+) ([\d.]+)(?:H([\d.]+)|v14M[\d.]+ [\d.]+v14)/g);
      return [...found].map(([, from, y, to]) => ({ state, from: toPage(Number(from)), to: to ? toPage(Number(to)) : null, y: Number(y) + (to ? 0 : 7) }));
    });
    const tips = (sheet.querySelector(".fm-tip")?.getAttribute("d") ?? "").matchAll(/M([\d.]+) ([\d.]+)L[\d.]+ ([\d.]+)/g);
    const arrows = [...tips].map(([, x, y, foot]) => ({ x: toPage(Number(x)), y: Number(y), goes: Number(y) > Number(foot) ? "down" : "up" }));
    const cursor = here.querySelector(".fm-cursor").getBoundingClientRect();
    const slider = root.querySelector("input[type=range]").getBoundingClientRect();
    return { lanes, stretches, arrows, cursor: cursor.left + cursor.width / 2, label: text(here, "text"), slider: [slider.left, slider.right] };
  }

  /** What does not fit: the page scrolls sideways, something sticks out of the player, or text is cut. */
  function misfits(id) {
    const root = player(id);
    const edge = root.getBoundingClientRect();
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide`);
    for (const element of all(root, "*")) {
      if (element.closest(".fm-spoken, .fm-word, .fm-icon, svg *, select, wbr") || !element.checkVisibility()) continue;
      const scroller = element.closest("pre, .fm-table");
      const box = element.getBoundingClientRect();
      if (!scroller && (box.left < edge.left - 1 || box.right > edge.right + 1)) found.push(`sticks out: ${element.outerHTML}`);
      const isCut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible";
      if (isCut && element !== scroller) found.push(`cut: ${element.outerHTML}`);
    }
    return found.map((fault) => fault.slice(0, 160));
  }

  /** What says something and cannot be seen. */
  function hidden(id) {
    const isSmall = (box) => box.width < 1 || box.height < 1;
    return all(player(id), "*")
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
      .filter((element) => !element.closest("details:not([open]) > :not(summary), .fm-spoken, svg, option"))
      .filter((element) => !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isSmall(element.getBoundingClientRect()))
      .map((element) => element.outerHTML.slice(0, 160));
  }

  const press = (id, command) => player(id).querySelector(`[data-command=${command}]`).click();
  const isSpent = (id, command) => player(id).querySelector(`[data-command=${command}]`).ariaDisabled === "true";
  const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  /** Goes through all steps of a level, and returns what the named functions find at each. */
  async function through(id, level, readings) {
    const read = () => Object.fromEntries(readings.map((reading) => [reading, api[reading](id)]));
    player(id).querySelector(`input[value=${level}]`).click();
    if (!isSpent(id, "first")) press(id, "first");
    await settled();
    const steps = [read()];
    while (!isSpent(id, "next")) {
      press(id, "next");
      steps.push(read());
    }
    return steps;
  }

  /** Goes back through all steps of a level, from its last, and returns what is shown at each, the first one first. */
  function back(id) {
    const steps = [shown(id)];
    while (!isSpent(id, "back")) {
      press(id, "back");
      steps.unshift(shown(id));
    }
    return steps;
  }

  const api = { shown, timeline, misfits, hidden, through, back };
  return api;
})();
