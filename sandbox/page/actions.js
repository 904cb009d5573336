/** What the buttons do: deeds of the person in view, and what follows from them. */

import * as api from "./api.js";
import { alertBox, complain, openAs, toast } from "./dialogs.js";
import { changed, showPane, store } from "./store.js";
import { setClock } from "./times.js";
import { word } from "./words.js";

const SILENCE_MILLISECONDS = 15_000;

/** Look through the eyes of `id`. */
export async function select(id) {
  store.person = id;
  history.replaceState(null, "", `#${id}`);
  showPane("chat");
  await refreshChat();
  changed("person");
}

/** Read the state again; called after whatever may have changed it. */
export async function refreshState() {
  store.state = await api.getState();
  setClock(store.state.clock);
  changed("state");
}

/** Read the chat in view again, and mark it as read if somebody looks. */
export async function refreshChat() {
  const id = store.person;
  if (id === null) return;
  const chat = await api.getChat(id);
  if (id !== store.person) return;
  store.chat = chat;
  changed("chat");
  if (chat.unread && document.visibilityState === "visible") await api.act(id, "read");
}

/** Do something as the person in view; a refusal is shown and resolves to null. */
export async function deed(name, body) {
  try {
    return await api.act(store.person, name, body);
  } catch (error) {
    complain(error);
    return null;
  }
}

/** Press an inline button and show that it waits. */
export async function press(message, callbackData) {
  const pressed = await deed("press", { message_id: message, button: callbackData });
  // The answer may be here before the press is known to have arrived.
  if (!pressed || store.answered.delete(pressed.query)) return;
  store.waiting.set(pressed.query, `${message}/${callbackData}`);
  changed("waiting");
  setTimeout(() => {
    if (store.waiting.delete(pressed.query)) {
      toast(word("bot_silent"));
      changed("waiting");
    }
  }, SILENCE_MILLISECONDS);
}

/** The bot answered a button. */
export function answered(event) {
  if (!store.waiting.delete(event.query)) store.answered.add(event.query);
  changed("waiting");
  if (event.chat !== store.person) return;
  if (event.url) followLink(event.url);
  if (!event.text) return;
  if (event.alert) alertBox(store.state.bot.name, event.text);
  else toast(event.text);
}

/** Handle links that stay inside; returns whether this was one. */
export function followLink(url) {
  const payload = startPayload(url);
  if (payload === null) return false;
  openAs(payload, startAs);
  return true;
}

/** Open the bot with a payload as one of the people. */
export async function startAs(id, payload) {
  await select(id);
  await deed("start", { payload });
}

function startPayload(url) {
  let link;
  try {
    link = new URL(url);
  } catch {
    return null;
  }
  if (link.protocol === "tg:" && link.host === "resolve") return payloadFor(link.searchParams.get("domain"), link);
  if (!["t.me", "telegram.me"].includes(link.host)) return null;
  // A link that shares a link: what would be shared is what can be opened here.
  if (link.pathname === "/share/url") return startPayload(link.searchParams.get("url") ?? "");
  return payloadFor(link.pathname.slice(1), link);
}

function payloadFor(username, link) {
  const ours = username?.toLowerCase() === store.state.bot.username.toLowerCase();
  return ours ? (link.searchParams.get("start") ?? "") : null;
}
