// What the hub remembers in the reader's own browser. Nothing of it is sent anywhere.
//
//   import { get, set, remove, works, watch, site } from "./store.js"
//   get("hub:list")             what was kept under the key, or null (nothing there, nonsense, or blocked)
//   set("hub:list", value)      keeps any JSON value; false when the browser does not let us
//   remove("hub:list")          forgets it
//   works()                     whether the browser lets us keep anything
//   watch("hub:list", again)    calls again() when another tab, or a page gone back from, changed it
//
//   site                        the path of the site on its host, with a slash at both ends
//
// Nothing here throws. Callers check the shape of what get() gives: an older version may have written it.
// Each key begins with the path of the site ("/team-a/hub:list"), since hubs may share a host.

function sitePath() {
  try {
    const config = JSON.parse(document.getElementById("__config").textContent);
    return new URL(config.base, location.href).pathname.replace(/\/*$/, "/");
  } catch {
    return "/";
  }
}

export const site = sitePath();

export function get(key) {
  try {
    return JSON.parse(localStorage.getItem(site + key));
  } catch {
    return null;
  }
}

export function set(key, value) {
  try {
    localStorage.setItem(site + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function remove(key) {
  try {
    localStorage.removeItem(site + key);
  } catch {
    // Blocked: then nothing was kept either.
  }
}

export function works() {
  try {
    localStorage.setItem(`${site}hub:works`, "");
    localStorage.removeItem(`${site}hub:works`);
    return true;
  } catch {
    return false;
  }
}

export function watch(key, again) {
  addEventListener("storage", (event) => {
    if (event.key === site + key || event.key === null) again();
  });
  addEventListener("pageshow", (event) => event.persisted && again()); // a page that was left heard nothing
}
