/** Things that come on top: alerts, questions, small menus, passing lines. */

import { avatar, button, el } from "./dom.js";
import { said, word } from "./words.js";
import { store } from "./store.js";

const TOAST_MILLISECONDS = 4000;

/** A line that passes. */
export function toast(text, kind = "") {
  const line = el("div", { class: `toast ${kind}`, data: { testid: "toast" } }, text);
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), TOAST_MILLISECONDS);
}

/** Say why something did not work. */
export function complain(error) {
  toast(error.message, "bad");
}

function open(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A text with an OK. */
export function alertBox(title, text) {
  const dialog = el("dialog", { class: "box", data: { testid: "alert" }, "aria-label": title });
  const ok = button(word("ok"), { class: "flat", data: { testid: "alert-ok" }, onclick: () => dialog.close() }, word("ok"));
  dialog.append(el("h2", {}, title), el("p", {}, text), el("div", { class: "box-buttons" }, ok));
  open(dialog);
}

/** Ask, and resolve to whether the answer was yes. */
export function confirmBox(title, text, yes) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = el("dialog", { class: "box", data: { testid: "confirm" }, "aria-label": title });
    const agree = () => {
      answer = true;
      dialog.close();
    };
    dialog.append(
      el("h2", {}, title),
      el("p", {}, text),
      el(
        "div",
        { class: "box-buttons" },
        button(word("cancel"), { class: "flat", data: { testid: "confirm-no" }, onclick: () => dialog.close() }, word("cancel")),
        button(yes, { class: "flat", data: { testid: "confirm-yes" }, onclick: agree }, yes),
      ),
    );
    dialog.addEventListener("close", () => resolve(answer));
    open(dialog);
  });
}

/** Choose one of the people; `choose` gets the id. `test` begins the test ids. */
export function choosePerson(title, people, test, choose) {
  const dialog = el("dialog", { class: "box people", data: { testid: test }, "aria-label": title });
  const rows = people.map((person) =>
    button(
      person.name,
      {
        class: "row",
        data: { testid: `${test}-${person.id}` },
        onclick: () => {
          dialog.close();
          choose(person.id);
        },
      },
      avatar(person.name, person.id),
      el("span", { class: "row-text" }, el("b", {}, person.name), el("small", {}, said(person.part))),
    ),
  );
  dialog.append(el("h2", {}, title), ...rows);
  open(dialog);
}

/** A small menu that hangs on `anchor`; `items` are `{label, icon, test, act}`. */
export function popup(anchor, label, items) {
  const before = document.querySelector(".popup");
  before?.remove();
  if (before?.dataset.of === label) return;
  const menu = el("div", { class: "popup", role: "menu", "aria-label": label, data: { of: label } });
  const shut = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside);
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) shut();
  };
  for (const item of items) {
    const choose = () => {
      shut();
      item.act();
    };
    menu.append(
      el("button", { type: "button", role: "menuitem", data: { testid: item.test }, onclick: choose }, item.icon, item.content),
    );
  }
  menu.addEventListener("keydown", (event) => steer(event, menu, anchor, shut));
  anchor.after(menu);
  document.addEventListener("pointerdown", outside);
  menu.querySelector("button")?.focus();
}

/** Move through the buttons of `menu` with the arrows; Escape shuts it and goes back to `anchor`. */
export function steer(event, menu, anchor, shut) {
  const items = [...menu.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    shut();
    anchor.focus();
  } else if (step) {
    event.preventDefault();
    items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
  }
}

/** Where links into the bot lead: to the chat of whoever is chosen. */
export function openAs(payload, follow) {
  choosePerson(word("open_as"), store.state.people, "open-as", (id) => follow(id, payload));
}
