"""Numbers that prove themselves: check digits of cards, accounts and national ids, by name.

docs/assets/leaks/check-digits.js says the same for the browser; tests/vectors hold both to one list. Each
takes the bare number (no blanks, points or dashes, letters large) and says whether it can be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import cycle

_IBANS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 "
    "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 "
    "MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 "
    "SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
_IBAN_LENGTHS = {pair[:2]: int(pair[2:]) for pair in _IBANS.split()}
_CARDS = re.compile(
    r"4(?:\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}"
    r"|(?:50|5[6-9]|6[37])\d{14}"
)
_VERHOEFF = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_VERHOEFF_TURN = (
    *("0123456789", "1576283094", "5803796142", "8916043527", "9453126870"),
    *("4286573901", "2793806415", "7046913258"),
)
_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_FISCALE = "1 0 5 7 9 13 15 17 19 21 2 4 18 20 11 3 6 8 12 14 16 10 22 25 24 23"
_FISCALE_ODD = tuple(map(int, _FISCALE.split()))
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def luhn(number: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) << (place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def card(number: str) -> bool:
    """A payment card: a range of an issuer, and Luhn's digit."""
    return bool(_CARDS.fullmatch(number)) and luhn(number)


def iban(number: str) -> bool:
    """ISO 13616: the length of its country, and 1 modulo 97."""
    return len(number) == _IBAN_LENGTHS.get(number[:2].upper()) and iban_first(number)


def iban_first(number: str) -> bool:
    """The same where more may follow, as words do after a number that is written in groups."""
    length = _IBAN_LENGTHS.get(number[:2].upper(), 99)
    if len(number) < length:
        return False
    turned = number[4:length] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def verhoeff(number: str) -> bool:
    """Verhoeff's dihedral digit, as in Aadhaar."""
    state = "0"
    for place, sign in enumerate(reversed(number)):
        state = _VERHOEFF[int(state)][int(_VERHOEFF_TURN[place % 8][int(sign)])]
    return state == "0"


def weighted(number: str, weights: tuple[int, ...]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(sign) * weight for sign, weight in zip(number, weights, strict=False))


def ssn(number: str) -> bool:
    """United States: no digit proves it, but areas 000, 666 and 900 on, group 00 and serial 0000 are none."""
    return not (number[:3] in ("000", "666") or number[0] == "9" or number[3:5] == "00") and (
        number[5:] != "0000"
    )


def nhs(number: str) -> bool:
    """NHS number of England: modulo 11."""
    rest = 11 - weighted(number, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return len(set(number)) > 1 and rest % 11 == int(number[9]) and rest != 10


def nino(number: str) -> bool:
    """United Kingdom's National Insurance number: some beginnings were never given."""
    return number[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def steuer_id(number: str) -> bool:
    """Germany's tax number: ISO 7064 MOD 11,10, and one digit stands there twice or three times."""
    counts = sorted(number[:10].count(sign) for sign in set(number[:10]))
    if number[0] == "0" or counts[-1] not in (2, 3) or (len(counts) > 1 and counts[-2] > 1):
        return False
    product = 10
    for sign in number[:10]:
        product = ((int(sign) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[10])


def kvnr(number: str) -> bool:
    """Germany's number of an insured person: a letter as two digits, then weights 1 and 2."""
    digits = f"{ord(number[0]) - 64:02}{number[1:]}"
    parts = (int(sign) * (1 + place % 2) for place, sign in enumerate(digits[:10]))
    return sum(part // 10 + part % 10 for part in parts) % 10 == int(digits[10])


def nir(number: str) -> bool:
    """France's NIR: 97 less the rest; Corsica has letters."""
    bare = number.replace("2A", "19", 1).replace("2B", "18", 1)
    return bare.isdigit() and 97 - int(bare[:13]) % 97 == int(bare[13:])


def dni(number: str) -> bool:
    """Spain's DNI and NIE: the letter by the number modulo 23."""
    bare = ("XYZ".index(number[0]), number[1:8]) if number[0] in "XYZ" else ("", number[:8])
    return _DNI[int(f"{bare[0]}{bare[1]}") % 23] == number[8]


def codice_fiscale(number: str) -> bool:
    """Italy's tax code: the letter at its end."""
    values = [int(sign) if sign.isdigit() else ord(sign) - 65 for sign in number]
    total = sum(
        value if place % 2 else _FISCALE_ODD[value] for place, value in enumerate(values[:15])
    )
    return total % 26 == values[15]


def bsn(number: str) -> bool:
    """The Netherlands' BSN: the eleven test."""
    return number != "0" * 9 and weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def pesel(number: str) -> bool:
    """Poland's PESEL: a day of birth, and weights 1, 3, 7, 9."""
    month = int(number[2:4]) % 20
    day = _is_day(number[4:6], f"{month:02}")
    return day and weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def personnummer(number: str) -> bool:
    """Sweden's personnummer: a day of birth, and Luhn's digit over the last ten."""
    last = number.replace("+", "")[-10:]
    return _is_day(last[4:6], last[2:4]) and luhn(last)


def hetu(number: str) -> bool:
    """Finland's personal identity code: a day of birth, and a sign by the number modulo 31."""
    bare = int(number[:6] + number[-4:-1])
    return _is_day(number[:2], number[2:4]) and _HETU[bare % 31] == number[-1]


def belgian(number: str) -> bool:
    """Belgium's national number: 97 less the rest, for those born from 2000 on with a 2 before it."""
    rest = 97 - int(number[9:])
    return int(number[:9]) % 97 == rest or int("2" + number[:9]) % 97 == rest


def cpf(number: str) -> bool:
    """Brazil's CPF: two digits modulo 11."""
    if len(set(number)) == 1:
        return False
    for length in (9, 10):
        weights = tuple(range(length + 1, 1, -1))
        if weighted(number, weights) * 10 % 11 % 10 != int(number[length]):
            return False
    return True


def ahv(number: str) -> bool:
    """Switzerland's AHV number: an EAN-13 that begins with 756."""
    return sum(int(s) * w for s, w in zip(number, cycle((1, 3)), strict=False)) % 10 == 0


def fodselsnummer(number: str) -> bool:
    """Norway's birth number: a day of birth, and two digits modulo 11."""
    first = weighted(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return _is_day(number[:2], number[2:4]) and first % 11 == 0 and second % 11 == 0


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "luhn": luhn,
    "card": card,
    "iban": iban,
    "iban-first": iban_first,
    "verhoeff": verhoeff,
    "ssn": ssn,
    "nhs": nhs,
    "nino": nino,
    "steuer-id": steuer_id,
    "kvnr": kvnr,
    "nir": nir,
    "dni": dni,
    "codice-fiscale": codice_fiscale,
    "bsn": bsn,
    "pesel": pesel,
    "personnummer": personnummer,
    "hetu": hetu,
    "belgian": belgian,
    "cpf": cpf,
    "ahv": ahv,
    "fodselsnummer": fodselsnummer,
}
"""By the names that rules use."""
