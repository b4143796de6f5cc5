// Narrows a long list of things to tick while someone types, so that it is quick by keyboard alone: a few letters,
// Enter ticks what stands first, and the next letters begin anew. Without this file the list stands in its groups.

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, " ").trim();

for (const list of document.querySelectorAll("[data-kith-narrow]")) {
  const items = [...list.querySelectorAll(".govuk-checkboxes__item")].map((item) => {
    const label = item.querySelector("label").textContent.trim();
    const group = item.closest("fieldset").querySelector("legend").textContent.trim();
    const input = item.querySelector("input");
    const own = label.toLowerCase().startsWith(group.toLowerCase()) || item.closest("[data-kith-narrow-alone]") ? label : `${group}: ${label}`;
    return { item, input, name: own, words: ` ${plain(`${input.value} ${group} ${label} ${item.dataset.kithWords ?? ""}`)}` };
  });
  const box = document.createElement("div");
  box.className = "govuk-form-group kith-narrow";
  box.innerHTML = `<label class="govuk-label govuk-label--s" for="narrow"></label><div class="govuk-hint" id="narrow-hint"></div>
    <input class="govuk-input govuk-input--width-20" type="search" id="narrow" autocomplete="off" spellcheck="false" aria-describedby="narrow-hint">
    <p class="kith-narrow__found" role="status"></p><p class="kith-narrow__chosen"></p>`;
  box.querySelector("label").textContent = list.dataset.kithNarrow;
  box.querySelector(".govuk-hint").textContent = "A few letters; Enter ticks the first one found";
  const field = box.querySelector("input");
  const found = box.querySelector(".kith-narrow__found");
  const chosen = box.querySelector(".kith-narrow__chosen");
  list.before(box);

  const matches = () => {
    const words = plain(field.value).split(" ").filter(Boolean);
    return items.filter((i) => words.every((w) => i.words.includes(` ${w}`)));
  };
  const show = () => {
    const now = matches();
    const asked = plain(field.value).length > 0;
    for (const i of items) {
      i.item.hidden = asked && !now.includes(i);
      i.item.classList.toggle("kith-narrow__first", asked && i === now[0]);
    }
    for (const set of list.querySelectorAll("fieldset")) set.hidden = ![...set.querySelectorAll(".govuk-checkboxes__item")].some((i) => !i.hidden);
    found.textContent = !asked ? "" : now.length === 0 ? "None found. Try another word." : `${now.length} found. Enter ${now[0].input.checked ? "takes out" : "ticks"} «${now[0].name}».`;
  };
  const tell = () => {
    const names = items.filter((i) => i.input.checked).map((i) => i.name);
    chosen.textContent = names.length === 0 ? "" : `Chosen (${names.length}): ${names.join("; ")}`;
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) {
      field.value = "";
      show();
      event.preventDefault();
    } else if (event.key === "Enter") {
      // Never sends the form from here.
      event.preventDefault();
      const first = plain(field.value) ? matches()[0] : undefined;
      if (!first) return;
      first.input.click();
      found.textContent = `${first.input.checked ? "Ticked" : "Taken out"}: «${first.name}».`;
      field.select();
    }
  });
  list.addEventListener("change", tell);
  tell();
}
