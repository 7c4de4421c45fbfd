// The desk: every edition, what it lacks, and the ways to it.

import { ask, count, element, listen } from "/client/events.js";
import { drawProblems, place } from "/client/problems.js";

const form = document.querySelector(".filters");
const body = document.querySelector("#editions tbody");
const query = new URLSearchParams(location.search);
const brand = query.get("brand") ?? "";
let desk = null;

for (const [name, value] of query) {
  const field = form.elements[name];
  if (field?.type === "checkbox") field.checked = value === "on";
  else if (field?.type === "search") field.value = value;
}
form.addEventListener("input", () => (form.elements.brand.value === desk.brand ? filtered() : changeBrand()));
form.addEventListener("submit", (event) => event.preventDefault());
document.querySelector("#all").addEventListener("click", () => {
  form.reset();
  form.elements.brand.value = desk.brand;
  filtered();
});

async function renew() {
  desk = await ask("/api/series", { brand });
  document.title = `${desk.title}: desk`;
  document.querySelector("#unreadable").hidden = desk.is_readable;
  document.querySelector("#series").textContent = desk.title;
  document.querySelector("#watched").textContent = desk.polls
    ? "Changes are looked for in turns: this disk does not tell of them."
    : "Changes are noticed at once: the system tells of them.";
  options("language", desk.editions.map((one) => one.language));
  options("kind", desk.editions.map((one) => one.kind));
  options("stage", desk.editions.map((one) => one.stage));
  options("brand", desk.brands, desk.brand);
  const said = document.querySelector("#series-problems");
  const ofSeries = desk.problems.filter((one) => !/^(briefs|case_studies)\//.test(one.file ?? ""));
  said.hidden = ofSeries.length === 0;
  drawProblems(said.querySelector("ol"), ofSeries, desk);
  const known = desk.editions.filter((one) => one.is_known).length;
  const news = [];
  if (desk.last_changed) news.push(`Last changed: ${desk.last_changed}.`);
  if (known < desk.editions.length) news.push(`Looking through the series: ${known} of ${desk.editions.length}.`);
  const line = document.querySelector("#news");
  if (line.textContent !== news.join(" ")) line.textContent = news.join(" ");
  filtered();
}

function options(name, values, chosen) {
  const field = form.elements[name];
  const wanted = chosen ?? (field.value || query.get(name) || "");
  const first = name === "brand" ? [] : [element("option", { value: "" }, "all")];
  const all = [...new Set(values.filter(Boolean))];
  const shown = [...field.options].map((one) => one.value).join();
  if (shown !== [...(name === "brand" ? [] : [""]), ...all].join()) {
    field.replaceChildren(...first, ...all.map((value) => element("option", { value }, value.replaceAll("_", " "))));
  }
  field.value = wanted;
}

function filtered() {
  const words = form.elements.words.value.trim().toLowerCase().split(/\s+/);
  const wanted = desk.editions.filter(
    (one) =>
      ["language", "kind", "stage"].every((key) => !form.elements[key].value || one[key] === form.elements[key].value) &&
      (!form.elements.problems.checked || one.errors + one.warnings > 0) &&
      words.every((word) => `${one.title} ${one.path}`.toLowerCase().includes(word)),
  );
  const at = document.activeElement?.dataset?.key;
  body.replaceChildren(...wanted.map(row));
  if (at) body.querySelector(`[data-key="${CSS.escape(at)}"]`)?.focus();
  document.querySelector("#count").textContent = count(wanted.length, "edition");
  document.querySelector("#none").hidden = wanted.length > 0;
  document.querySelector("#editions").hidden = wanted.length === 0;
  const now = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "brand"));
  if (brand) now.set("brand", brand);
  history.replaceState(null, "", now.size ? `?${now}` : location.pathname);
  sessionStorage.setItem("desk", location.pathname + location.search);
}

function changeBrand() {
  query.set("brand", form.elements.brand.value);
  location.search = query;
}

function row(one) {
  const ways = brand ? `?brand=${encodeURIComponent(brand)}` : "";
  const view = `/view/${one.path.split("/").map(encodeURIComponent).join("/")}${ways}`;
  const site = `/site/${encodeURIComponent(desk.brand)}/`;
  const problems = [];
  if (one.errors) problems.push(element("span", { class: "error" }, count(one.errors, "error")));
  if (one.warnings) problems.push(element("span", { class: "warning" }, count(one.warnings, "warning")));
  const isLast = desk.last_changed === one.path;
  return element(
    "tr",
    { class: isLast ? "last" : null },
    element(
      "th",
      { scope: "row" },
      element("a", { href: view, lang: one.language, dir: one.direction, "data-key": one.path }, one.title),
      element("small", {}, one.path, isLast ? " · changed last" : ""),
    ),
    element("td", {}, one.kind.replaceAll(/[_-]/g, " ")),
    element("td", {}, one.language),
    element("td", {}, one.stage),
    element("td", { class: "number", "data-unit": one.pages === null ? null : "pages" }, one.pages === null ? "–" : String(one.pages)),
    element("td", { class: "number", "data-unit": one.words === null ? null : "words" }, one.words === null ? "–" : one.words.toLocaleString("en")),
    element("td", { class: one.is_known ? "found" : "found earlier" }, ...(problems.length ? problems : [one.is_known || one.pages !== null ? "none" : "…"])),
    element(
      "td",
      { class: "ways" },
      one.page ? element("a", { href: site + one.page, "aria-label": `Web page of ${one.title}` }, "web") : null,
      one.pages ? element("a", { href: site + one.pdf, "aria-label": `PDF of ${one.title}` }, "PDF") : null,
      keyed(place(desk, one.path, 1, 1, "source"), `source of ${one.path}`),
    ),
  );
}

/** So that who is there stays there when the list is drawn again. */
function keyed(made, key) {
  made.dataset.key = key;
  return made;
}

let waiting = null;
const soon = () => (waiting ??= setTimeout(() => ((waiting = null), renew()), 150));

function lost() {
  document.body.classList.add("lost");
  document.querySelector("#news").textContent = "briefgen preview has ended.";
}

function back() {
  document.body.classList.remove("lost");
  soon();
}

await renew();
listen({ brand }, soon, lost, back);
