// The pages of a PDF, one under the other.

import { element } from "/client/events.js";

let looks = [];

/** Show the sheets (width and height in points, and what stands for their look) that have changed, and bring the first
 *  of them into view. `address` is that of a picture; `point(event, number)` is told of clicks. */
export function drawSheets(list, sheets, address, point) {
  if (!sheets.length) return;
  const width = Math.round(Math.min(list.clientWidth || 600, 900) * Math.min(devicePixelRatio, 2));
  const changed = sheets.findIndex(([, , look], number) => look !== looks[number]);
  const isFirst = looks.length === 0;
  sheets.forEach(([wide, high, look], number) => {
    let item = list.children[number];
    if (!item) {
      item = element("li", {}, element("img", { alt: `Page ${number + 1}` }));
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
  if (changed >= 0 && !isFirst) {
    const top = list.children[changed].offsetTop - list.offsetTop;
    const isSeen = top < list.scrollTop + list.clientHeight && top + list.children[changed].offsetHeight > list.scrollTop;
    if (!isSeen) list.scrollTo({ top });
  }
}
