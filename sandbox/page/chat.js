/** The chat in view: header, messages, and the line below. */

import { avatar, button, el, fill, icon } from "./dom.js";
import { composer } from "./composer.js";
import { messageElement } from "./messages.js";
import { on, showPane, store } from "./store.js";
import { day, dayKey } from "./times.js";
import { said, word } from "./words.js";
import { deed } from "./actions.js";

const root = document.getElementById("chat");
const header = el("header", { class: "bar" });
const log = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0", data: { testid: "messages" } });
const below = el("div", { class: "below" });
const drawn = new Map();
const heights = new ResizeObserver(() => document.documentElement.style.setProperty("--below", `${below.offsetHeight}px`));
let owner = null;
heights.observe(below);

on(["chat", "waiting", "language"], draw);
on(["chat", "language", "typing", "state"], drawHeader);

function draw() {
  const chat = store.chat;
  if (!chat) return fill(root, el("p", { class: "nobody" }, word("pick")));
  if (root.firstChild !== header) fill(root, header, log, below);
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const another = owner !== chat.id;
  if (another) drawn.clear();
  owner = chat.id;
  log.setAttribute("aria-label", word("messages"));
  fill(log, chat.messages.length ? withDays(chat.messages) : welcome());
  composer(below, chat, { fresh: another });
  if (atEnd || another) log.scrollTop = log.scrollHeight;
  return undefined;
}

/** Keep the elements of messages that did not change: focus, spoilers and pictures stay. */
function withDays(messages) {
  const nodes = [];
  let last = null;
  for (const message of messages) {
    if (dayKey(message.date) !== last) nodes.push(el("div", { class: "day" }, el("span", {}, day(message.date))));
    last = dayKey(message.date);
    const waits = [...store.waiting.values()].filter((key) => key.startsWith(`${message.id}/`));
    const signature = JSON.stringify([message, waits, document.documentElement.lang]);
    if (drawn.get(message.id)?.signature !== signature) {
      drawn.set(message.id, { signature, element: messageElement(message, new Set(waits)) });
    }
    nodes.push(drawn.get(message.id).element);
  }
  return nodes;
}

function welcome() {
  const about = store.chat.about;
  return el(
    "div",
    { class: "welcome" },
    avatar(store.state.bot.name, store.state.bot.id),
    el("h2", {}, about ? word("about") : store.state.bot.name),
    el("p", {}, about || word("no_messages")),
  );
}

function drawHeader() {
  const chat = store.chat;
  if (!chat) return;
  const typing = store.typing.has(chat.id);
  const subtitle = typing
    ? el("span", { class: "typing", data: { testid: "typing" } }, word("typing"), el("i"), el("i"), el("i"))
    : el("span", {}, [chat.name, said(chat.part)].filter(Boolean).join(" · "));
  fill(
    header,
    button(word("back"), { class: "round only-phone", data: { testid: "back" }, onclick: () => showPane("list") }, icon("back")),
    avatar(store.state.bot.name, store.state.bot.id),
    el("div", { class: "bar-text" }, el("h2", {}, store.state.bot.name), el("small", {}, subtitle)),
    accountLanguage(chat),
    button(word("panel"), { class: "round only-narrow", data: { testid: "panel-open" }, onclick: () => showPane("panel") }, icon("panel")),
  );
}

function accountLanguage(chat) {
  const codes = [...new Set(["ru", "en", chat.language])];
  const choices = codes.map((code) => el("option", { value: code, selected: code === chat.language }, code.toUpperCase()));
  const label = word("account_language");
  const choose = (event) => deed("language", { language: event.target.value });
  return el("select", { class: "pill", "aria-label": label, title: label, data: { testid: "account-language" }, onchange: choose }, choices);
}
