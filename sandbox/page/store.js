/** What the page knows at the moment, and who wants to hear of changes. */

export const store = {
  state: null,
  chat: null,
  person: null,
  pane: "list",
  calls: [],
  waiting: new Map(),
  answered: new Set(),
  typing: new Set(),
  inline: null,
};

const listeners = new Map();

/** Call `draw` whenever one of these topics changes. */
export function on(topics, draw) {
  for (const topic of topics) listeners.set(topic, [...(listeners.get(topic) ?? []), draw]);
}

/** Tell who listens that these topics changed; one drawing each, however many topics. */
export function changed(...topics) {
  const draws = new Set(topics.flatMap((topic) => listeners.get(topic) ?? []));
  for (const draw of draws) draw();
}

export function personLine(id) {
  return store.state?.people.find((person) => person.id === id);
}

/** Show one pane where there is room for one only. */
export function showPane(pane) {
  store.pane = pane;
  document.getElementById("app").dataset.pane = pane;
}
