// Enhancements only: every page works without this file.
import { initAll as govuk } from "./govuk-frontend.min.js";

govuk();

// A radio that opens a field is no thing that expands (ARIA knows none): the field follows it at once, and is read next.
const plainRadios = () => document.querySelectorAll("input[type=radio][aria-expanded]").forEach((radio) => radio.removeAttribute("aria-expanded"));
plainRadios();
document.addEventListener("click", plainRadios);
window.addEventListener("pageshow", plainRadios);

// The Ministry of Justice's scripts are fetched only by pages that use one of its scripted components.
if (document.querySelector("[data-module^='moj-']")) {
  import("./moj-frontend.min.js").then((moj) => moj.initAll());
}

const typing = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));

// «/» goes to the search box, unless someone is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const search = document.getElementById("site-search");
  if (search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// A form is sent once. The mark goes when the page comes back from the browser's memory.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.kithRepeat !== undefined) return;
  if (form.dataset.kithSent) {
    event.preventDefault();
  } else {
    form.dataset.kithSent = "yes";
    form.setAttribute("aria-busy", "true");
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-kith-sent]")) {
    delete form.dataset.kithSent;
    form.removeAttribute("aria-busy");
  }
});

// Filters may apply themselves: <form method="get" data-kith-auto>.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-kith-auto]");
  if (form) form.requestSubmit();
});

let telling;
// «24» in a year is written out as 2024 when the field is left, where it can be seen and put right. A birth is never to come.
document.addEventListener("change", (event) => {
  const field = event.target;
  const dates = field.closest?.("[data-kith-years]");
  if (!dates || !field.name?.endsWith(".Year")) return;
  const told = dates.parentElement.querySelector("[data-kith-year-told]");
  clearTimeout(telling);
  if (told) told.textContent = "";
  if (!/^\s*\d\d\s*$/.test(field.value)) return;
  const now = new Date();
  const part = (name) => dates.querySelector(`[name$='.${name}']`)?.value.trim() ?? "";
  const month = /^\d+$/.test(part("Month"))
    ? Number(part("Month"))
    : ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].indexOf(part("Month").slice(0, 3).toLowerCase()) + 1;
  let year = 2000 + Number(field.value);
  const last = dates.dataset.kithYears === "past" ? now : new Date(now.getFullYear() + 20, now.getMonth(), now.getDate());
  if (new Date(year, Math.max(month, 1) - 1, Number(part("Day")) || 1) > last) year -= 100;
  field.value = String(year);
  const words = told ?? dates.after(Object.assign(document.createElement("p"), { className: "govuk-hint kith-year-told" })) ?? dates.nextElementSibling;
  words.dataset.kithYearTold = "";
  words.setAttribute("role", "status");
  // An empty place for words is noticed before the words come into it.
  telling = setTimeout(() => (words.textContent = `Year read as ${year}. Change it if you meant another.`), 50);
});

// Whoever is about to be signed out is told while there is time.
if (document.querySelector("[data-kith-session]")) {
  import("./session.js");
}

// A table that has no room is moved in its own box, which keys reach as well: only then is it a stop on the way.
const boxes = document.querySelectorAll(".kith-scroll");
if (boxes.length > 0) {
  const measure = (box) => {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `${box.querySelector("caption")?.textContent.trim() ?? "Table"}, moves sideways`);
    } else if (box.hasAttribute("tabindex")) {
      ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    }
  };
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.target.closest(".kith-scroll"))));
  for (const box of boxes) {
    watch.observe(box);
    if (box.firstElementChild) watch.observe(box.firstElementChild);
  }
}

// Buttons that print: <button type="button" data-kith-print hidden>.
for (const button of document.querySelectorAll("[data-kith-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Long selects become a box to type in.
const selects = document.querySelectorAll("select[data-kith-autocomplete]");
if (selects.length > 0) {
  const script = document.createElement("script");
  script.src = new URL("./accessible-autocomplete.min.js", import.meta.url);
  script.addEventListener("load", () => {
    for (const select of selects) {
      const describedBy = select.getAttribute("aria-describedby");
      window.accessibleAutocomplete.enhanceSelectElement({
        selectElement: select,
        defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
        showAllValues: true,
        preserveNullOptions: true,
        confirmOnBlur: false,
        ...(describedBy ? { menuAttributes: { "aria-describedby": describedBy } } : {}),
      });
    }
  });
  document.head.append(script);
}

// Forms about several children.
if (document.querySelector("[data-kith-for-all], [data-kith-unfold]")) {
  import("./children.js");
}

// A long list of things to tick can be narrowed by typing.
if (document.querySelector("[data-kith-narrow]")) {
  import("./narrow.js");
}

// A drawing can be taken out as a picture.
if (document.querySelector("[data-kith-picture]")) {
  import("./picture.js");
}

// Long forms save themselves while they are written.
if (document.querySelector("form[data-kith-draft]")) {
  import("./draft.js");
}
