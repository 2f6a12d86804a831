// Reads [[name, text], …] and says of each whether browsers see the name in it.
import { linesWith } from "../../docs/assets/share/unnamed.js";

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const seen = JSON.parse(given).map(([name, text]) => linesWith([name], [text]).length > 0);
process.stdout.write(JSON.stringify(seen));
