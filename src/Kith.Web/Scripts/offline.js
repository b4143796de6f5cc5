// The page for visits without signal. It reads only what this device keeps; the children and the open key live in this
// page's memory from unlocking to locking, and nowhere else.
import * as store from "./offline-store.js";

const root = document.getElementById("offline");
const status = document.getElementById("offline-status");
const hiddenMinutes = 2;

let open = null; // { key, content } while unlocked
let writing = null; // { key, form, dirty } while a visit is being written
let used = Date.now();
let hiddenSince = null;
let note = null; // what to say at the top of the next view
let quiet = false; // while a view is only made anew

const el = (name, attributes = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.flat().filter((i) => i !== null && i !== undefined && i !== false && i !== ""));
  return made;
};
const p = (...inside) => el("p", { class: "govuk-body" }, ...inside);
const button = (words, act, look = "") => el("button", { type: "button", class: `govuk-button ${look}`, onclick: act }, words);
const say = (words) => (status.textContent = words);

const show = (title, ...inside) => {
  document.title = `${title} – ${document.title.split(" – ").slice(-2).join(" – ")}`;
  const heading = el("h1", { class: "govuk-heading-l", tabindex: "-1" }, title);
  const told = note ? el("div", { class: "govuk-inset-text", role: "status" }, note) : null;
  note = null;
  // When something was only sent meanwhile, nobody's place on the page is taken away.
  const stays = quiet && !root.contains(document.activeElement);
  root.replaceChildren(...[heading, told, ...inside.flat()].filter(Boolean));
  if (!stays) heading.focus();
};

// ---- Locking

const lock = async (why) => {
  if (!open) return;
  await keepWriting().catch(() => {});
  forget();
  note = why ?? null;
  await begin();
};

// At once, without waiting: the page is going away.
const forget = () => {
  open = null;
  writing = null;
  root.replaceChildren();
};

const idle = () => {
  if (!open) return;
  if (Date.now() >= Date.parse(open.content.until)) lock();
  else if (Date.now() - used >= open.content.lockMinutes * 60000) lock(`Locked, because nothing was done for ${open.content.lockMinutes} minutes. What you were writing is kept.`);
  else if (hiddenSince && Date.now() - hiddenSince >= hiddenMinutes * 60000) lock("Locked while another app was in front. What you were writing is kept.");
};
setInterval(idle, 5000);
for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, () => (used = Date.now()), { passive: true });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    hiddenSince = Date.now();
    keepWriting().catch(() => {});
  } else {
    idle();
    hiddenSince = null;
    meet();
  }
});
window.addEventListener("pagehide", forget);
window.addEventListener("pageshow", (event) => event.persisted && begin());

// ---- The server, when there is signal

let meeting = null;
const meet = () =>
  (meeting ??= (async () => {
    const stood = await store.check();
    if (stood === "ended" || stood === "expired") {
      forget();
      note = stood === "ended" ? "What was carried on this device has been erased, because it was ended." : "What was carried on this device has been erased, because its time is over.";
      await begin();
      return;
    }
    const done = await store.send();
    if (done.sent > 0) say(done.sent === 1 ? "One visit was sent." : `${done.sent} visits were sent.`);
    if (!writing) await refresh(done);
  })()
    .catch(() => {})
    .finally(() => (meeting = null)));
// One that began without signal ends without it: the signal is not to wait for the next minute.
window.addEventListener("online", () => (meeting ?? Promise.resolve()).then(meet));
window.addEventListener("offline", () => !writing && refresh());
setInterval(() => document.visibilityState === "visible" && navigator.onLine && meet(), 60000);

