// Lets the box of the start page suggest countries while someone types: one, or the second of a pair.
export default function ({ data, parentElement }) {
  const box = document.querySelector(".st-key-asked input");
  if (!box) return;
  const list = document.createElement("datalist");
  list.id = "at-suggested";
  parentElement.replaceChildren(list);
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
  return () => box.removeEventListener("input", suggest);
}
