// News from the server, and whether there is one.

/** Calls `hear(news)` for each, `lost()` when the server goes away, and `back()` each time that news begin to come: what
 *  was new before then has not been heard. A window that nobody sees does not listen: browsers have few connections. */
export function listen(query, hear, lost, back) {
  let source = null;
  const begin = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/api/events?${new URLSearchParams(query)}`);
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = lost;
    source.onopen = back;
  };
  const end = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
  addEventListener("pagehide", end);
  addEventListener("pageshow", begin);
  begin();
}

/** The answer to a question, null where there is none. */
export async function ask(address, query) {
  const answer = await fetch(`${address}?${new URLSearchParams(query)}`);
  return answer.ok ? answer.json() : null;
}

/** An element with attributes and children; texts are texts, whatever they hold. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
