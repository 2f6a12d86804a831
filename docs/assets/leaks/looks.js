// What a value looks like that has no check digit, as commonplace/checks/looks.py has it.

const PLACEHOLDER = new RegExp(
  "x{4}|\\*{3}|\\.{3}|0{8}|12345|abcde|qwert|example|placeholder|change|redact|dummy|sample|insert" +
    "|replace|secret|passw|token|api.?key|foobar|your|todo|none|null|test|fake|mock|lorem|deadbeef|s3cr|p[4@]ss|passw0" +
    "|[<>{}]|\\$[A-Za-z0-9_]",
  "i",
);
const COMMON = new Set(
  `pass passwd password pwd secret postgres postgresql mysql mariadb root admin administrator guest user
  username test token login mongo redis rabbitmq minio hunter2 letmein default demo app db name`.split(/\s+/),
);
const kindOf = (sign) => [/[a-z]/, /[A-Z]/, /[0-9]/].findIndex((kind) => kind.test(sign)) & 3;

function random(value) {
  if (value.length < 8 || PLACEHOLDER.test(value)) return false;
  const kinds = [...value].map(kindOf);
  if (!kinds.includes(2) || !(kinds.includes(0) || kinds.includes(1))) return false;
  const changes = kinds.filter((kind, n) => n && kind !== kinds[n - 1]).length;
  const distinct = new Set(value).size;
  return distinct >= 6 && distinct * 4 >= Math.min(value.length, 32) && changes >= 2;
}

function key(value) {
  if (value.length < 16 || !random(value)) return false;
  const kinds = [...value].map(kindOf);
  if (kinds.filter((kind, n) => n && kind !== kinds[n - 1]).length < 4) return false;
  const words = (value.match(/[A-Za-z]{4,}/g) ?? []).filter((word) => /[aeiouy]/i.test(word));
  const plain = words.filter((word) => /^[A-Za-z][a-z]*$/.test(word));
  return plain.join("").length * 2 < value.length;
}

const notPlaceholder = (value) => !COMMON.has(value.toLowerCase()) && !PLACEHOLDER.test(value);

function phone(value) {
  const digits = value.replace(/[^0-9]/g, "");
  const some = digits.length >= 7 && digits.length <= 15 && new Set(digits).size > 2;
  return some && !"01234567890123456789".includes(digits);
}

function place(value) {
  const numbers = (value.match(/-?[0-9]+\.[0-9]+/g) ?? []).map(Number);
  if (numbers.length !== 2) return false;
  const [north, east] = numbers;
  return Math.abs(north) <= 90 && Math.abs(east) <= 180 && !(north === 0 && east === 0);
}

function device(value) {
  const bare = value.toLowerCase().replace(/[^0-9a-f]/g, "");
  const pairs = new Set(bare.match(/../g));
  const rising = "00112233445566778899aabbccddeeff".repeat(2);
  return pairs.size > 3 && !rising.includes(bare) && !bare.startsWith("00005e0053");
}

export const LOOKS = {
  random, key, phone, place, device,
  "not-placeholder": notPlaceholder,
  address: (value) => value.replace(/\/.*/, "").split(".").every((part) => Number(part) < 256),
};
