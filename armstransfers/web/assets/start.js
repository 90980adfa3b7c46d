// Lets the box of the start page suggest countries while someone types: one, or the second of a pair;
// and lets a click on the chart open the chart's page. A tap on a phone shows the chart's numbers.
// It listens to the whole page, for box and chart may come later than this.
export default function ({ data, parentElement }) {
  const list = document.createElement("datalist");
  list.id = "at-suggested";
  parentElement.replaceChildren(list);
  let shown;
  const suggest = ({ target }) => {
    if (!target.closest?.(".st-key-asked")) return;
    target.setAttribute("list", list.id);
    const first = /^.+ (?:to|from|->) /i.exec(target.value)?.[0] ?? "";
    if (first === shown) return;
    shown = first;
    list.replaceChildren(...data.names.map((name) => new Option("", first + name)));
  };
  const open = ({ target }) => {
    if (target.closest?.(".st-key-story .stPlotlyChart") && window.matchMedia("(hover: hover)").matches)
      document.querySelector(".st-key-story a")?.click();
  };
  const heard = { focusin: suggest, input: suggest, click: open };
  for (const [event, act] of Object.entries(heard)) document.addEventListener(event, act);
  return () => {
    for (const [event, act] of Object.entries(heard)) document.removeEventListener(event, act);
  };
}
