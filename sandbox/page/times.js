/** Dates in the zone of the sandbox's clock, which may be years from today. */

import { pageLanguage } from "./words.js";
import { store } from "./store.js";

let ahead = 0;
let zone = 0;

/** Set the clock by an ISO date with an offset. */
export function setClock(iso) {
  ahead = Date.parse(iso) - Date.now();
  const offset = /([+-])(\d\d):(\d\d)$/.exec(iso);
  zone = offset ? (offset[1] + 1) * (offset[2] * 60 + Number(offset[3])) * 60_000 : 0;
}

const format = (milliseconds, options) =>
  new Intl.DateTimeFormat(pageLanguage(), { timeZone: "UTC", ...options }).format(milliseconds + zone);

export const clockTime = () => format(Date.now() + ahead, { hour: "2-digit", minute: "2-digit" });
export const clockDate = () =>
  format(Date.now() + ahead, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const time = (seconds) => format(seconds * 1000, { hour: "2-digit", minute: "2-digit" });
export const day = (seconds) => format(seconds * 1000, { day: "numeric", month: "long", year: "numeric" });
export const dayKey = (seconds) => Math.floor((seconds * 1000 + zone) / 86_400_000);

/** A time for today, a date for other days. */
export function moment(seconds) {
  const today = dayKey((Date.now() + ahead) / 1000);
  return dayKey(seconds) === today ? time(seconds) : format(seconds * 1000, { day: "numeric", month: "short" });
}

export const known = () => store.state !== null;
