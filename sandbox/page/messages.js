/** One message: bubble, file, buttons. */

import { button, el, icon } from "./dom.js";
import { fileUrl } from "./api.js";
import { formatted } from "./entities.js";
import { deed, followLink, press } from "./actions.js";
import { toast } from "./dialogs.js";
import { time } from "./times.js";
import { word } from "./words.js";

const PHOTO_WIDTH = 400;
const PHOTO_HEIGHT = 420;
const actions = { command: (text) => deed("send", { text }), link: followLink };

/** Draw a message; `waits` holds the buttons whose answer is still to come. */
export function messageElement(message, waits) {
  const bubble = el(
    "div",
    { class: `bubble kind-${message.kind}${message.edited ? " edited" : ""}` },
    message.reply_to ? el("div", { class: "reply" }, message.reply_to.text || "…") : null,
    attachment(message),
    message.text ? el("div", { class: "text", data: { testid: "text" } }, formatted(message.text, message.entities, actions)) : null,
    el("span", { class: "stamp" }, message.edited ? `${word("edited")} ` : "", el("time", {}, time(message.date))),
  );
  return el(
    "article",
    { class: message.mine ? "message mine" : "message", data: { testid: `message-${message.id}`, from: message.mine ? "person" : "bot" } },
    bubble,
    message.buttons.length ? inlineKeyboard(message, waits) : null,
  );
}

function attachment({ kind, media, file }) {
  switch (kind) {
    case "photo": {
      const { width, height } = fitted(media.photo.at(-1));
      return el(
        "a",
        { href: fileUrl(file.id), target: "_blank", rel: "noopener", class: "photo", data: { testid: "photo" } },
        el("img", { src: fileUrl(file.id), alt: file.name, width, height, loading: "lazy" }),
      );
    }
    case "document":
      return fileCard(file, icon("file"));
    case "voice":
      return fileCard({ ...file, name: `${word("voice")}, ${media.voice.duration} s` }, icon("voice"));
    case "sticker":
      return el("span", { class: "big" }, media.sticker.emoji);
    case "contact":
      return contactCard(media.contact);
    case "location":
      return el("div", { class: "file" }, el("span", { class: "disc" }, icon("pin")), el("b", {}, `${media.location.latitude}, ${media.location.longitude}`));
    default:
      return null;
  }
}

/** The size on the page, known before the picture is there, so that nothing jumps. */
function fitted({ width, height }) {
  const scale = Math.min(1, PHOTO_WIDTH / width, PHOTO_HEIGHT / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function fileCard(file, picture) {
  return el(
    "a",
    { class: "file", href: fileUrl(file.id, true), download: file.name, data: { testid: "file" }, "aria-label": `${word("download")}: ${file.name}` },
    el("span", { class: "disc" }, picture),
    el("span", {}, el("b", {}, file.name), el("small", {}, size(file.size))),
  );
}

function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "file" },
    el("span", { class: "disc" }, icon("contact")),
    el("span", {}, el("b", {}, name), el("small", {}, contact.phone_number)),
  );
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function inlineKeyboard(message, waits) {
  const rows = message.buttons.map((row) => el("div", { class: "inline-row" }, row.map((item) => inlineButton(message, item, waits))));
  return el("div", { class: "inline" }, rows);
}

function inlineButton(message, item, waits) {
  const looks = { class: `inline-button ${item.style ?? ""}`, data: { testid: "inline-button", callback: item.callback_data ?? "" } };
  if (item.url) {
    const follow = (event) => {
      if (followLink(item.url)) event.preventDefault();
    };
    return el("a", { ...looks, href: item.url, target: "_blank", rel: "noopener noreferrer", onclick: follow }, item.text, el("sup", { "aria-hidden": "true" }, "↗"));
  }
  if (item.copy_text) {
    const copy = async () => {
      await navigator.clipboard.writeText(item.copy_text.text);
      toast(word("copied"));
    };
    return button(item.text, { ...looks, onclick: copy }, item.text, el("sup", { "aria-hidden": "true" }, "⧉"));
  }
  const waiting = waits.has(`${message.id}/${item.callback_data}`);
  const act = () => item.callback_data && press(message.id, item.callback_data);
  return button(item.text, { ...looks, "aria-busy": waiting ? "true" : false, onclick: act }, item.text);
}
