// What a device keeps of visits without signal, and how it is locked. Two locks:
// – the packet (children, and what is being written) with a key of its own, AES-256-GCM, which is itself wrapped by the
//   passphrase (PBKDF2-HMAC-SHA-256, 600,000 rounds); the open key lives in this page's memory and cannot be taken out of it;
// – each visit, besides, for the council alone: sealed to the packet's public key, so that it can be sent without the
//   passphrase, also after the packet has been erased, and read by nobody on the way.

export const rounds = 600000;
export const mostTries = 8;

const text = new TextEncoder();
const words = new TextDecoder();

export const able = () => Boolean(window.isSecureContext && window.crypto?.subtle && window.indexedDB && navigator.serviceWorker);

export const toBase64 = (bytes) => {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
};
const fromBase64 = (value) => Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
export const secret = () => [...random(32)].map((b) => b.toString(16).padStart(2, "0")).join("");

// ---- The database of the browser

let opened;
const database = () =>
  (opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("kith-offline", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("packet", { keyPath: "name" });
      asked.result.createObjectStore("visits", { keyPath: "key" });
      asked.result.createObjectStore("receipts", { keyPath: "key" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  }));

// Returns when it is safely written.
const act = async (stores, mode, what) => {
  const db = await database();
  return new Promise((resolve, reject) => {
    const turn = db.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
    const asked = what(turn);
    turn.oncomplete = () => resolve(asked?.result);
    turn.onerror = turn.onabort = () => reject(turn.error);
  });
};

export const packet = () => act("packet", "readonly", (t) => t.objectStore("packet").get("packet"));
export const visits = () => act("visits", "readonly", (t) => t.objectStore("visits").getAll());
export const receipts = () => act("receipts", "readonly", (t) => t.objectStore("receipts").getAll());
export const forgetReceipts = () => act("receipts", "readwrite", (t) => t.objectStore("receipts").clear());

// ---- Locks

const plain = (passphrase) => passphrase.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "");

// What is wrong with a passphrase; null where it will do.
export const weak = (passphrase) => {
  const letters = plain(passphrase);
  if (letters.length < 14) return "The passphrase must have at least 14 letters or digits";
  if (new Set(letters).size < 6) return "The passphrase must have more different letters";
  return null;
};

// Four made-up words: eight syllables of eighty, 50 bits.
export const offer = () => {
  const [first, second] = ["bdfghjklmnprstvz", "aeiou"];
  const syllable = () => {
    let b;
    do b = random(1)[0];
    while (b >= 240);
    return first[b % 16] + second[Math.floor(b / 16) % 5];
  };
  return Array.from({ length: 4 }, () => syllable() + syllable()).join("-");
};

const fromPassphrase = async (passphrase, salt) => {
  const material = await crypto.subtle.importKey("raw", text.encode(plain(passphrase)), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

const lock = async (key, bytes, bound) => {
  const iv = random(12);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(bound) }, key, bytes)) };
};
const unlock = async (key, box, bound) => new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv, additionalData: text.encode(bound) }, key, box.data));

// Keeps what the server gave, locked. What the device held before is replaced in the same turn.
export const keep = async (content, passphrase, known) => {
  const raw = random(32);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const salt = random(16);
  const wrapped = await lock(await fromPassphrase(passphrase, salt), raw, `key ${content.packet} ${content.until}`);
  raw.fill(0);
  const kept = {
    name: "packet",
    id: content.packet,
    secret: known,
    until: content.until,
    untilWords: content.untilWords,
    publicKey: content.publicKey,
    lockMinutes: content.lockMinutes,
    salt,
    wrapped,
    content: await lock(key, text.encode(JSON.stringify(content)), `content ${content.packet}`),
    tries: 0,
  };
  await act(["packet", "visits"], "readwrite", (t) => {
    t.objectStore("packet").put(kept);
    // What was written under an earlier packet can be sent, but not read here any more.
    forgetMine(t);
  });
};

const forgetMine = (t) => {
  const all = t.objectStore("visits").openCursor();
  all.onsuccess = () => {
    const at = all.result;
    if (!at) return;
    at.update({ ...at.value, mine: null });
    at.continue();
  };
};

// Erases the packet and whatever could be read here. Sealed visits stay until the council has them.
export const erase = () =>
  act(["packet", "visits"], "readwrite", (t) => {
    t.objectStore("packet").delete("packet");
    forgetMine(t);
  });