const outbox = async (done) => {
  const waiting = await store.visits();
  const came = await store.receipts();
  const parts = [];
  if (came.length > 0) {
    parts.push(
      el("section", { class: "kith-card kith-card--quiet", "aria-labelledby": "sent" },
        el("h2", { class: "kith-card__title", id: "sent" }, "Sent"),
        el("ul", { class: "kith-items" }, came.map((r) =>
          el("li", { class: "kith-item" }, el("span", {},
            r.fate === "Recorded" ? "A visit is recorded. " : r.fate === "Beside" ? "A visit came in beside one that was recorded meanwhile: look at both. " : "A visit came in as a draft: something is missing. ",
            r.href && navigator.onLine ? el("a", { class: "govuk-link", href: r.href }, r.fate === "Recorded" ? "Open the visit" : "Open the draft") : null)))),
        el("p", { class: "kith-actions" }, el("button", { type: "button", class: "kith-link-button", onclick: async () => { await store.forgetReceipts(); refresh(); } }, "Take these lines away"))),
    );
  }
  const finished = waiting.filter((v) => v.finished || !open);
  if (finished.length > 0) {
    parts.push(p(el("strong", {}, finished.length === 1 ? "1 visit waits to be sent. " : `${finished.length} visits wait to be sent. `), navigator.onLine ? "" : "It is sent by itself when there is signal and you open this page."));
  }
  if (done?.signIn) {
    parts.push(el("div", { class: "govuk-inset-text" }, el("a", { class: "govuk-link", href: "/sign-in?to=%2Foffline%2Fvisits" }, "Sign in to send"), " what you wrote. It stays locked on this device until then."));
  }
  return parts;
};

// ---- Views

let shown = null;
const refresh = async (done) => {
  const box = document.getElementById("outbox");
  if (shown === list) {
    quiet = true;
    await list(done);
    quiet = false;
  } else if (shown && box) {
    box.replaceChildren(...(await outbox(done)));
  }
};
const outside = async (done) => el("div", { id: "outbox" }, await outbox(done));

const begin = async () => {
  const kept = await store.packet();
  if (!kept) return empty();
  if (Date.now() >= Date.parse(kept.until)) {
    await store.erase();
    note = "What was carried on this device has been erased, because its time is over.";
    meet();
    return empty();
  }
  return locked();
};

const empty = async (done) => {
  shown = empty;
  show("Visits without signal", p("Nothing is carried on this device."), await outside(done), p(el("a", { class: "govuk-link", href: "/visits/offline" }, "Take visits along"), " when you have signal."));
};

const locked = async (done) => {
  shown = locked;
  const kept = await store.packet();
  if (!kept) return empty(done);
  const typed = root.querySelector("#offline-passphrase")?.value ?? "";
  const error = el("p", { class: "govuk-error-message", id: "offline-passphrase-error", role: "alert", hidden: true });
  const field = el("input", { class: "govuk-input govuk-input--width-20", id: "offline-passphrase", type: "password", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "offline-passphrase-error" });
  field.value = typed;
  const group = el("div", { class: "govuk-form-group" }, el("label", { class: "govuk-label", for: "offline-passphrase" }, "Your passphrase for this device"), error, field);
  const send = el("button", { type: "submit", class: "govuk-button" }, "Unlock");
  const form = el("form", { novalidate: true, method: "get", "data-kith-repeat": true, onsubmit: async (event) => {
    event.preventDefault();
    if (send.disabled || field.value === "") return;
    send.disabled = true;
    say("Unlocking…");
    const answer = await store.open(field.value);
    field.value = "";
    say("");
    if (answer.state === "open") {
      open = { key: answer.key, content: answer.content };
      used = Date.now();
      return list();
    }
    if (answer.state === "wrong") {
      send.disabled = false;
      group.classList.add("govuk-form-group--error");
      error.textContent = `This is not the passphrase. ${answer.left === 1 ? "One try is" : `${answer.left} tries are`} left before what is carried is erased`;
      error.hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return;
    }
    note = "What was carried on this device has been erased after too many tries. Visits that you wrote are still here, locked, and can be sent.";
    meet();
    await empty();
  } }, group, send);
  show("Visits without signal", p(`Locked. What is carried erases itself at the end of ${kept.untilWords}.`), form, await outside(done), leave());
};

