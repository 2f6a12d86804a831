/* giscus' frame, made here and not by a script of giscus: nothing of anybody else runs in our page. It is made when a
 * reader asks for it, when they come back from signing in, or, where the hub wants it so, when they scroll near.
 * One listener serves all pages that Material swaps in. docs/develop/comments-widget.md says what was decided. */
import { onEveryPage } from "./every-page.js";
import { get, set } from "./store.js";

const SESSION = "giscus-session"; // giscus' own name for it, so that other tools know it
const WENT = "hub:giscus"; // where and when frames were opened: only there a sign-in is taken from the address
const [HOUR, PATIENCE] = [60 * 60 * 1000, 8000];
const LONGEST_SESSION = 1000;
const [LOWEST, HIGHEST] = [100, 5000]; // a frame's height; beyond, it scrolls
const NEAR = "400px 0px";
const ERRORS = [
  [/Bad credentials|Invalid state value|State has expired/, "expired"],
  [/Discussion not found/, "missing"],
  [/API rate limit exceeded/, "busy"],
];

const contrast = matchMedia("(prefers-contrast: more)");
let current = null; // the page that is shown, if it has a place for the frame

const isDark = () => document.body.dataset.mdColorScheme === "slate";
const theme = () => `${isDark() ? "dark" : "light"}${contrast.matches ? "_high_contrast" : ""}`;
const part = (name) => current.section.querySelector(`[data-part="${name}"]`);
const say = (name) => { part("said").textContent = current.said = current.words[name] ?? ""; };

function session() {
  try {
    const kept = JSON.parse(localStorage.getItem(SESSION));
    return typeof kept === "string" && kept.length <= LONGEST_SESSION ? kept : "";
  } catch {
    return ""; // nonsense, or the browser keeps nothing
  }
}

function keep(value) {
  try {
    if (value) localStorage.setItem(SESSION, JSON.stringify(value));
    else localStorage.removeItem(SESSION);
  } catch {
    // Blocked: then there is no sign-in either.
  }
}

/** When a frame was opened on which page, within the hour. */
const went = () => Object.fromEntries(Object.entries(Object(get(WENT))).filter(([, at]) => Math.abs(Date.now() - at) < HOUR));

/** giscus leads back with the session in the address. It is taken out of it, and kept if it was this browser that
 * went to sign in: else anybody's link could let a reader write in a stranger's name. */
function signedIn() {
  const address = new URL(location.href);
  const given = address.searchParams.get("giscus");
  if (given === null) return false;
  address.searchParams.delete("giscus");
  history.replaceState(history.state, "", address);
  const { [location.pathname]: ours, ...others } = went();
  set(WENT, others);
  const good = ours && given !== "" && given.length <= LONGEST_SESSION;
  if (good) keep(given);
  return good;
}

/** The frame's address, in the form that giscus' server reads. */
function address({ section, words, origin, session: signed, sent }) {
  const page = location.origin + location.pathname;
  const { repo, repoId, category, categoryId, description, number } = words;
  const backLink = document.querySelector("link[rel=canonical]")?.href.split(/[?#]/)[0] ?? page;
  const fixed = { reactionsEnabled: 1, emitMetadata: 0, inputPosition: "top", strict: 0 };
  const told = { origin: `${page}#${section.id}`, session: signed, theme: sent, ...fixed, repo, repoId, category, categoryId, description, backLink, number };
  return `${origin}/${words.lang}/widget?${new URLSearchParams(told)}`;
}

/** Make the frame, anew if need be (another address in the same one would be a step for the back button), and wait
 * for a word from it: only that tells a frame that came from one that was blocked. */
function load() {
  Object.assign(current, { session: session(), sent: theme(), ready: false });
  current.frame = Object.assign(document.createElement("iframe"), { title: current.words.title, allow: "clipboard-write", src: address(current) });
  part("frame").replaceChildren(current.frame);
  clearTimeout(current.timer);
  current.timer = setTimeout(() => {
    current.frame.style.height = 0;
    say("blocked");
  }, PATIENCE);
}

function open() {
  if (current.frame) return;
  current.stop.abort();
  part("start").hidden = true;
  set(WENT, { ...went(), [location.pathname]: Date.now() });
  say("opening");
  load();
}

/** The colors of the page, told to a frame that can hear. */
function tell() {
  if (!current?.ready || current.sent === theme()) return;
  current.sent = theme();
  current.frame.contentWindow.postMessage({ giscus: { setConfig: { theme: current.sent } } }, current.origin);
}

function close() {
  clearTimeout(current.timer);
  current.frame.remove();
  current.ready = false; // nobody is there to be told anything
}

function hear({ origin, source, data }) {
  if (!current?.frame || origin !== current.origin || source !== current.frame.contentWindow) return;
  const told = data?.giscus;
  if (typeof told !== "object" || told === null) return;
  if (!current.ready) {
    current.ready = true;
    clearTimeout(current.timer);
    if ([current.words.opening, current.words.blocked].includes(current.said)) say("");
  }
  tell();
  if (Number.isFinite(told.resizeHeight)) {
    current.frame.style.height = `${Math.min(Math.max(told.resizeHeight, LOWEST), HIGHEST)}px`;
  }
  const error = typeof told.error === "string" ? (ERRORS.find(([words]) => words.test(told.error))?.[1] ?? "failed") : "";
  const name = told.signOut === true ? "signedOut" : error;
  if (!name) return;
  say(name);
  if (name === "missing") close();
  if (!["expired", "signedOut"].includes(name) || !current.session) return;
  keep("");
  load();
}

/** Begin on a page, and leave nothing of the one before. */
function start() {
  const section = document.querySelector("[data-hub-giscus]");
  if (section && section === current?.section) return;
  if (current?.frame) close();
  current?.stop.abort();
  current = section && { section, words: section.dataset, origin: new URL(section.dataset.hubGiscus).origin, stop: new AbortController() };
  if (!section) return;
  const { signal } = current.stop;
  section.querySelector("button").addEventListener("click", () => { open(); part("said").focus(); });
  if (signedIn()) return open();
  if (!section.dataset.eager) return;
  const near = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) open(); }, { rootMargin: NEAR });
  signal.addEventListener("abort", () => near.disconnect());
  addEventListener("scroll", () => near.observe(section), { once: true, passive: true, signal });
}

addEventListener("message", hear);
contrast.addEventListener("change", tell);
new MutationObserver(tell).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
onEveryPage(start);
