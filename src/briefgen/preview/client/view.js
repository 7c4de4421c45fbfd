// A window on an edition: its web page, changed in place, and its PDF page by page beside it.

import { ask, count, element, listen } from "/client/events.js";
import { drawProblems, inEditor, place } from "/client/problems.js";

const path = decodeURIComponent(location.pathname.slice("/view/".length));
const brand = new URLSearchParams(location.search).get("brand") ?? "";
const at = (id) => document.getElementById(id);
const frame = at("page");
let desk = null;
let edition = null;
let shownRevision = 0;

// --- the web page -----------------------------------------------------------------------------------------

const address = () => `/site/${encodeURIComponent(desk.brand)}/${edition.page}`;

/** Put the new page in the place of the old one: what stays the same stays where it is. */
async function patch(html) {
  if (!html || !frame.contentDocument) return;
  const next = new DOMParser().parseFromString(html, "text/html");
  const old = frame.contentDocument;
  await styles(old, next);
  const before = new Set([...old.querySelectorAll("[data-b]")].map((one) => one.dataset.b));
  Idiomorph.morph(old.documentElement, next.documentElement, {
    morphStyle: "outerHTML",
    head: { style: "morph" },
    callbacks: { beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details") },
  });
  scheme();
  const changed = [...old.querySelectorAll("[data-b]")].filter((one) => !before.has(one.dataset.b));
  if (before.size && changed.length < 20) changed.forEach(flash);
  document.documentElement.dataset.patched = String(Number(document.documentElement.dataset.patched ?? 0) + 1);
}

/** Load style sheets that the new page has and the old one has not, so that no page is seen without. */
async function styles(old, next) {
  const there = new Set([...old.querySelectorAll("link[rel=stylesheet]")].map((one) => one.getAttribute("href")));
  const loads = [...next.querySelectorAll("link[rel=stylesheet]")]
    .filter((one) => !there.has(one.getAttribute("href")))
    .map((one) => {
      const link = old.importNode(one);
      const loaded = new Promise((done) => (link.onload = link.onerror = done));
      old.head.append(link);
      return loaded;
    });
  await Promise.race([Promise.all(loads), new Promise((done) => setTimeout(done, 1000))]);
}

function flash(block) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  block.animate([{ outline: "3px solid #f5a300", outlineOffset: "4px" }, { outline: "3px solid transparent", outlineOffset: "4px" }], 1200);
}

const heard = new WeakSet();
/** Hear clicks from the first moment there is something to click at: pictures may still be loading. */
function attach() {
  const page = frame.contentDocument;
  if (!page?.body || page.URL === "about:blank") return requestAnimationFrame(attach);
  if (heard.has(page)) return;
  heard.add(page);
  page.addEventListener("click", toSource, true);
  page.addEventListener("keydown", (event) => event.key === "Escape" && (at("source").hidden = true));
}

frame.addEventListener("load", () => {
  attach();
  scheme();
});

/** Light or dark as asked for, by the style sheets' own rules. */
function scheme() {
  const wanted = document.querySelector("[name=scheme]:checked").value;
  const page = frame.contentDocument;
  if (!page?.documentElement) return;
  const forced = (text) => text.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_, kind) => (kind === wanted ? "(min-width: 0px)" : "(max-width: 0px)"));
  for (const sheet of page.styleSheets) rules(sheet.cssRules, forced, wanted);
  for (const source of page.querySelectorAll("source[media], link[media]")) {
    source.dataset.media ??= source.media;
    source.media = wanted ? forced(source.dataset.media) : source.dataset.media;
  }
  page.documentElement.style.colorScheme = wanted;
}

const media = new WeakMap();
function rules(list, forced, wanted) {
  for (const rule of list) {
    if (rule instanceof frame.contentWindow.CSSMediaRule) {
      if (!media.has(rule)) media.set(rule, rule.media.mediaText);
      rule.media.mediaText = wanted ? forced(media.get(rule)) : media.get(rule);
    }
    if (rule.cssRules) rules(rule.cssRules, forced, wanted);
  }
}

