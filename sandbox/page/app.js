/** Where the page begins: it reads the state and then follows what happens. */

import * as api from "./api.js";
import { answered, followLink, refreshChat, refreshState, select, startAs } from "./actions.js";
import { complain, openAs, toast } from "./dialogs.js";
import { changed, store } from "./store.js";
import { word } from "./words.js";
import "./list.js";
import "./chat.js";
import "./panel.js";

const TYPING_MILLISECONDS = 5000;
const CALLS_KEPT = 1000;
const STATE_MILLISECONDS = 10_000;
const TOO_MANY_REQUESTS = 429;
const typingEnds = new Map();
let lost = false;

/** Run `work` soon, once for all who ask meanwhile. */
function soon(work) {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      work().catch(complain);
    }, 30);
  };
}

const stateSoon = soon(refreshState);
const chatSoon = soon(refreshChat);
const callsSoon = soon(async () => changed("calls"));

function follow(event) {
  switch (event.kind) {
    case "call":
      store.calls = [...store.calls, event.call].slice(-CALLS_KEPT);
      callsSoon();
      if (event.call.code === TOO_MANY_REQUESTS) stateSoon();
      return;
    case "answer":
      answered(event);
      return;
    case "inline":
      if (event.chat === store.person) {
        store.inline = event;
        changed("inline");
      }
      return;
    case "typing":
      setTyping(event.chat, true);
      return;
    case "message":
      if (!event.message.mine) setTyping(event.chat, false);
      break;
    default:
  }
  stateSoon();
  if (event.chat === undefined || event.chat === store.person) chatSoon();
}

function setTyping(person, typing) {
  clearTimeout(typingEnds.get(person));
  if (typing) typingEnds.set(person, setTimeout(() => setTyping(person, false), TYPING_MILLISECONDS));
  if (store.typing.has(person) === typing) return;
  store.typing[typing ? "add" : "delete"](person);
  changed("typing");
}

async function begin() {
  lost = false;
  await refreshState();
  await refreshCalls();
  document.title = store.state.bot.name;
  changed("calls", "chat");
  if (store.person === null) await choose();
  else await refreshChat();
}

/** A call that was made after the answer was written may be announced before the answer is here. */
async function refreshCalls() {
  store.calls = [];
  const { calls } = await api.getCalls();
  const known = new Set(calls.map((call) => call.id));
  store.calls = [...calls, ...store.calls.filter((call) => !known.has(call.id))];
}

/** Whose chat to show first: as the address says, or the first where there is room for it. */
async function choose() {
  const wished = Number(location.hash.slice(1));
  const start = new URLSearchParams(location.search).get("start");
  if (start !== null) {
    history.replaceState(null, "", "/");
    openAs(start, startAs);
  } else if (store.state.people.some((person) => person.id === wished)) {
    await select(wished);
  } else if (matchMedia("(min-width: 700px)").matches && store.state.people.length) {
    await select(store.state.people[0].id);
  }
}

function complainOnce() {
  if (!lost) toast(word("connection_lost"), "bad");
  lost = true;
}

document.addEventListener("visibilitychange", chatSoon);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector(".popup")?.remove();
});
window.addEventListener("hashchange", () => select(Number(location.hash.slice(1))).catch(complain));
// The clock may be moved, and a flood ends, without anybody saying so.
setInterval(stateSoon, STATE_MILLISECONDS);
api.listen(follow, () => begin().catch(complain), complainOnce);

// For whoever drives the page by hand.
window.sandbox = { store, followLink };
