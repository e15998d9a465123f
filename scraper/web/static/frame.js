// In the frame of an archived page: says which block is pointed at, and shows the block that is asked for.
(() => {
  const blockOf = (event) => {
    const run = event.target instanceof Element ? event.target.closest("[data-b]") : null;
    return run ? Number(run.dataset.b) : null;
  };
  const tell = (kind, block) => parent.postMessage({ kind, block }, "*");
  const show = (block, name) => {
    for (const run of document.querySelectorAll("." + name)) run.classList.remove(name);
    if (block === null) return [];
    const runs = document.querySelectorAll('[data-b="' + block + '"]');
    for (const run of runs) run.classList.add(name);
    return runs;
  };
  addEventListener("mouseover", (event) => tell("over", blockOf(event)));
  addEventListener("click", (event) => {
    event.preventDefault();
    const block = blockOf(event);
    if (block !== null) tell("click", block);
  });
  addEventListener("message", (event) => {
    if (event.source !== parent || !event.data) return;
    const block = Number.isInteger(event.data.block) ? event.data.block : null;
    if (event.data.kind === "over") show(block, "xray-over");
    if (event.data.kind === "click") {
      const runs = show(block, "xray-chosen");
      if (runs.length) runs[0].scrollIntoView({ block: "center" });
    }
  });
})();
