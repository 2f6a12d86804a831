// Composes drafts as a browser does: drafts in on standard input, [text, slug, slug where that is taken] of each out.
import { compose, slugFor } from "../../docs/assets/draft.js";

let given = "";
process.stdin.setEncoding("utf8");
for await (const part of process.stdin) given += part;
const made = (draft) => [compose(draft), slugFor(draft), slugFor(draft, new Set([slugFor(draft), `${slugFor(draft)}-2`]))];
process.stdout.write(JSON.stringify(JSON.parse(given).map(made)));
