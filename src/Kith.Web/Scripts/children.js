// Forms about several children: what is the same for all fills each child's field while it is written, and the folded
// parts can be opened all at once. Without this file the server fills the fields when the form is sent.

const prefix = "Input.ForAll.";

for (const box of document.querySelectorAll("[data-kith-for-all]")) {
  const form = box.closest("form");
  for (const field of [...box.querySelectorAll("input, select, textarea")].filter((f) => f.name.startsWith(prefix))) {
    const rest = field.name.slice(prefix.length);
    const own = () => [...form.elements].filter((e) => e.name?.startsWith("Input.Children[") && e.name.endsWith(`].${rest}`) && about(e));
    // From here on each child's field says what is so: sending the box as well would fill again what someone emptied.
    field.name = `for-all.${rest}`;
    let last = "";
    const fill = () => {
      for (const each of own()) {
        if (field.type === "checkbox") each.checked = field.checked;
        else if (field.type === "radio") {
          const chosen = [...form.elements[each.name]].find((r) => r.checked);
          if (!chosen || chosen.value === last) each.checked = each.value === field.value;
        } else if (each.value.trim() === "" || each.value === last) each.value = field.value;
      }
      last = field.value;
    };
    field.addEventListener(field.matches("[type=checkbox], [type=radio], select") ? "change" : "input", fill);
    // A child who is ticked after the box was written gets what stands in it, where nothing stands yet.
    form.addEventListener("change", (event) => {
      const block = event.target.closest(".kith-child-block");
      if (!block || !event.target.matches(".kith-included input[type=checkbox]:checked, input[type=radio][name$='.Part']:checked")) return;
      for (const each of own().filter((e) => block.contains(e))) {
        if (field.type === "checkbox") each.checked ||= field.checked;
        else if (field.type !== "radio" && each.value.trim() === "") each.value = field.value;
      }
    });
  }
}

// A child who was not seen, or whom it is not about, has nothing to be filled.
function about(element) {
  const block = element.closest(".kith-child-block");
  return !block?.querySelector("input[value=NotSeen]:checked, input[value=NotPart]:checked, .kith-included input[type=checkbox]:not(:checked)");
}

// «Open all» above folded children.
for (const button of document.querySelectorAll("[data-kith-unfold]")) {
  const blocks = [...button.closest("form").querySelectorAll("details.kith-child-block--folds")];
  const closed = () => blocks.some((b) => !b.open);
  const say = () => { button.textContent = closed() ? "Open all the children" : "Close all the children"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = closed();
    for (const block of blocks) block.open = open;
    say();
  });
  for (const block of blocks) block.addEventListener("toggle", say);
  say();
}
