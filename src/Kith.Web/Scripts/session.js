// Says some minutes before a session ends that it will, and lets whoever is there stay. Windows tell each other.
const place = document.querySelector("[data-kith-session]");
const seconds = (name) => Number(place.dataset[name]) * 1000;
const whole = seconds("kithSessionWhole");
const most = Date.now() + seconds("kithSessionMost");
const before = 5 * 60 * 1000;
let ends = Date.now() + seconds("kithSession");

const words = document.createElement("p");
words.className = "govuk-body";
words.setAttribute("role", "status");
const stay = document.createElement("button");
stay.type = "button";
stay.className = "govuk-button";
stay.textContent = "Stay signed in";
const again = document.createElement("a");
again.className = "govuk-link";
again.href = location.pathname.startsWith("/partner") ? "/partner/sign-in" : "/sign-in";
again.target = "_blank";
again.textContent = "Sign in again in a new window";
place.setAttribute("role", "region");
place.setAttribute("aria-label", "Time left");
place.append(words, stay, again);

const kept = () =>
  document.querySelector("form[data-kith-draft]") ? " What you wrote is kept as a draft." : document.querySelector("main textarea") ? " What you write here is not kept until you send it." : "";
const say = (text) => {
  if (words.textContent !== text) words.textContent = text;
};

// Nothing is left on the device: windows that are open hear of it, later ones ask the server.
const windows = new BroadcastChannel("kith-session");

let timer;
const look = () => {
  clearTimeout(timer);
  const now = Date.now();
  const last = Math.min(ends, most);
  const left = last - now;
  if (left > before) {
    place.hidden = true;
    say("");
    timer = setTimeout(look, Math.min(left - before, 2 ** 31 - 1));
    return;
  }
  const wasHidden = place.hidden;
  place.hidden = false;
  again.hidden = left > 0;
  stay.hidden = left <= 0 || most <= ends;
  // The words change at five, two and one minutes: not each second into somebody's ear.
  const minutes = left > 2 * 60000 ? Math.ceil(left / 60000) : left > 60000 ? 2 : 1;
  const text =
    left <= 0 ? "You were signed out. What you wrote is still on this page: sign in again in a new window, then come back and send it."
    : most <= ends ? `You will be signed out in ${minutes === 1 ? "a minute" : `${minutes} minutes`}: nobody stays signed in for longer.${kept()} Send it, or sign out and in again.`
    : `You will be signed out in ${minutes === 1 ? "a minute" : `${minutes} minutes`}, because nothing was sent for a while.${kept()}`;
  // A place for words that has only now come is noticed before the words do.
  setTimeout(() => say(text), wasHidden ? 100 : 0);
  if (left > 0) timer = setTimeout(look, left > 2 * 60000 ? left - 2 * 60000 : left > 60000 ? left - 60000 : left + 500);
};

// The server gives a new time when more than half of the old one is over.
const answered = () => {
  const now = Date.now();
  if (ends - now < whole / 2) ends = now + whole;
  windows.postMessage(ends);
  look();
};
document.addEventListener("kith-answered", answered);
windows.addEventListener("message", (event) => {
  if (Number(event.data) > ends) {
    ends = Math.min(Number(event.data), Date.now() + whole);
    look();
  }
});
// A machine that slept has lost its timers.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());

stay.addEventListener("click", async () => {
  try {
    const reply = await fetch("/accessibility", { credentials: "same-origin", cache: "no-store" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (!page.querySelector("[data-kith-session]")) ends = Date.now();
    else answered();
  } catch {
    say("There is no connection just now. Try again.");
    return;
  }
  look();
});

answered();
