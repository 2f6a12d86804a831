/* What the page looks a text over by: data of the site, and the code that reads it. Both come when somebody first writes. */
import { siteFile } from "../site-file.js";

const PATIENCE = 10_000; // milliseconds: then they are taken for missing, and asked for once more

/** Fetches `file` and the code that `load()` imports, and makes of them what `make(data, code)` gives; `again()` is called when
 * they have come, or have not. `state` is "none", "coming", "ready" or "missing". */
export function rulesFrom(file, load, make, again) {
  const rules = { state: "none", made: null, ask };
  let asked = -PATIENCE;

  function come([data, code]) {
    if (rules.state === "ready") return; // asked for twice
    try {
      rules.made = make(data, code);
      rules.state = "ready";
    } catch {
      rules.state = "missing";
    }
    again();
  }

  function ask() {
    if (rules.state === "ready" || performance.now() - asked < PATIENCE) return;
    asked = performance.now();
    if (rules.state === "none") rules.state = "coming";
    setTimeout(() => rules.state === "coming" && come([]), PATIENCE);
    Promise.all([siteFile(file), load().catch(() => null)]).then(come); // late is not too late
  }

  return rules;
}
