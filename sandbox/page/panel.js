/** The side panel: time and failure. */

import * as api from "./api.js";
import { button, el, fill, icon, settle } from "./dom.js";
import { complain, toast } from "./dialogs.js";
import { deed, refreshState } from "./actions.js";
import { drawCalls, inspector } from "./inspector.js";
import { on, showPane, store } from "./store.js";
import { clockDate, clockTime } from "./times.js";
import { word } from "./words.js";

const root = document.getElementById("panel");
const header = el("header", { class: "bar" });
const clock = el("div", { class: "clock", data: { testid: "clock" } });
const deeds = el("section", { class: "card" });
const failures = el("section", { class: "card" });
let busy = false;

on(["state", "chat", "language"], draw);
on(["calls", "language"], drawCalls);
setInterval(tick, 1000);
root.append(header, el("div", { class: "panel-body" }, deeds, failures, inspector));

function draw() {
  if (!store.state) return;
  root.setAttribute("aria-label", word("panel"));
  settle(
    header,
    button(word("back"), { class: "round only-narrow", data: { testid: "panel-close" }, onclick: () => showPane(store.chat ? "chat" : "list") }, icon("back")),
    el("h2", {}, word("panel")),
  );
  drawTime();
  drawFailures();
}

function tick() {
  if (!store.state) return;
  fill(clock, el("b", {}, clockTime()), el("span", {}, clockDate()));
}

function drawTime() {
  tick();
  const off = !store.state.controls;
  const move = (name, to) => control(name, () => api.moveClock(to), off);
  settle(
    deeds,
    el("h3", {}, word("time")),
    clock,
    el("div", { class: "deeds" }, move("next_day", "next-day"), move("next_month", "next-month")),
    off ? el("p", { class: "note" }, word("clock_off")) : null,
  );
}

function drawFailures() {
  const chat = store.chat;
  const flooding = store.state.flood;
  const block = chat ? control(chat.blocked ? "unblock" : "block", () => deed(chat.blocked ? "unblock" : "block"), false, `panel-${chat.blocked ? "unblock" : "block"}`) : null;
  const restart = control("restart", async () => {
    await api.restart();
    toast(word("restarted"));
  }, !store.state.controls);
  settle(
    failures,
    el("h3", {}, word("failures")),
    el(
      "div",
      { class: "deeds" },
      block,
      control("flood_calls", () => api.flood({ calls: 3, retry_after: 2 })),
      control("flood_seconds", () => api.flood({ seconds: 10 })),
      flooding ? control("flood_end", () => api.endFlood()) : null,
      restart,
    ),
    flooding ? el("p", { class: "note bad" }, word("flood_on")) : null,
  );
}

function control(name, act, off = false, test = name.replace("_", "-")) {
  const run = async (event) => {
    if (busy) return;
    busy = true;
    event.target.setAttribute("aria-busy", "true");
    try {
      await act();
      await refreshState();
    } catch (error) {
      complain(error);
    } finally {
      busy = false;
      event.target.removeAttribute("aria-busy");
    }
  };
  return el("button", { type: "button", disabled: off, data: { testid: test }, onclick: run }, word(name));
}
