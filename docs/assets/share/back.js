/* What was cleared comes back by one press, until something else is written. It is kept in this page alone, and in no storage. */
import { steady } from "../steady.js";

/**
 * An offer in the notice above the form. `bring(draft, pictures)` is called with what was cleared when somebody wants it back,
 * `forget(pictures)` when it is too late for that.
 */
export function offer(form, note, words, bring, forget) {
  let cleared = null;

  return {
    /** Offer this draft with its pictures, or the one that is offered already. */
    make(draft, pictures) {
      cleared ??= { draft, pictures };
      const button = Object.assign(document.createElement("button"), { type: "button", className: "hub-quiet", textContent: words.bring_back });
      button.addEventListener("click", () => {
        const back = cleared;
        cleared = null;
        note("");
        bring(back.draft, back.pictures);
      });
      note(words.cleared, button);
    },
    /** Something else is written now: there is no way back any more. */
    end() {
      if (!cleared) return;
      forget(cleared.pictures);
      cleared = null;
      steady(form, () => note(""));
    },
  };
}
