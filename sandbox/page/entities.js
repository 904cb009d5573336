/** Formatted text as elements. Offsets count UTF-16 units, which is how JavaScript counts, too. */

import { el } from "./dom.js";

/**
 * Draw `text`. `actions` says what to do on a command, a link, and a link into the bot:
 * `{command(text), link(url) -> handled}`.
 */
export function formatted(text, entities, actions) {
  return nested(text, entities, 0, text.length, actions);
}

function nested(text, entities, begin, end, actions) {
  const nodes = [];
  let place = begin;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = entity.offset + entity.length;
    if (entity.offset < place || stop > end) continue;
    nodes.push(text.slice(place, entity.offset));
    const within = entities.slice(index + 1).filter((other) => other.offset < stop);
    const inner = nested(text, within, entity.offset, stop, actions);
    nodes.push(wrapped(entity, text.slice(entity.offset, stop), inner, actions));
    // A block ends its line by itself.
    place = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop;
  }
  nodes.push(text.slice(place, end));
  return nodes.filter((node) => node !== "");
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const PLAIN = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
};

function wrapped(entity, raw, inner, actions) {
  switch (entity.type) {
    case "pre":
      return el("pre", { data: { language: entity.language ?? "" } }, el("code", {}, inner));
    case "spoiler":
      return spoiler(inner);
    case "blockquote":
      return el("blockquote", {}, inner);
    case "expandable_blockquote":
      return expandable(inner);
    case "text_link":
      return link(entity.url, inner, actions);
    case "url":
      return link(/^\w+:\/\//.test(raw) ? raw : `https://${raw}`, inner, actions);
    case "email":
      return link(`mailto:${raw}`, inner, actions);
    case "bot_command":
      return el("button", { type: "button", class: "link", onclick: () => actions.command(raw) }, inner);
    case "mention":
    case "hashtag":
    case "cashtag":
    case "phone_number":
    case "text_mention":
      return el("span", { class: "link" }, inner);
    default:
      return PLAIN[entity.type] ? el(PLAIN[entity.type], {}, inner) : el("span", {}, inner);
  }
}

const SAFE = ["http:", "https:", "mailto:", "tel:"];

function link(url, inner, actions) {
  let protocol = "";
  try {
    protocol = new URL(url).protocol;
  } catch {
    protocol = "";
  }
  const follow = (event) => {
    if (actions.link(url)) event.preventDefault();
  };
  const href = SAFE.includes(protocol) ? url : false;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: follow }, inner);
}

function spoiler(inner) {
  const hidden = el("button", { type: "button", class: "spoiler", "aria-expanded": "false" }, el("span", {}, inner));
  hidden.addEventListener("click", () => {
    hidden.classList.toggle("shown");
    hidden.setAttribute("aria-expanded", String(hidden.classList.contains("shown")));
  });
  return hidden;
}

function expandable(inner) {
  const quote = el("blockquote", { class: "expandable", tabindex: "0" }, inner);
  quote.addEventListener("click", () => quote.classList.toggle("shown"));
  return quote;
}
