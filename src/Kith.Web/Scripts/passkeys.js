// Passkeys: shows the forms marked data-passkey where the browser knows how, fetches the challenge, asks the
// authenticator and sends what it answered as an ordinary form. Without JavaScript the other ways in remain.

const supported = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;

for (const form of supported ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) {
      return;
    }
    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const token = form.querySelector("input[name=__RequestVerificationToken]").value;
      const reply = await fetch(form.dataset.options, { method: "POST", headers: { RequestVerificationToken: token }, credentials: "same-origin" });
      if (!reply.ok) {
        throw new Error(String(reply.status));
      }
      const options = await reply.json();
      const credential =
        form.dataset.passkey === "get"
          ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
          : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      problem.hidden = false;
    }
  });
}
