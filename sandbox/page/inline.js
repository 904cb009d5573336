/** Inline mode: what is written behind the bot's name brings results above the input line. */

import { deed, followLink } from "./actions.js";
import { el, fill } from "./dom.js";
import { on, store } from "./store.js";
import { word } from "./words.js";

const PAUSE_MILLISECONDS = 300;

export const inlineResults = el("div", { class: "commands", role: "listbox", hidden: true, data: { testid: "inline-results" } });

let asked = null;
let line = null;
let timer = 0;

/** Ask the bot when `input` holds its name and something behind it. */
export function askInline(input) {
  line = input;
  const name = `@${store.state.bot.username} `.toLowerCase();
  clearTimeout(timer);
  if (!input.value.toLowerCase().startsWith(name)) {
    inlineResults.hidden = true;
    return;
  }
  const text = input.value.slice(name.length).trim();
  timer = setTimeout(() => ask(text, ""), PAUSE_MILLISECONDS);
}

async function ask(text, offset) {
  const answer = await deed("inline", { text, offset });
  asked = answer ? answer.query : null;
  // The results may be here before the question is known to have arrived.
  if (store.inline?.query === asked) draw();
}

function draw() {
  const answer = store.inline;
  if (!answer || answer.query !== asked) return;
  const rows = answer.results.map((result) => row(answer.query, result));
  const more = answer.next_offset ? [moreRow(answer)] : [];
  if (answer.offset) {
    inlineResults.querySelector("[data-testid=inline-more]")?.remove();
    inlineResults.append(...rows, ...more);
  } else {
    fill(inlineResults, answer.button ? buttonRow(answer.button) : null, rows, more);
  }
  inlineResults.hidden = false;
  inlineResults.setAttribute("aria-label", word("inline_results"));
}

function row(query, result) {
  const choose = () => done(deed("choose", { query, result: result.id }));
  return el(
    "button",
    { type: "button", role: "option", class: "inline-result", data: { testid: "inline-result" }, onclick: choose },
    el("b", {}, result.title),
    el("span", {}, result.description),
  );
}

function moreRow(answer) {
  const more = () => ask(answer.text, answer.next_offset);
  return el("button", { type: "button", data: { testid: "inline-more" }, onclick: more }, el("span", {}, word("inline_more")));
}

function buttonRow(item) {
  const follow = () => {
    hide();
    followLink(`https://t.me/${store.state.bot.username}?start=${item.start_parameter}`);
  };
  return el("button", { type: "button", data: { testid: "inline-button-above" }, onclick: follow }, el("b", {}, item.text));
}

async function done(deeds) {
  if (await deeds) hide();
}

function hide() {
  inlineResults.hidden = true;
  if (line) line.value = "";
}

on(["inline"], draw);
