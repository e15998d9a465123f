// A time is shown as the page printed it; beside it, where that differs, as the reader's own clock has it.
for (const time of document.querySelectorAll("time[datetime]")) {
  const given = time.getAttribute("datetime");
  if (!/T.*([+-]\d\d:\d\d|Z)$/.test(given)) continue;
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) continue;
  const own = at.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
  time.title = own;
  const minutes = /([+-])(\d\d):(\d\d)$/.exec(given);
  const offset = minutes ? Number(minutes[1] + "1") * (Number(minutes[2]) * 60 + Number(minutes[3])) : 0;
  if (-at.getTimezoneOffset() === offset) continue;
  const beside = document.createElement("span");
  beside.className = "local";
  beside.textContent = " (" + own + ")";
  time.append(beside);
}
