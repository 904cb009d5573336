/** The inspector: every call of the bot and its verdict. */

import * as api from "./api.js";
import { el, fill } from "./dom.js";
import { changed, store } from "./store.js";
import { pageLanguage, word } from "./words.js";

const SHOWN = 200;
const list = el("div", { class: "calls", data: { testid: "calls" } });
const filter = el("input", { type: "search", data: { testid: "call-filter" } });
const refused = el("input", { type: "checkbox", data: { testid: "call-refused" } });
const polls = el("input", { type: "checkbox", data: { testid: "call-polls" } });
const head = el("div", { class: "inspector-head" });
const drawn = new Map();
let headIn = "";

for (const control of [filter, refused, polls]) control.addEventListener("input", () => drawCalls());

export const inspector = el("section", { class: "card inspector", data: { testid: "inspector" } }, head, list);

/** Draw the calls that pass the filter, the latest first; opened ones stay open. */
export function drawCalls() {
  drawHead();
  const shown = store.calls.filter(passes).slice(-SHOWN).reverse();
  fill(list, shown.length ? shown.map(callElement) : el("p", { class: "note" }, word("calls_empty")));
}

/** Draw the head again in another language only: whoever types into the filter keeps the cursor. */
function drawHead() {
  if (headIn === pageLanguage()) return;
  headIn = pageLanguage();
  filter.placeholder = word("filter");
  filter.setAttribute("aria-label", word("filter"));
  fill(
    head,
    el("h3", {}, word("inspector")),
    el("button", { type: "button", class: "flat", data: { testid: "call-clear" }, onclick: clear }, word("clear")),
    filter,
    el("label", {}, refused, word("only_refused")),
    el("label", {}, polls, word("polls")),
  );
}

async function clear() {
  await api.forgetCalls();
  store.calls = [];
  drawn.clear();
  changed("calls");
}

function passes(call) {
  if (refused.checked && call.ok) return false;
  if (!polls.checked && call.ok && call.method === "getUpdates") return false;
  const sought = filter.value.trim().toLowerCase();
  return !sought || JSON.stringify([call.method, call.parameters, call.description]).toLowerCase().includes(sought);
}

function callElement(call) {
  if (!drawn.has(call.id)) drawn.set(call.id, newCall(call));
  return drawn.get(call.id);
}

function newCall(call) {
  const verdict = call.ok ? "ok" : String(call.code);
  const details = el(
    "details",
    { class: call.ok ? "call" : "call refused", data: { testid: "call", method: call.method, verdict } },
    el(
      "summary",
      {},
      el("span", { class: "verdict" }, verdict),
      el("b", {}, call.method),
      el("span", { class: "gist" }, call.ok ? gist(call) : call.description),
      el("small", {}, `${call.milliseconds} ms`),
    ),
  );
  // Long answers are only built for those who look.
  details.addEventListener("toggle", () => details.append(...inside(call)), { once: true });
  return details;
}

function gist({ parameters }) {
  return parameters.text ?? parameters.caption ?? parameters.description ?? parameters.action ?? parameters.callback_query_id ?? "";
}

function inside(call) {
  const rows = Object.entries(call.parameters).map(([name, value]) => el("tr", {}, el("th", {}, name), el("td", {}, pretty(value))));
  return [
    call.description ? el("p", { class: "description" }, call.description) : "",
    el("h4", {}, word("call_parameters")),
    el("table", {}, rows),
    el("h4", {}, word("call_answer")),
    el("pre", {}, JSON.stringify(call.answer, null, 2)),
  ];
}

function pretty(value) {
  if (!/^[[{]/.test(value)) return value;
  try {
    return el("pre", {}, JSON.stringify(JSON.parse(value), null, 2));
  } catch {
    return value;
  }
}