// Opens the packet. «wrong» with how many tries are left; at none it is erased. The try is counted before it is made, so
// that ending the page does not save it.
export const open = async (passphrase) => {
  const kept = await packet();
  if (!kept) return { state: "gone" };
  const tries = kept.tries + 1;
  await act("packet", "readwrite", (t) => t.objectStore("packet").put({ ...kept, tries }));
  try {
    const raw = await unlock(await fromPassphrase(passphrase, kept.salt), kept.wrapped, `key ${kept.id} ${kept.until}`);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
    const content = JSON.parse(words.decode(await unlock(key, kept.content, `content ${kept.id}`)));
    await act("packet", "readwrite", (t) => t.objectStore("packet").put({ ...kept, tries: 0 }));
    return { state: "open", key, content };
  } catch {
    if (tries >= mostTries) {
      await erase();
      return { state: "erased" };
    }
    return { state: "wrong", left: mostTries - tries };
  }
};

// ---- Visits

const seal = async (publicKey, packetId, key, value) => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", fromBase64(publicKey), { name: "ECDH", namedCurve: "P-256" }, false, []);
  const shared = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256), "HKDF", false, ["deriveKey"]);
  const bound = text.encode(`kith-visit-v1 ${packetId} ${key}`);
  const own = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bound }, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = random(12);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, own, text.encode(JSON.stringify(value))));
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const all = new Uint8Array(point.length + iv.length + sealed.length);
  all.set(point);
  all.set(iv, point.length);
  all.set(sealed, point.length + iv.length);
  return toBase64(all);
};

export const newKey = () => crypto.randomUUID();

// Keeps a visit as it is written, under both locks. Null when it was sent meanwhile from another window.
export const write = async (open, key, visit) => {
  const kept = await packet();
  if (!kept || kept.id !== open.content.packet) throw new Error("gone");
  const row = {
    key,
    packet: kept.id,
    secret: kept.secret,
    finished: visit.finished,
    savedAt: new Date().toISOString(),
    sealed: await seal(kept.publicKey, kept.id, key, visit),
    mine: await lock(open.key, text.encode(JSON.stringify(visit)), `visit ${kept.id} ${key}`),
  };
  await act("visits", "readwrite", (t) => t.objectStore("visits").put(row));
  return row;
};

export const read = async (open, row) => (row.mine && row.packet === open.content.packet ? JSON.parse(words.decode(await unlock(open.key, row.mine, `visit ${row.packet} ${row.key}`))) : null);

export const discard = (key) => act("visits", "readwrite", (t) => t.objectStore("visits").delete(key));

// ---- The server

const post = async (address, fields) => {
  if (!navigator.onLine) throw new Error("offline");
  const asked = await fetch("/offline/send", { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
  if (!asked.ok) throw new Error(String(asked.status));
  const { token } = await asked.json();
  return fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json", RequestVerificationToken: token }, credentials: "same-origin", redirect: "error" });
};

// How the packet stands: «Runs», «Over», «Unknown», or null where the server cannot be asked.
export const state = async (of, erased = false) => {
  try {
    const reply = await post("/offline/send?handler=State", { packet: of.id, secret: of.secret, erased: String(erased) });
    return reply.ok ? (await reply.json()).state : null;
  } catch {
    return null;
  }
};

const isOver = (kept) => !kept || Date.now() >= Date.parse(kept.until);

// Sends what is finished, and what nobody here can finish any more. A copy goes only when the server has said that it keeps
// the visit. One window at a time.
export const send = (over = false) => {
  const all = async () => {
    const kept = await packet();
    const done = { sent: 0, left: 0, signIn: false, away: false };
    for (const row of await visits()) {
      const orphan = over || row.packet !== kept?.id || isOver(kept);
      if (!row.finished && !orphan) continue;
      if (done.away || done.signIn) {
        done.left++;
        continue;
      }
      try {
        const reply = await post("/offline/send", { packet: row.packet, secret: row.secret, key: row.key, sealed: row.sealed });
        const answer = reply.ok ? await reply.json() : {};
        if (answer.receipt === "Kept") {
          await act(["visits", "receipts"], "readwrite", (t) => {
            t.objectStore("receipts").put({ key: row.key, fate: answer.fate, href: answer.href, at: new Date().toISOString() });
            // Unless it was written on meanwhile: then the same key answers for it next time.
            const now = t.objectStore("visits").get(row.key);
            now.onsuccess = () => {
              if (now.result?.sealed === row.sealed) t.objectStore("visits").delete(row.key);
            };
          });
          done.sent++;
        } else {
          done.signIn ||= answer.receipt === "SignIn" || reply.status === 403;
          done.left++;
        }
      } catch {
        done.away = true;
        done.left++;
      }
    }
    return done;
  };
  return navigator.locks ? navigator.locks.request("kith-offline-send", all) : all();
};

// Asks the server whether this device is to let go, and does so: what was written is handed in first.
export const check = async () => {
  const kept = await packet();
  if (!kept) return "none";
  const over = Date.now() >= Date.parse(kept.until);
  const said = over ? "Over" : await state(kept);
  if (said === "Over") {
    await send(true);
    await erase();
    await state(kept, true);
    return over ? "expired" : "ended";
  }
  return said ?? "away";
};
