// News from the server, and whether there is one.

/** Calls `hear(news)` for each; `lost(isLost)` when the server goes away and when it is back. */
export function listen(query, hear, lost) {
  const source = new EventSource(`/api/events?${new URLSearchParams(query)}`);
  let isLost = false;
  source.onmessage = (event) => hear(JSON.parse(event.data));
  source.onerror = () => {
    if (!isLost) lost((isLost = true));
  };
  source.onopen = () => {
    if (isLost) lost((isLost = false));
  };
  addEventListener("pagehide", () => source.close());
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
