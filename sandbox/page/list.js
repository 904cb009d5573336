/** The list of chats: whose eyes to look through. */

import { avatar, button, el, icon, settle } from "./dom.js";
import { changed, on, showPane, store } from "./store.js";
import { moment } from "./times.js";
import { LANGUAGES, pageLanguage, said, speak, word } from "./words.js";
import { select } from "./actions.js";

const root = document.getElementById("list");

on(["state", "person", "language", "typing"], draw);

function draw() {
  if (!store.state) return;
  root.setAttribute("aria-label", word("chats"));
  const focused = document.activeElement?.dataset?.testid;
  settle(root, header(), el("ul", { class: "people-list" }, store.state.people.map(row)), el("p", { class: "note" }, word("demo")));
  if (focused) root.querySelector(`[data-testid="${focused}"]`)?.focus();
}

function header() {
  return el(
    "header",
    { class: "bar" },
    el("h1", {}, store.state.bot.name),
    el("div", { class: "switch", role: "group", "aria-label": word("page_language") }, LANGUAGES.map(languageButton)),
    button(word("panel"), { class: "round only-narrow", data: { testid: "panel-open-list" }, onclick: () => showPane("panel") }, icon("panel")),
  );
}

function languageButton(code) {
  const choose = () => {
    speak(code);
    changed("language");
  };
  const pressed = String(code === pageLanguage());
  return el(
    "button",
    { type: "button", lang: code, "aria-pressed": pressed, data: { testid: `page-language-${code}` }, onclick: choose },
    code.toUpperCase(),
  );
}

function row(person) {
  const current = person.id === store.person;
  const unread = person.unread
    ? el("span", { class: "badge", data: { testid: "unread" }, "aria-label": `${person.unread} ${word("unread")}` }, String(person.unread))
    : null;
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row",
        "aria-current": current ? "true" : false,
        data: { testid: `person-${person.id}` },
        onclick: () => select(person.id),
      },
      avatar(person.name, person.id),
      el(
        "span",
        { class: "row-text" },
        el("span", { class: "row-line" }, el("b", {}, person.name), el("time", {}, person.last ? moment(person.last.date) : "")),
        el("span", { class: "row-line" }, el("span", { class: "part" }, said(person.part)), el("span", { class: "tongue" }, person.language)),
        el("span", { class: "row-line" }, el("small", {}, preview(person)), unread),
      ),
    ),
  );
}

function preview(person) {
  if (store.typing.has(person.id)) return `${word("typing")}…`;
  if (person.blocked) return word("blocked");
  if (!person.last) return person.started ? word("no_messages") : word("not_started");
  const text = person.last.text.replace(/\s+/g, " ") || word(person.last.kind) || person.last.kind;
  return person.last.mine ? `${word("you")}: ${text}` : text;
}
