/* What somebody writes is kept in this browser until it is cleared. Two tabs may write: neither writes over what the
 * other has kept without asking. */
import { get, remove, set, watch } from "./store.js";

/** Keeps drafts under `key`. `fails()` is called when the browser keeps nothing, `differs()` when another tab has kept
 * something else. */
export function keeper(key, fails, differs) {
  /** What is kept, whoever wrote it; null where there is nothing that can be used. */
  const there = () => {
    const kept = get(key);
    return typeof kept?.mark === "string" && kept.draft && typeof kept.draft === "object" ? kept : null;
  };
  let mark = null;
  let last = "";
  let asks = false;

  const isMine = () => (there()?.mark ?? null) === mark;
  const look = () => {
    const other = there();
    if (isMine()) return true;
    if (other && JSON.stringify(other.draft) === last) {
      mark = other.mark;
      return true;
    }
    if (!asks) differs();
    asks = true;
    return false;
  };
  watch(key, () => last && look()); // who has written nothing loses nothing

  return {
    /** What is kept, from here on taken for what this tab has. */
    load() {
      const kept = there();
      [mark, last, asks] = [kept?.mark ?? null, JSON.stringify(kept?.draft), false];
      return kept;
    },
    /** Keep a draft; nothing happens while another tab's stands there and nobody has chosen. */
    save(draft, went = false) {
      const text = JSON.stringify(draft);
      if (asks || !look()) return;
      const next = crypto.getRandomValues(new Uint32Array(2)).join("-");
      if (!set(key, { format: 1, mark: next, draft, went })) return fails();
      [mark, last] = [next, text];
    },
    /** Forget it; what another tab has kept stays. */
    clear() {
      if (!asks && look()) {
        remove(key);
        [mark, last] = [null, ""];
      }
    },
    /** This tab's is the one to keep. */
    insist() {
      [mark, asks] = [there()?.mark ?? null, false];
    },
  };
}
