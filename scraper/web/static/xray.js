// Ties the page in the frame with the lists beside it: pointing at a block on either side shows it on the other.
(() => {
  const frame = document.querySelector("iframe.page");
  if (!frame) return;
  const rows = new Map();
  for (const row of document.querySelectorAll("[data-block]")) rows.set(Number(row.dataset.block), row);
  const say = (kind, block) => frame.contentWindow.postMessage({ kind, block }, "*");
  const light = (block, name) => {
    for (const row of document.querySelectorAll("." + name)) row.classList.remove(name);
    const row = rows.get(block);
    if (row) {
      row.classList.add(name);
      for (const field of document.querySelectorAll('[data-role~="' + row.dataset.name + '"]')) field.classList.add(name);
    }
    return row;
  };
  // What comes from the frame is worth a number and nothing more: the page in it is a stranger's.
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || !event.data) return;
    const block = Number.isInteger(event.data.block) ? event.data.block : null;
    if (event.data.kind === "over") light(block, "over");
    if (event.data.kind === "click") {
      const row = light(block, "chosen");
      if (!row) return;
      row.scrollIntoView({ block: "nearest" });
      const box = row.querySelector("input[name=block]");
      if (box) box.checked = !box.checked;
      say("click", block);
    }
  });
  for (const [block, row] of rows) {
    row.addEventListener("mouseenter", () => { light(block, "over"); say("over", block); });
    row.addEventListener("mouseleave", () => { light(null, "over"); say("over", null); });
    row.addEventListener("focusin", () => { light(block, "over"); say("over", block); });
    const link = row.querySelector("a.to");
    if (link) link.addEventListener("click", (event) => { event.preventDefault(); light(block, "chosen"); say("click", block); });
  }
  for (const field of document.querySelectorAll("[data-role]")) {
    const names = field.dataset.role.split(" ");
    const first = [...rows].find(([, row]) => names.includes(row.dataset.name));
    if (!first) continue;
    field.addEventListener("mouseenter", () => { light(first[0], "over"); say("over", first[0]); });
    field.addEventListener("mouseleave", () => { light(null, "over"); say("over", null); });
    field.addEventListener("click", () => { light(first[0], "chosen"); say("click", first[0]); });
  }
})();
