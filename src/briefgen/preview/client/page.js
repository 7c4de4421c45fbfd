// The web page of an edition in its frame: changed in place, light or dark as asked for.

const TEXTS = "[data-b], h1, h2, h3, p, li, dd, figcaption";

/** Put the new page in the place of the old one: what stays the same stays where it is. Where the frame shows something
 *  else, it is brought back to `address`. */
export async function patch(frame, address, html, wanted) {
  if (!html) return;
  const old = frame.contentDocument;
  const isHere = old?.location.pathname === new URL(address, location.href).pathname;
  if (!isHere || !old.head || !old.body) {
    frame.src = address;
    return;
  }
  const next = new DOMParser().parseFromString(html, "text/html");
  await styles(old, next);
  const before = new Set([...old.querySelectorAll(TEXTS)].map((one) => one.textContent));
  Idiomorph.morph(old.documentElement, next.documentElement, {
    morphStyle: "outerHTML",
    head: { style: "morph" },
    callbacks: { beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details") },
  });
  scheme(frame, wanted);
  const changed = [...old.querySelectorAll(TEXTS)].filter((one) => !before.has(one.textContent));
  const inner = changed.filter((one) => !changed.some((other) => other !== one && one.contains(other)));
  if (inner.length < 20) inner.forEach(flash);
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

/** `light` or `dark` by the style sheets' own rules, or as this browser is. */
export function scheme(frame, wanted) {
  const page = frame.contentDocument;
  if (!page?.documentElement) return;
  const forced = (text) => text.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_, kind) => (kind === wanted ? "(min-width: 0px)" : "(max-width: 0px)"));
  for (const sheet of page.styleSheets) rules(rulesOf(sheet), forced, wanted, frame.contentWindow.CSSMediaRule);
  for (const source of page.querySelectorAll("source[media], link[media]")) {
    source.dataset.media ??= source.media;
    set(source, "media", wanted ? forced(source.dataset.media) : source.dataset.media);
  }
  page.documentElement.style.colorScheme = wanted;
}

/** The rules of a sheet; none of one that is not there. */
function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

const media = new WeakMap();
function rules(list, forced, wanted, MediaRule) {
  for (const rule of list) {
    if (rule instanceof MediaRule) {
      if (!media.has(rule)) media.set(rule, rule.media.mediaText);
      set(rule.media, "mediaText", wanted ? forced(media.get(rule)) : media.get(rule));
    }
    if (rule.cssRules) rules(rule.cssRules, forced, wanted, MediaRule);
  }
}

/** What is set to what it is already is worked out anew by the browser all the same. */
function set(what, name, value) {
  if (what[name] !== value) what[name] = value;
}
