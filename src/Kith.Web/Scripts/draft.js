// Saves forms marked data-kith-draft a few seconds after the last change, and when the page is left. The status line
// says when; what another device kept later is never overwritten in silence. A form that is kept elsewhere than among
// the drafts says where (data-kith-draft-to), and in which field the version is that it goes on from.

const wait = 3000;

for (const form of document.querySelectorAll("form[data-kith-draft]")) {
  const status = form.querySelector("[data-kith-draft-status]");
  const to = form.dataset.kithDraftTo ?? "/drafts";
  const version = form.elements["draft.version"] ?? form.elements.version;
  let changed = false;
  let sending = false;
  let stopped = false;
  let timer;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  const choose = () => {
    stopped = true;
    say("A newer draft was kept on another device or in another window. ");
    const open = document.createElement("a");
    open.className = "govuk-link";
    open.href = form.elements["draft.href"]?.value ?? location.pathname;
    open.textContent = "Open the newer one";
    const keep = document.createElement("button");
    keep.type = "button";
    keep.className = "kith-link-button";
    keep.textContent = "go on with this one";
    if (form.dataset.kithDraftTo) {
      status.append(open, ".");
      return;
    }
    keep.addEventListener("click", () => {
      stopped = false;
      changed = true;
      save(true);
    });
    status.append(open, " or ", keep, ".");
  };

  const save = async (over = false) => {
    if (sending || stopped || !changed || form.dataset.kithSent) return;
    sending = true;
    changed = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    if (over) body.set("draft.over", "true");
    try {
      const reply = await fetch(to, { method: "POST", body: new URLSearchParams(body), headers: { Accept: "application/json" }, redirect: "manual", credentials: "same-origin" });
      if (reply.status === 404) {
        stopped = true;
        say("This was finished or thrown away in another window. What you write here is not kept.");
        return;
      }
      if (!reply.ok) throw new Error(String(reply.status));
      const answer = await reply.json();
      document.dispatchEvent(new CustomEvent("kith-answered"));
      if (answer.fate === "Kept") {
        version.value = answer.version;
        say(form.dataset.kithDraftTo ? `Kept ${answer.at}. Nobody reads it until you send it.` : `Draft kept ${answer.at}. Only you can see it.`);
      } else if (answer.fate === "NewerElsewhere") {
        choose();
      } else {
        stopped = true;
        say("This was finished in another window. What you write here is not kept.");
      }
    } catch {
      changed = true;
      say("Not kept just now: there is no connection, or you were signed out. Leave this page open; it tries again.");
      clearTimeout(timer);
      timer = setTimeout(save, 4 * wait);
    } finally {
      sending = false;
    }
  };

  // Sent without a connection, the browser would leave the page and take what was written with it: the form stays.
  form.addEventListener("submit", (event) => {
    const told = form.querySelector("[data-kith-unsent]");
    told?.remove();
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const words = document.createElement("p");
    words.className = "govuk-error-message";
    words.dataset.kithUnsent = "";
    words.setAttribute("role", "alert");
    words.textContent = "There is no connection, so nothing was sent. What you wrote is still here: leave this page open, and press again when the connection is back.";
    // Sent by Enter, the button is one that nobody sees: the words stand where the form says what became of it.
    const pressed = event.submitter?.hasAttribute("aria-hidden") ? null : event.submitter;
    (pressed?.closest(".kith-actions") ?? pressed ?? status).before(words);
  }, { capture: true });

  const touched = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  // Leaving for another window or locking the phone saves at once.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
