/** Small tools to build elements. Text always goes in as text, never as markup. */

/**
 * Make an element.
 * Properties whose names begin with "on" are listeners, "data" is an object of data attributes,
 * everything else is an attribute; false, null and undefined leave an attribute out.
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that never submits anything by accident. */
export function button(label, properties, ...children) {
  return el("button", { type: "button", "aria-label": label, title: label, ...properties }, ...children);
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  attach: "M20 11.5 12.5 19a5 5 0 0 1-7-7L13 4.5a3.3 3.3 0 0 1 4.7 4.7l-7.3 7.3a1.7 1.7 0 0 1-2.4-2.4L14.7 7.5",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  keyboard: "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
  panel: "M4 6h10M18 6h2M4 12h2M10 12h10M4 18h8M16 18h4M16 4v4M8 10v4M14 16v4",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  send: "M4 4.5 21 12 4 19.5 6 12zM6 12h9",
  sticker: "M12 21a9 9 0 1 1 9-9c-5 0-9 4-9 9zM9 10h.01M15 10h.01",
  voice: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4",
};

/** A line drawing that takes the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A round picture with the first letters of a name. */
export function avatar(name, number) {
  const letters = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return el("span", { class: `avatar tint-${Math.abs(number) % 7}`, "aria-hidden": "true" }, letters.toUpperCase());
}

/**
 * Put `children` in the place of what `parent` held.
 * A child that was there already is not taken out and put back: a finger may be on it.
 */
export function fill(parent, ...children) {
  const wanted = children.flat().filter((child) => child !== null && child !== undefined);
  const kept = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
  let next = parent.firstChild;
  for (const child of wanted) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child instanceof Node ? child : document.createTextNode(child), next);
  }
}

/**
 * Like `fill`, for what is drawn anew as a whole: whatever looks the same stays, so that a click
 * is not lost between its two halves. What looks the same must do the same.
 */
export function settle(parent, ...children) {
  const wanted = children.flat().filter((child) => child !== null && child !== undefined);
  const before = [...parent.childNodes];
  fill(parent, wanted.map((child, place) => kept(before[place], child)));
}

function kept(before, child) {
  if (!before) return child;
  if (before.isEqualNode(child)) return before;
  const container = !["BUTTON", "SELECT"].includes(child.nodeName) && child.nodeType === Node.ELEMENT_NODE;
  if (!container || !before.cloneNode(false).isEqualNode(child.cloneNode(false))) return child;
  settle(before, [...child.childNodes]);
  return before;
}
