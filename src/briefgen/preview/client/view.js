// A window on an edition: its web page, changed in place, and its PDF page by page beside it.

import { ask, count, element, listen } from "/client/events.js";
import { patch, scheme } from "/client/page.js";
import { drawProblems, inEditor, place } from "/client/problems.js";
import { drawSheets, followReader, showSheet } from "/client/sheets.js";

const path = decodeURIComponent(location.pathname.slice("/view/".length));
const brand = new URLSearchParams(location.search).get("brand") ?? "";
const at = (id) => document.getElementById(id);
const frame = at("page");
let desk = null;
let edition = null;

// --- the web page -----------------------------------------------------------------------------------------

const wanted = () => document.querySelector("[name=scheme]:checked").value;
const address = () => `/site/${encodeURIComponent(desk.brand)}/${edition.page}`;

const heard = new WeakSet();
/** Hear clicks from the first moment there is something to click at: pictures may still be loading. No event tells of it. */
function attach() {
  const page = frame.contentDocument;
  if (!page?.body || page.URL === "about:blank" || heard.has(page)) return;
  heard.add(page);
  page.addEventListener("click", toSource, true);
  page.addEventListener("keydown", (event) => event.key === "Escape" && hideSource());
  page.addEventListener("scroll", hideSource, { passive: true });
}

frame.addEventListener("load", () => {
  attach();
  scheme(frame, wanted());
});

// --- from the page to its source --------------------------------------------------------------------------

function toSource(event) {
  const link = event.target.closest?.("a[href]");
  if (!at("to-source").checked && !event.altKey) {
    if (link) follow(event, link);
    return;
  }
  event.preventDefault();
  const rect = frame.getBoundingClientRect();
  const scale = rect.width / frame.offsetWidth;
  const point = [rect.left + event.clientX * scale, rect.top + event.clientY * scale];
  const block = event.target.closest("[data-b]");
  const lines = edition.blocks[block?.dataset.b];
  if (lines) return showSource(point, { path, line: lineIn(block, lines, event.target) });
  const around = event.target.closest("h1, h2, h3, p, li, dd, dt, figcaption, td, th, summary");
  askSource(point, { words: event.target.textContent, around: around?.textContent ?? "" });
}

/** The line in a block: in a table as it is written, that of the row. */
function lineIn(block, [first, last], target) {
  const row = target.closest("tr");
  const table = row?.closest("table");
  if (!table || !block.contains(table) || !table.tBodies[0]) return first;
  const index = [...table.tBodies[0].rows].indexOf(row);
  const isOneLineEach = last - first === table.tBodies[0].rows.length + 1;
  return index < 0 || !isOneLineEach ? first : first + 2 + index;
}

/** Where a page of the PDF is clicked, its source is shown at once: there is nothing else to click at. */
function toSourceOfSheet(event, number) {
  const [wide, high] = edition.paper.sheets[number];
  const rect = event.target.getBoundingClientRect();
  const MM = 25.4 / 72;
  const x = ((event.clientX - rect.left) / rect.width) * wide * MM;
  const y = ((event.clientY - rect.top) / rect.height) * high * MM;
  askSource([event.clientX, event.clientY], { page: number, x, y });
}

async function askSource(point, about) {
  const found = await ask("/api/place", { path, brand, ...about });
  if (found) showSource(point, found);
}