const leave = () =>
  el("details", { class: "govuk-details" },
    el("summary", { class: "govuk-details__summary" }, el("span", { class: "govuk-details__summary-text" }, "Take everything off this device")),
    el("div", { class: "govuk-details__text" },
      el("p", {}, "What is carried is erased now. What you wrote is sent, what is half written as a draft; without signal it waits here, locked."),
      button("Erase what is carried", async () => {
        const kept = await store.packet();
        await keepWriting().catch(() => {});
        forget();
        if (kept) {
          const done = await store.send(true);
          await store.erase();
          await store.state(kept, true);
          note = "Nothing is carried on this device any more.";
          return empty(done);
        }
        return empty();
      }, "govuk-button--warning")));

const names = (children) => children.map((c) => c.first).join(", ").replace(/, ([^,]*)$/, " and $1");
const line = (label, value) => (value ? el("div", {}, el("dt", {}, label), el("dd", {}, value)) : null);

const card = (child) =>
  el("details", { class: "govuk-details kith-offline-child" },
    el("summary", { class: "govuk-details__summary" }, el("span", { class: "govuk-details__summary-text" }, `${child.first} ${child.family}`.trim())),
    el("div", { class: "govuk-details__text" },
      child.warnings.map((w) => el("p", {}, el("span", { "aria-hidden": "true" }, "⚠ "), el("strong", {}, "Warning: "), w)),
      el("dl", { class: "kith-facts" },
        line("Born", child.born),
        line("Lives at", child.address ? `${child.address}${child.addressIsConfidential ? " (confidential: not to be told to others)" : ""}` : null),
        child.numbers.length > 0
          ? el("div", {}, el("dt", {}, "To ring"), el("dd", {}, child.numbers.map((n) => el("div", {}, `${n.who}: `, el("a", { class: "govuk-link", href: `tel:${n.number.replace(/[^+\d]/g, "")}` }, n.number), n.safe ? ` (${n.safe})` : ""))))
          : null,
        line("How to be with the child", child.howToBe),
        line("Language", child.language),
        line("Seen", child.lastSeen),
        line("Agreed at the last visit", child.agreed))));

const list = async (done) => {
  shown = list;
  if (!open) return begin();
  const content = open.content;
  const homes = new Map();
  for (const child of content.children) homes.set(child.home, [...(homes.get(child.home) ?? []), child]);
  const drafts = [];
  for (const row of await store.visits()) {
    const visit = await store.read(open, row).catch(() => null);
    if (!open) return;
    if (visit) drafts.push({ row, visit });
  }
  const planned = (children) => content.visits.filter((v) => v.children.some((id) => children.some((c) => c.id === id)));
  const written = (children) => drafts.filter((d) => d.visit.children.some((c) => children.some((k) => k.id === c.id)));
  const first = (children) => planned(children)[0];
  const order = [...homes.values()].sort((a, b) => `${first(a)?.on ?? "9"}${first(a)?.at ?? "9"}`.localeCompare(`${first(b)?.on ?? "9"}${first(b)?.at ?? "9"}`));
  const family = (children) => {
    const id = `home-${children[0].home}`;
    const of = names(children);
    return el("section", { class: "kith-card", "aria-labelledby": id },
      el("h2", { class: "kith-card__title", id }, of),
      planned(children).map((v) => el("p", { class: "govuk-body govuk-!-margin-bottom-1" }, el("strong", {}, [v.day, v.at].filter(Boolean).join(" ")), [v.place, v.purpose].filter(Boolean).map((t) => `, ${t}`).join(""))),
      children.map(card),
      written(children).map((d) =>
        el("p", { class: "govuk-body" }, d.visit.finished ? "Written up, waits to be sent. " : "Half written. ",
          el("button", { type: "button", class: "kith-link-button", onclick: () => write(children, d.visit, d.row.key) }, d.visit.finished ? "Change it" : "Go on with it", el("span", { class: "govuk-visually-hidden" }, ` (${of})`)))),
      el("p", { class: "kith-actions" }, el("button", { type: "button", class: "govuk-button kith-button--small", onclick: () => write(children, null, store.newKey()) }, "Write up a visit", el("span", { class: "govuk-visually-hidden" }, ` to ${of}`))));
  };
  show("Visits without signal",
    el("p", { class: "kith-actions" }, button("Lock", () => lock(), "govuk-button--secondary kith-button--small"), navigator.onLine ? button("Send now", () => meet(), "govuk-button--secondary kith-button--small") : el("span", { class: "kith-quiet" }, "No signal. What you write is kept here.")),
    await outside(done),
    el("div", { class: "kith-stack" }, order.map(family)),
    el("p", { class: "govuk-body govuk-!-margin-top-4" }, `Carried for ${content.worker}. It erases itself at the end of ${content.untilWords}.`),
    leave());
};

