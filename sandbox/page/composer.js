/** Below the messages: Start, the input line, the command menu, the bot's keyboard. */

import { button, el, fill, icon } from "./dom.js";
import { choosePerson, confirmBox, popup, steer } from "./dialogs.js";
import { deed } from "./actions.js";
import { changed, store } from "./store.js";
import { askInline, inlineResults } from "./inline.js";
import { pageLanguage, word } from "./words.js";

const input = el("textarea", { rows: "1", data: { testid: "composer" }, maxlength: "4096" });
const commands = el("div", { class: "commands", role: "listbox", hidden: true, data: { testid: "commands" } });
// One for all chats and drawings, so that its open menu outlives both.
const attach = button("", { class: "round", "aria-haspopup": "menu", data: { testid: "attach" } }, icon("attach"));
const anchor = el("span", { class: "anchor" }, attach);
attach.addEventListener("click", () => popup(attach, word("attach"), attachments()));
let keyboardHidden = false;
let keyboardOf = "";
let drawn = "";

input.addEventListener("input", () => {
  grow();
  suggest(store.chat, input.value);
  askInline(input);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
  if (event.key === "ArrowUp" && !commands.hidden) {
    event.preventDefault();
    commands.querySelector("button:last-child").focus();
  }
  if (event.key === "Escape") hideCommands();
});
commands.addEventListener("keydown", (event) => steer(event, commands, input, hideCommands));

/** Draw what belongs below `chat`; the text being written stays unless the chat is another. */
export function composer(parent, chat, { fresh }) {
  if (fresh) {
    input.value = "";
    commands.hidden = true;
    inlineResults.hidden = true;
  }
  input.placeholder = chat.placeholder || word("message");
  input.setAttribute("aria-label", word("message"));
  if (!changedShape(chat) && !fresh) return undefined;
  if (chat.deactivated) return fill(parent);
  if (chat.blocked) return fill(parent, wide("unblock", () => deed("unblock")), el("p", { class: "note" }, word("blocked_note")));
  if (!chat.started) return fill(parent, wide("start", () => deed("start")));
  if (!commands.hidden) suggest(chat, input.value || "/");
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  fill(parent, commands, inlineResults, line(chat), chat.keyboard && !keyboardHidden ? replyKeyboard(chat.keyboard) : null);
  if (focused?.isConnected) focused.focus();
  grow();
  return undefined;
}

/** Whether what belongs below `chat` looks different now; a line that is the same stays as it
 *  is, because a menu may hang open on it, or a finger be on its way. */
function changedShape(chat) {
  const signature = JSON.stringify(chat.keyboard);
  if (signature !== keyboardOf) keyboardHidden = false;
  keyboardOf = signature;
  const { deactivated, blocked, started, commands: offered } = chat;
  const shape = JSON.stringify([pageLanguage(), deactivated, blocked, started, offered, signature, keyboardHidden, commands.hidden]);
  if (shape === drawn) return false;
  drawn = shape;
  return true;
}

function hideCommands() {
  commands.hidden = true;
}

function wide(name, act) {
  return el("button", { type: "button", class: "wide", data: { testid: name }, onclick: act }, word(name));
}

function line(chat) {
  const menu = el(
    "button",
    {
      type: "button",
      class: "menu",
      "aria-label": word("commands"),
      "aria-expanded": String(!commands.hidden),
      data: { testid: "menu" },
      onclick: () => (commands.hidden ? suggest(chat, "/", true) : (commands.hidden = true)),
    },
    "≡ ",
    el("span", {}, word("menu")),
  );
  const toggle = button(word("keyboard"), { class: "round", data: { testid: "keyboard-toggle" }, onclick: toggleKeyboard }, icon("keyboard"));
  attach.title = word("attach");
  attach.setAttribute("aria-label", attach.title);
  return el(
    "form",
    {
      class: "line",
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    chat.commands.length ? menu : null,
    anchor,
    input,
    chat.keyboard ? toggle : null,
    el("button", { type: "submit", class: "round send", "aria-label": word("send"), title: word("send"), data: { testid: "send" } }, icon("send")),
  );
}

function toggleKeyboard() {
  keyboardHidden = !keyboardHidden;
  changed("chat");
}

async function submit() {
  const text = input.value.trim();
  if (!text) return;
  commands.hidden = true;
  if (await deed("send", { text })) {
    input.value = "";
    grow();
  }
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
}

/** Offer the commands that begin with what is written. */
function suggest(chat, text, focus = false) {
  const typed = /^\/(\w*)$/.exec(text);
  const fitting = typed ? chat.commands.filter((item) => item.command.startsWith(typed[1])) : [];
  fill(commands, fitting.map(commandRow));
  commands.hidden = fitting.length === 0;
  commands.setAttribute("aria-label", word("commands"));
  if (focus) commands.querySelector("button")?.focus();
}

function commandRow(item) {
  const send = async () => {
    commands.hidden = true;
    input.value = "";
    await deed("send", { text: `/${item.command}` });
    input.focus();
  };
  return el(
    "button",
    { type: "button", role: "option", data: { testid: `command-${item.command}` }, onclick: send },
    el("b", {}, `/${item.command}`),
    el("span", {}, item.description),
  );
}

function replyKeyboard(keyboard) {
  const rows = keyboard.rows.map((row) => el("div", { class: "reply-row" }, row.map(replyButton)));
  return el("div", { class: "reply-keyboard", role: "group", "aria-label": word("keyboard"), data: { testid: "reply-keyboard" } }, rows);
}

function replyButton(item) {
  const tap = async () => {
    const agreed = !item.request_contact || (await confirmBox(word("contact_title"), word("contact_question"), word("share")));
    if (agreed) await deed("tap", { text: item.text });
  };
  return el("button", { type: "button", data: { testid: "reply-button" }, class: item.style ?? "", onclick: tap }, item.text);
}

function attachments() {
  const others = () => store.state.people.filter((person) => person.id !== store.person && person.phone);
  const items = [
    ["photo", "photo", () => upload("photo", "image/png,image/jpeg,image/gif")],
    ["document", "file", () => upload("document", "")],
    ["contact_share", "contact", () => deed("contact")],
    ["contact_other", "contact", () => choosePerson(word("contact_other"), others(), "contact-of", (id) => deed("contact", { of: id }))],
    ["sticker", "sticker", () => deed("sticker")],
    ["voice", "voice", () => deed("voice")],
    ["location", "pin", () => deed("location", { latitude: 54.71, longitude: 20.51 })],
  ];
  return items.map(([name, picture, act]) => ({ test: `attach-${name}`, icon: icon(picture), content: word(name), act }));
}

function upload(field, accept) {
  const chooser = el("input", { type: "file", accept });
  chooser.addEventListener("change", () => {
    const form = new FormData();
    form.append(field, chooser.files[0]);
    deed(field, form);
  });
  chooser.click();
}