// --- from the page to its source --------------------------------------------------------------------------

function toSource(event) {
  const link = event.target.closest?.("a[href]");
  if (!at("to-source").checked && !event.altKey) {
    if (link) follow(event, link);
    return;
  }
  event.preventDefault();
  const block = event.target.closest("[data-b]");
  const lines = edition.blocks[block?.dataset.b];
  const line = lines ? lines[0] : 1;
  const box = at("source");
  box.hidden = false;
  box.replaceChildren(place(desk, path, line));
  const rect = frame.getBoundingClientRect();
  const scale = rect.width / frame.offsetWidth;
  box.style.left = `${Math.min(rect.left + event.clientX * scale, innerWidth - 320)}px`;
  box.style.top = `${Math.min(rect.top + event.clientY * scale + 12, innerHeight - 60)}px`;
  const editor = inEditor(desk, path, line);
  if (editor) location.href = editor;
  else navigator.clipboard?.writeText(`${path}:${line}`);
}

/** A link to another page of the series opens the window on that one. */
function follow(event, link) {
  const here = new URL(frame.contentWindow.location.href);
  const there = new URL(link.href, here);
  const site = `/site/${encodeURIComponent(desk.brand)}/`;
  if (there.origin !== here.origin) {
    event.preventDefault();
    open(there, "_blank", "noopener");
  } else if (there.pathname !== here.pathname && there.pathname.startsWith(site)) {
    const target = desk.editions.find((one) => site + one.page === there.pathname);
    if (target) {
      event.preventDefault();
      location.href = view(target.path);
    }
  }
}

const view = (other) =>
  `/view/${other.split("/").map(encodeURIComponent).join("/")}${brand ? `?brand=${encodeURIComponent(brand)}` : ""}`;

// --- the PDF ----------------------------------------------------------------------------------------------

let looks = [];
function drawSheets() {
  const list = at("sheets");
  const { revision, is_current: isCurrent, sheets } = edition.paper;
  at("printing").textContent = sheets.length ? (isCurrent ? "" : "The PDF is on its way.") : edition.is_current ? "The PDF is on its way." : "";
  if (!sheets.length) return;
  const width = Math.round(Math.min(list.clientWidth || 600, 900) * Math.min(devicePixelRatio, 2));
  const changed = sheets.findIndex(([, , look], number) => look !== looks[number]);
  const isFirst = looks.length === 0;
  sheets.forEach(([wide, high, look], number) => {
    let item = list.children[number];
    if (!item) {
      item = element("li", {}, element("img", { alt: `Page ${number + 1}` }));
      list.append(item);
    }
    const picture = item.firstChild;
    picture.style.aspectRatio = `${wide} / ${high}`;
    if (look !== looks[number] || picture.dataset.look !== look) {
      picture.dataset.look = look;
      const source = `/sheet/${encodeURIComponent(desk.brand)}/${number}/${path.split("/").map(encodeURIComponent).join("/")}?width=${width}&look=${look}`;
      const loading = new Image();
      loading.onload = () => picture.dataset.look === look && (picture.src = source);
      loading.src = source;
    }
  });
  while (list.children.length > sheets.length) list.lastChild.remove();
  looks = sheets.map(([, , look]) => look);
  if (changed >= 0 && !isFirst) {
    const top = list.children[changed].offsetTop - list.offsetTop;
    const isSeen = top < list.scrollTop + list.clientHeight && top + list.children[changed].offsetHeight > list.scrollTop;
    if (!isSeen) list.scrollTo({ top });
  }
  if (document.documentElement.dataset.paper !== String(revision)) document.documentElement.dataset.paper = String(revision);
}

// --- what is said beside them -----------------------------------------------------------------------------

