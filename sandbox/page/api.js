/** The sandbox's HTTP API. */

/** Ask, and throw an Error with the server's reason when it says no. */
async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/sandbox/${path}`, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

export const getState = () => ask("GET", "state");
export const getChat = (person) => ask("GET", `people/${person}`);
export const getCalls = () => ask("GET", "calls");
export const forgetCalls = () => ask("DELETE", "calls");
export const act = (person, deed, body = {}) => ask("POST", `people/${person}/${deed}`, body);
export const flood = (body) => ask("POST", "flood", body);
export const endFlood = () => ask("DELETE", "flood");
export const moveClock = (to) => ask("POST", "clock", { to });
export const restart = () => ask("POST", "restart", {});
export const fileUrl = (id, download = false) =>
  `/sandbox/files/${encodeURIComponent(id)}${download ? "?download=1" : ""}`;

/** Listen to what happens; `onOpen` comes again after each lost connection. */
export function listen(onEvent, onOpen, onLost) {
  const source = new EventSource("/sandbox/events");
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onopen = onOpen;
  source.onerror = onLost;
}