// ---- The form

let fields = 0;
const labelled = (words, control, hint) => {
  const id = `f${++fields}`;
  control.id = id;
  const hintId = hint ? `${id}-hint` : null;
  if (hintId) control.setAttribute("aria-describedby", hintId);
  return el("div", { class: "govuk-form-group" }, el("label", { class: "govuk-label", for: id }, words), hint ? el("div", { class: "govuk-hint", id: hintId }, hint) : null, control);
};
const line1 = (name, value, more = {}) => {
  const made = el("input", { class: "govuk-input", type: "text", autocomplete: "off", "data-f": name, ...more });
  made.value = value ?? "";
  return made;
};
const area = (name, value, rows = 3) => {
  const made = el("textarea", { class: "govuk-textarea", rows: String(rows), "data-f": name, maxlength: "20000" });
  made.value = value ?? "";
  return made;
};
const choose = (name, value, choices, nothing) => {
  const made = el("select", { class: "govuk-select", "data-f": name }, nothing === undefined ? null : el("option", { value: "" }, nothing), choices.map((c) => el("option", { value: c.value ?? c }, c.text ?? c)));
  made.value = value ?? "";
  return made;
};
const tick = (name, words, on) => {
  const id = `f${++fields}`;
  const box = el("input", { class: "govuk-checkboxes__input", type: "checkbox", id, "data-f": name });
  box.checked = Boolean(on);
  return el("div", { class: "govuk-checkboxes govuk-checkboxes--small govuk-form-group" }, el("div", { class: "govuk-checkboxes__item" }, box, el("label", { class: "govuk-label govuk-checkboxes__label", for: id }, words)));
};
const radios = (name, words, options, value) => {
  const group = `g${++fields}`;
  return el("fieldset", { class: "govuk-fieldset govuk-form-group", "data-f": name, "data-radios": true },
    el("legend", { class: "govuk-fieldset__legend" }, words),
    el("div", { class: "govuk-radios govuk-radios--small govuk-radios--inline" }, options.map((o) => {
      const id = `f${++fields}`;
      const radio = el("input", { class: "govuk-radios__input", type: "radio", name: group, id, value: o.value });
      radio.checked = o.value === value;
      return el("div", { class: "govuk-radios__item" }, radio, el("label", { class: "govuk-label govuk-radios__label", for: id }, o.text));
    })));
};

const gather = (part) => {
  const values = {};
  for (const control of part.querySelectorAll("[data-f]")) {
    if (control.closest("[data-child]") !== (part.matches("[data-child]") ? part : null)) continue;
    const name = control.dataset.f;
    values[name] = control.dataset.radios !== undefined ? (control.querySelector("input:checked")?.value ?? null) : control.type === "checkbox" ? control.checked : control.value || null;
  }
  return values;
};

const today = () => new Date().toLocaleDateString("en-CA");