async function showSource([x, y], { path: file, line }) {
  const box = at("source");
  box.hidden = false;
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - 320))}px`;
  box.style.top = `${Math.min(y + 12, innerHeight - 60)}px`;
  if (!file) return box.replaceChildren("No single line says this.");
  box.replaceChildren(place(desk, file, line));
  const editor = inEditor(desk, file, line);
  if (editor) location.href = editor;
  else {
    const isCopied = await navigator.clipboard?.writeText(`${file}:${line}`).then(() => true, () => false);
    if (isCopied) box.append(" copied");
  }
}

const hideSource = () => (at("source").hidden = true);

/** A link to another page of the series opens the window on that one, one to a home page the desk, and all others a window
 *  of their own: this one stays on its edition. */
function follow(event, link) {
  const here = new URL(frame.contentWindow.location.href);
  const there = new URL(link.href, here);
  if (there.origin === here.origin && there.pathname === here.pathname) return;
  event.preventDefault();
  const site = `/site/${encodeURIComponent(desk.brand)}/`;
  const target = desk.editions.find((one) => site + one.page === there.pathname);
  const isHome = there.pathname.startsWith(site) && /^(\w[\w-]*\/)?(index\.html)?$/.test(there.pathname.slice(site.length));
  if (target) location.href = view(target.path);
  else if (isHome) location.href = document.querySelector(".to-desk").href;
  else open(there, "_blank", "noopener");
}

const escaped = (file) => file.split("/").map(encodeURIComponent).join("/");
const view = (other) =>
  `/view/${escaped(other)}${brand ? `?brand=${encodeURIComponent(brand)}` : ""}`;

// --- the PDF ----------------------------------------------------------------------------------------------

function drawPaper() {
  const { revision, is_current: isCurrent, has_failed: hasFailed, sheets } = edition.paper;
  const isComing = edition.is_current && !isCurrent;
  at("printing").textContent = hasFailed ? "There is no PDF of this: see the errors." : isComing ? "The PDF is on its way." : "";
  const pages = `/sheet/${encodeURIComponent(desk.brand)}`;
  const changed = drawSheets(at("sheets"), sheets, (number, width, look) => `${pages}/${number}/${escaped(path)}?width=${width}&look=${look}`, toSourceOfSheet);
  if (changed !== null) {
    at("changed").hidden = false;
    at("changed").textContent = `Page ${changed + 1} has changed`;
    at("changed").value = changed;
  }
  if (sheets.length && document.documentElement.dataset.paper !== String(revision)) document.documentElement.dataset.paper = String(revision);
}

// --- what is said beside them -----------------------------------------------------------------------------

function drawMeter() {
  const fit = edition.fit;
  const rows = [];
  const row = (what, value, isBad = false, isOld = false) => rows.push(element("div", { class: isOld ? "earlier" : isBad ? "bad" : null }, element("dt", {}, what), element("dd", {}, value)));
  const isOld = !edition.paper.is_current;
  if (fit.pages !== null) row("Pages", fit.lines_over ? `${fit.pages}, ${count(fit.lines_over, "line")} over` : fit.lines_free ? `${fit.pages}, room for ${count(fit.lines_free, "line")}` : String(fit.pages), fit.lines_over + fit.lines_free > 0, isOld);
  if (fit.strayed.length) row("Not on page 1", fit.strayed.join(", ").replaceAll("-", " "), true, isOld);
  if (fit.words !== null) row("Words", fit.words.toLocaleString("en"));
  if (fit.reading_ease !== null) row("Reading ease", `${fit.reading_ease} of 100`);
  if (fit.figures) row("Text alternatives", fit.without_alternative ? `${fit.without_alternative} to write` : "all there", fit.without_alternative > 0);
  if (fit.stale) row("Translation", `${fit.stale} to look at`, true);
  at("meter").replaceChildren(...rows);
}

function drawOverlay() {
  const problems = edition.problems;
  at("overlay").hidden = problems.length === 0;
  const errors = problems.filter((one) => one.severity === "error").length;
  const title = errors ? count(errors, "error") : count(problems.length, "problem");
  at("overlay-title").textContent = errors && problems.length > errors ? `${title}, ${problems.length - errors} more` : title;
  at("overlay").classList.toggle("has-errors", errors > 0);
  drawProblems(at("list"), problems, desk);
  at("old").hidden = edition.is_current || !edition.revision;
  document.body.classList.toggle("broken", !edition.is_current);
}

// --- all of it --------------------------------------------------------------------------------------------

let asking = 0;
async function renew() {
  const mine = ++asking;
  const answer = await ask("/api/edition", { path, brand });
  if (mine !== asking) return;
  document.body.classList.toggle("gone", !answer);
  at("gone").hidden = Boolean(answer);
  if (!answer) {
    document.title = `✗ ${path}`;
    at("title").textContent = path;
    at("printing").textContent = "";
    at("overlay").hidden = at("old").hidden = true;
    return;
  }
  edition = answer;
  const row = desk.editions.find((one) => one.path === path);
  at("title").textContent = row?.title ?? path;
  at("title").lang = edition.language;
  at("title").dir = edition.direction;
  document.title = `${edition.problems.some((one) => one.severity === "error") ? "✗ " : ""}${row?.title ?? path}`;
  choices("edition", edition.editions.map((one) => [one.path, one.kind ? `${one.name} (${one.kind.replaceAll(/[_-]/g, " ")})` : one.name]), path);
  choices("brand", desk.brands.map((name) => [name, name]), desk.brand);
  if (!frame.getAttribute("src") && edition.revision) {
    frame.src = address();
  }
  drawMeter();
  drawOverlay();
  drawPaper();
}

function choices(id, values, chosen) {
  if (at(id).dataset.values !== JSON.stringify(values)) {
    at(id).replaceChildren(...values.map(([value, text]) => element("option", { value }, text)));
    at(id).dataset.values = JSON.stringify(values);
  }
  at(id).value = chosen;
}

at("edition").addEventListener("change", (event) => (location.href = view(event.target.value)));
at("brand").addEventListener("change", (event) => (location.search = `?brand=${encodeURIComponent(event.target.value)}`));
document.querySelector(".tools").addEventListener("change", settle);
at("changed").addEventListener("click", () => {
  at("changed").hidden = true;
  showSheet(at("sheets"), Number(at("changed").value));
});
at("sheets").addEventListener("scroll", hideSource);
followReader(at("sheets"));
at("to-source").addEventListener("change", hideSource);
at("fold").addEventListener("click", () => fold(at("list").hidden));
at("more").addEventListener("click", () => {
  const isOpen = document.querySelector(".tools").classList.toggle("open");
  at("more").setAttribute("aria-expanded", isOpen);
});

function fold(isOpen) {
  at("list").hidden = !isOpen;
  at("fold").setAttribute("aria-expanded", isOpen);
  at("fold").textContent = isOpen ? "Fold" : "Unfold";
}

addEventListener("keydown", (event) => event.key === "Escape" && hideSource());
addEventListener("resize", settle);

const isNarrow = matchMedia("(max-width: 60rem)");

function settle() {
  const show = document.querySelector("[name=show]:checked").value;
  document.body.dataset.show = show;
  const width = Number(document.querySelector("[name=width]:checked").value);
  const room = document.querySelector(".stage").clientWidth;
  const wide = width || (show === "both" && !isNarrow.matches ? Math.max(room, 1200) : room);
  const scale = Math.min(1, room / wide);
  frame.style.width = `${wide}px`;
  frame.style.height = `${100 / scale}%`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  frame.style.marginInlineStart = wide * scale < room ? `${(room - wide * scale) / 2}px` : "0";
  at("scale").textContent = scale < 1 ? `at ${Math.round(scale * 100)} %` : "";
  document.querySelector(".view").classList.toggle("sourcing", at("to-source").checked);
  for (const name of ["show", "width", "scheme"]) sessionStorage.setItem(name, document.querySelector(`[name=${name}]:checked`).value);
  scheme(frame, wanted());
}

if (isNarrow.matches) {
  document.querySelector("[name=show][value=web]").checked = true;
  fold(false);
}
for (const name of ["show", "width", "scheme"]) {
  const kept = document.querySelector(`[name=${name}][value="${sessionStorage.getItem(name) ?? "-"}"]`);
  if (kept) kept.checked = true;
}

let patching = Promise.resolve();
async function hear(news) {
  if (news.what === "page" && news.path === path && edition?.revision) {
    patching = patching.catch(() => {}).then(() => patch(frame, address(), news.page, wanted()));
    await patching;
  }
  if (news.what === "series") desk = { ...desk, ...(await ask("/api/series", { brand })) };
  if (news.path === path || news.what === "series") await renew();
}

desk = await ask("/api/series", { brand });
at("brand").value = desk.brand;
document.querySelector(".to-desk").href = sessionStorage.getItem("desk") ?? (brand ? `/?brand=${encodeURIComponent(brand)}` : "/");

function lost() {
  document.body.classList.add("lost");
  at("printing").textContent = "briefgen preview has ended: start it again.";
}

/** Bring the window up to date: whatever was new before it listened has not been heard. */
async function back() {
  document.body.classList.remove("lost");
  desk = await ask("/api/series", { brand });
  const last = edition?.revision;
  await renew();
  if (edition && last !== undefined && edition.revision !== last) await patch(frame, address(), await (await fetch(address())).text(), wanted());
}

setInterval(attach, 50);
settle();
await renew();
listen({ path, brand: desk.brand }, hear, lost, back);