function drawMeter() {
  const fit = edition.fit;
  const rows = [];
  const row = (what, value, isBad = false) => rows.push(element("div", { class: isBad ? "bad" : null }, element("dt", {}, what), element("dd", {}, value)));
  if (fit.pages !== null) row("Pages", fit.lines_over ? `${fit.pages}, ${count(fit.lines_over, "line")} over` : fit.lines_free ? `${fit.pages}, room for ${count(fit.lines_free, "line")}` : String(fit.pages), fit.lines_over + fit.lines_free > 0);
  if (fit.strayed.length) row("Not on page 1", fit.strayed.join(", ").replaceAll("-", " "), true);
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
  frame.classList.toggle("old", !edition.is_current);
}

// --- all of it --------------------------------------------------------------------------------------------

let asking = 0;
async function renew() {
  const mine = ++asking;
  const answer = await ask("/api/edition", { path, brand });
  if (mine !== asking) return;
  if (!answer) {
    at("title").textContent = "There is no such edition any more";
    document.title = "Gone";
    return;
  }
  const isFirst = edition === null || !edition.page;
  edition = answer;
  const row = desk.editions.find((one) => one.path === path);
  at("title").textContent = row?.title ?? path;
  at("title").lang = edition.language;
  at("title").dir = edition.direction;
  document.title = `${edition.problems.some((one) => one.severity === "error") ? "✗ " : ""}${row?.title ?? path}`;
  choices("edition", edition.editions.map((one) => [one.path, `${one.name}${one.kind === row?.kind ? "" : `, ${one.kind.replaceAll("_", " ")}`}`]), path);
  choices("brand", desk.brands.map((name) => [name, name]), desk.brand);
  if (isFirst && edition.revision) {
    frame.src = address();
    attach();
  }
  shownRevision = Math.max(shownRevision, edition.revision);
  drawMeter();
  drawOverlay();
  drawSheets();
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
at("fold").addEventListener("click", () => {
  const isOpen = at("list").hidden;
  at("list").hidden = !isOpen;
  at("fold").setAttribute("aria-expanded", isOpen);
  at("fold").textContent = isOpen ? "Fold" : "Unfold";
});
addEventListener("keydown", (event) => event.key === "Escape" && (at("source").hidden = true));
addEventListener("resize", settle);

function settle() {
  const show = document.querySelector("[name=show]:checked").value;
  document.body.dataset.show = show;
  const width = Number(document.querySelector("[name=width]:checked").value);
  const room = document.querySelector(".stage").clientWidth;
  const wide = width || Math.max(room, show === "both" ? 1200 : room);
  const scale = Math.min(1, room / wide);
  frame.style.width = `${wide}px`;
  frame.style.height = `${100 / scale}%`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  frame.style.marginInlineStart = wide * scale < room ? `${(room - wide * scale) / 2}px` : "0";
  document.querySelector(".view").classList.toggle("sourcing", at("to-source").checked);
  for (const name of ["show", "width", "scheme"]) sessionStorage.setItem(name, document.querySelector(`[name=${name}]:checked`).value);
  scheme();
}

for (const name of ["show", "width", "scheme"]) {
  const kept = document.querySelector(`[name=${name}][value="${sessionStorage.getItem(name) ?? "-"}"]`);
  if (kept) kept.checked = true;
}

let patching = Promise.resolve();
async function hear(news) {
  if (news.what === "page" && news.path === path && edition?.revision) {
    patching = patching.then(() => patch(news.page));
    await patching;
  }
  if (news.what === "series") desk = { ...desk, ...(await ask("/api/series", { brand })) };
  if (news.path === path || news.what === "series") await renew();
}

desk = await ask("/api/series", { brand });
at("brand").value = desk.brand;
document.querySelector(".to-desk").href = brand ? `/?brand=${encodeURIComponent(brand)}` : "/";
listen({ path, brand: desk.brand }, hear, (isLost) => {
  document.body.classList.toggle("lost", isLost);
  at("printing").textContent = isLost ? "briefgen preview has ended: start it again." : "";
  if (!isLost) renew().then(async () => edition?.revision && patch(await (await fetch(address())).text()));
});
await renew();
settle();