const write = (children, visit, key) => {
  shown = null;
  const content = open.content;
  const planned = content.visits.filter((v) => v.children.some((id) => children.some((c) => c.id === id)));
  const from = visit ?? { planned: planned[0]?.id ?? null, on: today(), at: planned[0]?.at, place: planned[0]?.place ?? "Home", purpose: planned[0]?.purpose, children: [] };
  const part = (child) => visit?.children.find((c) => c.id === child.id) ?? { part: !planned[0] || planned[0].children.includes(child.id) ? "Seen" : "NotPart", method: child.method ?? "Talking" };
  const block = (child) => {
    const was = part(child);
    const seen = el("div", {},
      child.unborn ? null : [
        tick("alone", "Seen alone", was.alone),
        tick("bedroom", "Bedroom seen", was.bedroom),
        labelled("Who else was there (optional)", line1("whoElse", was.whoElse)),
        labelled(`What ${child.first} said or showed`, area("words", was.words), "In their own words where you can"),
        labelled("How", choose("method", was.method, content.methods)),
        labelled(`What matters to ${child.first} (optional)`, line1("whatMatters", was.whatMatters)),
        labelled(`If words were not used: what did ${child.first} show? (optional)`, area("shown", was.shown, 2)),
        labelled("How it feels, if the faces were used", choose("feeling", was.feeling, content.feelings, "Not used")),
      ],
      labelled(`Only about ${child.first} (optional)`, area("text", was.text, 2)));
    const not = el("div", {}, labelled(`Why was ${child.first} not seen?`, line1("whyNotSeen", was.whyNotSeen)));
    const made = el("fieldset", { class: "kith-child-block govuk-fieldset", "data-child": child.id },
      el("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, `${child.first} ${child.family}`.trim()),
      radios("part", `Was ${child.first} seen?`, [{ value: "Seen", text: child.unborn ? "Part of the visit" : "Seen" }, ...(child.unborn ? [] : [{ value: "NotSeen", text: "Not seen" }]), { value: "NotPart", text: "Not part of this visit" }], was.part),
      seen, not);
    const turn = () => {
      const chosen = made.querySelector("input[type=radio]:checked")?.value;
      seen.hidden = chosen !== "Seen";
      not.hidden = chosen !== "NotSeen";
    };
    made.addEventListener("change", turn);
    turn();
    return made;
  };
  const missed = el("div", { class: "govuk-inset-text" }, labelled("Why not?", choose("missed", from.missed, content.missed, "Choose one")), labelled("What was done about it", area("missedText", from.missedText, 2), "Calls, a card through the door, who was told"));
  const notHeld = tick("notHeld", "The visit did not take place", from.notHeld);
  const problems = el("div", { class: "govuk-error-summary", role: "alert", tabindex: "-1", hidden: true }, el("h2", { class: "govuk-error-summary__title" }, "Something is missing"), el("div", { class: "govuk-error-summary__body" }, el("ul", { class: "govuk-list govuk-error-summary__list" })));
  const saved = el("p", { class: "kith-autosave", role: "status" }, visit ? "Kept on this device." : "");
  const held = el("div", {}, children.map(block),
    el("h2", { class: "govuk-heading-m govuk-!-margin-top-4" }, "For all of them"),
    labelled("What happened", area("sharedText", from.sharedText, 5)),
    labelled("What you saw (optional)", area("observations", from.observations), "Home, food, warmth, how people were with each other"),
    labelled("What it means for the children", area("analysis", from.analysis)),
    labelled("What has changed (optional)", area("changed", from.changed, 2)),
    labelled("What happens next (optional)", area("next", from.next, 2)));
  const form = el("form", { novalidate: true, method: "get", autocomplete: "off", "data-kith-repeat": true },
    problems,
    planned.length > 0 ? labelled("Which visit is it?", choose("planned", from.planned, planned.map((v) => ({ value: v.id, text: [v.day, v.at].filter(Boolean).join(" ") })), "One that was not planned")) : null,
    el("div", { class: "kith-fields" }, labelled("Day of the visit", line1("on", from.on, { type: "date", max: today(), class: "govuk-input govuk-input--width-10" })), labelled("Time (optional)", line1("at", from.at, { type: "time", class: "govuk-input govuk-input--width-5" }))),
    radios("place", "Where", content.places.map((v) => ({ value: v, text: v })), from.place),
    labelled("What the visit was for (optional)", line1("purpose", from.purpose)),
    tick("unannounced", "The family did not know that I was coming", from.unannounced),
    notHeld, missed, held, saved,
    el("div", { class: "kith-action-bar" }, el("button", { type: "submit", class: "govuk-button" }, "Finish"), button("Keep and go back", async () => { await keepWriting(); writing = null; list(); }, "govuk-button--secondary"), visit ? button("Throw it away", async () => { writing = null; await store.discard(key); note = "Thrown away."; list(); }, "govuk-button--secondary") : null));
  const turn = () => {
    const away = notHeld.querySelector("input").checked;
    missed.hidden = !away;
    for (const each of held.querySelectorAll(":scope > .govuk-form-group, :scope > h2")) each.hidden = away;
  };
  form.addEventListener("change", turn);
  turn();
  writing = { key, form, dirty: false, timer: null, saved, turn: Promise.resolve() };
  const touched = () => {
    const at = writing;
    if (!at) return;
    at.dirty = true;
    clearTimeout(at.timer);
    at.timer = setTimeout(() => keepWriting().catch(() => at === writing && (saved.textContent = "Not kept: this device has no room or was erased. Write on paper.")), 800);
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = missing(read(form, false), children);
    if (wrong.length > 0) {
      problems.querySelector("ul").replaceChildren(...wrong.map((w) => el("li", {}, w)));
      problems.hidden = false;
      problems.focus();
      return;
    }
    writing.dirty = true;
    await keepWriting(true);
    writing = null;
    note = navigator.onLine ? "Kept on this device, and being sent." : "Kept on this device. It is sent when there is signal and you open this page.";
    await list();
    if (navigator.onLine) meet();
  });
  show(`A visit to ${names(children)}`, form);
};

