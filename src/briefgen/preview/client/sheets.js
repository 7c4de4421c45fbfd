// The pages of a PDF, one under the other.

import { element } from "/client/events.js";

const AT_REST = 10_000;

let looks = [];
let scrolled = -AT_REST;

/** Notice when somebody scrolls: then no page comes into view by itself for a while. */
export function followReader(list) {
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    list.addEventListener(kind, () => (scrolled = performance.now()), { passive: true });
  }
}

/** Show the sheets (width and height in points, and what stands for their look) that have changed, and bring the first
 *  of them into view unless somebody reads; then its number is given back. `address` is that of a picture;
 *  `point(event, number)` is told of clicks. */
export function drawSheets(list, sheets, address, point) {
  if (!sheets.length) return null;
  const width = Math.round(Math.min(list.clientWidth || 600, 900) * Math.min(devicePixelRatio, 2));
  const changed = sheets.findIndex(([, , look], number) => look !== looks[number]);
  const isFirst = looks.length === 0;
  sheets.forEach(([wide, high, look], number) => {
    let item = list.children[number];
    if (!item) {
      item = element("li", {}, element("img", { alt: `Page ${number + 1}`, title: "A click leads to the source" }));
      item.firstChild.addEventListener("click", (event) => point(event, number));
      list.append(item);
    }
    const picture = item.firstChild;
    picture.style.aspectRatio = `${wide} / ${high}`;
    if (look !== looks[number] || picture.dataset.look !== look) {
      picture.dataset.look = look;
      const source = address(number, width, look);
      const loading = new Image();
      loading.onload = () => picture.dataset.look === look && (picture.src = source);
      loading.src = source;
    }
  });
  while (list.children.length > sheets.length) list.lastChild.remove();
  looks = sheets.map(([, , look]) => look);
  if (changed < 0 || changed >= sheets.length || isFirst || isSeen(list, changed)) return null;
  if (performance.now() - scrolled < AT_REST) return changed;
  showSheet(list, changed);
  return null;
}

export function showSheet(list, number) {
  list.scrollTo({ top: list.children[number].offsetTop - list.offsetTop });
}

function isSeen(list, number) {
  const top = list.children[number].offsetTop - list.offsetTop;
  return top < list.scrollTop + list.clientHeight && top + list.children[number].offsetHeight > list.scrollTop;
}
