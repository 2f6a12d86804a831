// Numbers that prove themselves, as commonplace/checks/check_digits.py has them. Each takes the bare number.

const IBAN_LENGTHS = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18
  DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23
  IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31
  MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24
  SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 2), Number(pair.slice(2))]),
);
const CARDS = new RegExp(
  "^(?:4(?:\\d{15}|\\d{18})|5[1-5]\\d{14}|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}|3[47]\\d{13}" +
    "|6(?:011|5\\d\\d|4[4-9]\\d)\\d{12}|3(?:0[0-5]|[68]\\d)\\d{11}|35(?:2[89]|[3-8]\\d)\\d{12}|62\\d{14,17}" +
    "|(?:50|5[6-9]|6[37])\\d{14})$",
);
const VERHOEFF = [
  ...["0123456789", "1234067895", "2340178956", "3401289567", "4012395678"],
  ...["5987604321", "6598710432", "7659821043", "8765932104", "9876543210"],
];
const VERHOEFF_TURN = [
  ...["0123456789", "1576283094", "5803796142", "8916043527", "9453126870"],
  ...["4286573901", "2793806415", "7046913258"],
];
const DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
const HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const FISCALE_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const digits = (number) => [...number].map(Number);
const weighted = (number, weights) => weights.reduce((sum, weight, n) => sum + weight * Number(number[n]), 0);
const modulo = (number, divisor) => [...number].reduce((rest, sign) => (rest * 10 + Number(sign)) % divisor, 0);
const isDay = (day, month) => month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1];

function luhn(number) {
  const total = digits(number)
    .reverse()
    .reduce((sum, digit, place) => {
      const value = place % 2 ? digit * 2 : digit;
      return sum + (value > 9 ? value - 9 : value);
    }, 0);
  return total % 10 === 0;
}

const ibanLength = (number) => IBAN_LENGTHS[number.slice(0, 2).toUpperCase()] ?? 99;

function ibanFirst(number) {
  const length = ibanLength(number);
  if (number.length < length) return false;
  const turned = number.slice(4, length) + number.slice(0, 4);
  return modulo([...turned].map((sign) => parseInt(sign, 36)).join(""), 97) === 1;
}

function verhoeff(number) {
  const state = [...number].reverse().reduce((now, sign, n) => VERHOEFF[now][VERHOEFF_TURN[n % 8][sign]], "0");
  return state === "0";
}

function ssn(number) {
  if (["000", "666"].includes(number.slice(0, 3)) || number[0] === "9") return false;
  return number.slice(3, 5) !== "00" && number.slice(5) !== "0000";
}

function nhs(number) {
  const rest = 11 - (weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return new Set(number).size > 1 && rest % 11 === Number(number[9]) && rest !== 10;
}

function steuerId(number) {
  const first = number.slice(0, 10);
  const counts = [...new Set(first)].map((sign) => first.split(sign).length - 1).sort((a, b) => a - b);
  const most = counts.pop();
  if (number[0] === "0" || (most !== 2 && most !== 3) || counts.pop() > 1) return false;
  let product = 10;
  for (const digit of digits(first)) product = (((digit + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(number[10]);
}

function kvnr(number) {
  const all = String(number.charCodeAt(0) - 64).padStart(2, "0") + number.slice(1);
  const parts = digits(all.slice(0, 10)).map((digit, place) => digit * (1 + (place % 2)));
  return parts.reduce((sum, part) => sum + Math.floor(part / 10) + (part % 10), 0) % 10 === Number(all[10]);
}

function nir(number) {
  const bare = number.replace("2A", "19").replace("2B", "18");
  return /^\d+$/.test(bare) && 97 - modulo(bare.slice(0, 13), 97) === Number(bare.slice(13));
}

function dni(number) {
  const letter = "XYZ".indexOf(number[0]);
  const bare = letter < 0 ? number.slice(0, 8) : letter + number.slice(1, 8);
  return DNI[Number(bare) % 23] === number[8];
}

function codiceFiscale(number) {
  const values = [...number].map((sign) => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65));
  const total = values.slice(0, 15).reduce((sum, value, n) => sum + (n % 2 ? value : FISCALE_ODD[value]), 0);
  return total % 26 === values[15];
}

function personnummer(number) {
  const last = number.replace("+", "").slice(-10);
  return isDay(last.slice(4, 6), last.slice(2, 4)) && luhn(last);
}

function cpf(number) {
  if (new Set(number).size === 1) return false;
  return [9, 10].every((length) => {
    const weights = Array.from({ length }, (_, n) => length + 1 - n);
    return (((weighted(number, weights) * 10) % 11) % 10) === Number(number[length]);
  });
}

function fodselsnummer(number) {
  const first = weighted(number, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
  const second = weighted(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
  return isDay(number.slice(0, 2), number.slice(2, 4)) && first % 11 === 0 && second % 11 === 0;
}

export const CHECKS = {
  luhn, verhoeff, ssn, nhs, kvnr, nir, dni, personnummer, cpf, fodselsnummer,
  iban: (number) => number.length === ibanLength(number) && ibanFirst(number),
  "iban-first": ibanFirst,
  card: (number) => CARDS.test(number) && luhn(number),
  nino: (number) => !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].includes(number.slice(0, 2)),
  "steuer-id": steuerId,
  "codice-fiscale": codiceFiscale,
  bsn: (number) => !/^0+$/.test(number) && weighted(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  pesel: (number) =>
    isDay(number.slice(4, 6), Number(number.slice(2, 4)) % 20) &&
    weighted(number, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  hetu: (number) =>
    isDay(number.slice(0, 2), number.slice(2, 4)) &&
    HETU[Number(number.slice(0, 6) + number.slice(-4, -1)) % 31] === number.slice(-1),
  belgian: (number) =>
    ["", "2"].some((century) => modulo(century + number.slice(0, 9), 97) === 97 - Number(number.slice(9))),
  ahv: (number) => digits(number).reduce((sum, digit, n) => sum + digit * (n % 2 ? 3 : 1), 0) % 10 === 0,
};