const read = (form, finished) => ({ planned: null, ...gather(form), children: [...form.querySelectorAll("[data-child]")].map((block) => ({ id: block.dataset.child, ...gather(block) })), finished });

// What the office would ask for, as far as it can be known here; the rest comes back as a draft with its reason.
const missing = (visit, children) => {
  const wrong = [];
  const taking = visit.children.filter((c) => c.part === "Seen" || c.part === "NotSeen");
  if (taking.length === 0) wrong.push("Say which child the visit was for");
  if (!visit.on) wrong.push("Enter the day of the visit");
  else if (visit.on > today()) wrong.push("The day of the visit must be today or in the past");
  if (visit.notHeld) {
    if (!visit.missed) wrong.push("Say why the visit did not take place");
    else if (visit.missed === "Other" && !visit.missedText) wrong.push("Say what the other reason is");
    return wrong;
  }
  if (!visit.place) wrong.push("Say where the visit was");
  for (const child of taking) {
    if (child.part === "NotSeen" && !child.whyNotSeen) wrong.push(`Say why ${children.find((c) => c.id === child.id)?.first} was not seen`);
  }
  return wrong;
};

// Keeps what is being written; one after the other, so that the last is what stays.
const keepWriting = (finished = false) => {
  const at = writing;
  if (!at || !open || (!at.dirty && !finished)) return Promise.resolve();
  clearTimeout(at.timer);
  at.dirty = false;
  const [of, visit] = [open, read(at.form, finished)];
  at.turn = at.turn.then(async () => {
    await store.write(of, at.key, visit);
    at.saved.textContent = `Kept on this device at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}.`;
  });
  return at.turn;
};

// ---- Begin

if (root) {
  if (!store.able()) {
    show("Visits without signal", p("This browser cannot lock what it keeps, so this part does not work on it. It needs a secure address (https) and a newer browser. Write the visit on paper, and write it up as usual when you are back."));
  } else {
    navigator.serviceWorker.register("/offline/worker.js", { scope: "/offline/" }).catch(() => {});
    await begin();
    meet();
  }
}
