// Problems as the terminal tells them: what is wrong, where, the line, what to do.

import { element } from "/client/events.js";

/** The address that opens a line in an editor; null where none is set. */
export function inEditor(desk, path, line, column = 1) {
  if (!desk.editor || !path) return null;
  const file = `${desk.root}/${path}`.split("/").map(encodeURIComponent).join("/");
  return desk.editor.replace("{path}", file).replace("{line}", line).replace("{column}", column);
}

/** A place in a source: a link into the editor, or a button that copies it. */
export function place(desk, path, line, column = 1, label = null) {
  const shown = `${path}:${line}`;
  const address = inEditor(desk, path, line, column);
  const name = label && `${label}: ${shown}`;
  if (address) return element("a", { href: address, class: "place", "aria-label": name }, label ?? shown);
  const button = element("button", { type: "button", class: "place", title: `Copy ${shown}`, "aria-label": name }, label ?? shown);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(shown);
    button.classList.add("copied");
    button.setAttribute("aria-label", `${shown} copied`);
    setTimeout(() => {
      button.classList.remove("copied");
      if (name) button.setAttribute("aria-label", name);
      else button.removeAttribute("aria-label");
    }, 1500);
  });
  return button;
}

const drawn = new WeakMap();

/** Draw them, if they are others than before; who is at one of their places stays there. */
export function drawProblems(list, problems, desk) {
  const now = JSON.stringify(problems);
  if (drawn.get(list) === now) return;
  drawn.set(list, now);
  const at = list.contains(document.activeElement) ? document.activeElement.textContent : null;
  list.replaceChildren(
    ...problems.map((one) =>
      element(
        "li",
        { class: `problem ${one.severity}${one.is_old ? " of-last-pdf" : ""}` },
        element("p", { class: "what" }, element("strong", {}, `${one.severity}: `), ...said(one.message)),
        one.is_old ? element("p", { class: "hint" }, "So it was in the last PDF; the next one is on its way.") : null,
        one.file ? place(desk, one.file, one.line, one.column) : null,
        one.excerpt ? element("pre", { dir: "auto" }, one.excerpt) : null,
        ...one.hints.map((hint) => element("p", { class: "hint" }, ...said(hint))),
        ...one.related.map((other) =>
          element("p", { class: "related" }, ...said(other.message), ": ", place(desk, other.file, other.line, other.column)),
        ),
        element("code", { class: "code" }, one.code),
      ),
    ),
  );
  if (at) [...list.querySelectorAll(".place")].find((one) => one.textContent === at)?.focus();
}

/** A sentence, with what is in backticks as code. */
function said(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}
