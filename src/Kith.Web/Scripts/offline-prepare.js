// Takes children along: asks the server for what was chosen, locks it with the passphrase and keeps it on this device.
// The passphrase never leaves the page.
import { able, check, keep, offer, packet, secret, send, visits, weak } from "./offline-store.js";

const form = document.querySelector("form[data-kith-offline]");

const ready = async () => {
  const worker = await navigator.serviceWorker.register("/offline/worker.js", { scope: "/offline/" });
  const at = worker.active ?? worker.waiting ?? worker.installing;
  if (at && at.state !== "activated") {
    await new Promise((resolve, reject) =>
      at.addEventListener("statechange", () => (at.state === "activated" ? resolve() : at.state === "redundant" && reject(new Error("redundant")))),
    );
  }
};

if (!able()) {
  document.querySelector("[data-kith-offline-cannot]").hidden = false;
} else if (form) {
  form.hidden = false;
  const box = form.querySelector("[data-kith-offline-problem]");
  const status = form.querySelector("[data-kith-offline-status]");
  const [first, again] = [document.getElementById("passphrase"), document.getElementById("passphrase-again")];
  const offered = form.querySelector("[data-kith-offline-offer]");
  if (offered) offered.textContent = offer();

  const here = async () => {
    const carried = (await packet()) || (await visits()).length > 0;
    document.querySelector("[data-kith-offline-here]").hidden = !carried;
  };
  here();
  check().then(here);

  const problem = (words, field) => {
    const line = box.querySelector("li");
    line.textContent = "";
    if (field) {
      const link = document.createElement("a");
      link.href = `#${field}`;
      link.textContent = words;
      line.append(link);
    } else {
      line.textContent = words;
    }
    box.hidden = false;
    box.focus();
    status.textContent = "";
    delete form.dataset.kithSent;
    form.removeAttribute("aria-busy");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.kithSent) return;
    const chosen = [...form.querySelectorAll("[name='Input.Children']:checked")];
    if (chosen.length === 0) return problem("Select the children whom you will visit", form.querySelector("[name='Input.Children']")?.id);
    const wrong = weak(first.value);
    if (wrong) return problem(wrong, "passphrase");
    if (first.value.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "") !== again.value.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "")) {
      return problem("The two passphrases are not the same", "passphrase-again");
    }
    form.dataset.kithSent = "yes";
    form.setAttribute("aria-busy", "true");
    box.hidden = true;
    status.textContent = "Getting this device ready…";
    try {
      await ready();
      // What an earlier packet still holds goes first.
      await send(true);
      const earlier = await packet();
      const known = secret();
      const body = new FormData(form);
      body.set("Input.Secret", known);
      if (earlier) body.set("Input.Replaces", earlier.id);
      const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error" });
      if (!reply.ok) return problem(reply.status === 400 ? (await reply.json()).words : "The council’s server did not give them out. Open the page again");
      await keep(await reply.json(), first.value, known);
      first.value = again.value = "";
      // Browsers erase what was not asked to stay when room is short.
      await navigator.storage?.persist?.();
      location.assign("/offline/visits");
    } catch {
      problem("This could not be kept on the device. Look whether there is signal and room, and try again");
    }
  });
}
