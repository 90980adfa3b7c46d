// Lets the box of the start page suggest countries while someone types: one, or the second of a pair;
// and lets a click on the chart open the chart's page. A tap on a phone shows the chart's numbers.
export default function ({ data, parentElement }) {
  const open = ({ target }) => {
    if (target.closest(".st-key-story .stPlotlyChart") && window.matchMedia("(hover: hover)").matches)
      document.querySelector(".st-key-story a").click();
  };
  document.addEventListener("click", open);
  const list = document.createElement("datalist");
  list.id = "at-suggested";
  parentElement.replaceChildren(list);
  const box = document.querySelector(".st-key-asked input");
  let shown;
  const suggest = () => {
    const first = /^.+ (?:to|from|->) /i.exec(box.value)?.[0] ?? "";
    if (first === shown) return;
    shown = first;
    list.replaceChildren(...data.names.map((name) => new Option("", first + name)));
  };
  suggest();
  box.setAttribute("list", list.id);
  box.addEventListener("input", suggest);
  return () => {
    box.removeEventListener("input", suggest);
    document.removeEventListener("click", open);
  };
}
