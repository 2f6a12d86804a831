"""Every kind of made-up leak, with what people write around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from scripts._leak_values import (
    DIGITS,
    UPPER,
    aws,
    azure,
    basic,
    card_number,
    connection,
    day,
    device,
    email,
    github,
    grouped,
    host,
    iban,
    ids,
    jwt,
    network,
    password,
    pem,
    phone,
    proven,
    record,
    secret,
    service,
    signs,
    slack,
    spaced,
)


@dataclass(frozen=True)
class Kind:
    """One kind of leak: the code that has to name it, how to make it, and what people write around it."""

    code: str
    make: Callable[[Random], str]
    around: tuple[str, ...] = ("We used {} for this.", "It was {} until the change.", "{}")


_TOLD = ("{}", "Use {} there.", "export KEY={}", "It is written on the wall: {}.")
_NUMBER = "It was about {0}: {{}}.", "{0} {{}}", "My {0} is {{}}, I wrote."


def _named(*names: str) -> tuple[str, ...]:
    return tuple(pattern.format(name) for name in names for pattern in _NUMBER)


LEAKS: Mapping[str, Kind] = {
    "AWS key": Kind("leak-key", aws, _TOLD),
    "GitHub token": Kind("leak-key", github, _TOLD),
    "Slack token": Kind("leak-key", slack, _TOLD),
    "other services": Kind("leak-key", service, _TOLD),
    "Azure key": Kind("leak-key", azure, _TOLD),
    "signed token": Kind("leak-key", jwt, ("{}", "Authorization: Bearer {}")),
    "secret of a setting": Kind(
        "leak-key", secret, ("api_key = '{}'", "client_secret: {}", '"auth_token": "{}"')
    ),
    "private key": Kind("leak-private-key", pem, ("{}",)),
    "password": Kind(
        "leak-password",
        password,
        ("password: {}", "PASSWORD={}", "The password is {}", "Passwort: {}"),
    ),
    "password in an address": Kind("leak-password", basic, ("{}/stock", "clone {}/repo.git")),
    "connection string": Kind("leak-password", connection, ("{}",)),
    "e-mail": Kind("leak-email", email, ("Write to {}.", "mailto:{}", "{} knows", "({})")),
    "phone": Kind("leak-phone", phone, ("Call {}.", "Phone: {}", "{} at night", "her number, {},")),
    "payment card": Kind(
        "leak-card", card_number, ("The card {} was refused.", "{}", "paid with {}")
    ),
    "IBAN": Kind("leak-iban", iban, ("Pay to {}.", "IBAN {}", "{}")),
    "United States, SSN": Kind(
        "leak-national-id",
        lambda r: grouped(proven(r, "ssn", lambda x: signs(x, "123456789", 9)), 3, 2, by="-"),
    ),
    "England, NHS": Kind(
        "leak-national-id",
        spaced("nhs", lambda r: signs(r, "45678", 1) + signs(r, DIGITS, 9), 3, 3),
        _named("NHS number", "the patient’s NHS number"),
    ),
    "United Kingdom, NINO": Kind(
        "leak-national-id",
        lambda r: (
            f"{r.choice('CEHJLMP')}{r.choice('CEHJLMP')} {signs(r, '2345678', 2)} {signs(r, DIGITS, 2)} "
            f"{signs(r, DIGITS, 2)} {r.choice('ABCD')}"
        ),
    ),
    "Germany, tax": Kind(
        "leak-national-id",
        spaced("steuer-id", lambda r: signs(r, "123456789", 1) + signs(r, DIGITS, 10), 2, 3, 3),
        _named("Steuer-ID", "IdNr"),
    ),
    "France, NIR": Kind(
        "leak-national-id",
        spaced(
            "nir",
            lambda r: r.choice("12") + day(r, "ym") + "75" + signs(r, DIGITS, 8),
            1,
            2,
            2,
            2,
            3,
            3,
        ),
    ),
    "Spain, DNI": Kind(
        "leak-national-id",
        ids("dni", lambda r: r.choice("2345678XYZ") + signs(r, DIGITS, 7) + r.choice(UPPER)),
    ),
    "Italy, codice fiscale": Kind(
        "leak-national-id",
        ids(
            "codice-fiscale",
            lambda r: (
                signs(r, "BCDFGLMNPRSTV", 6)
                + signs(r, DIGITS, 2)
                + r.choice("ABCDEHLMPRST")
                + f"{r.randint(1, 71):02}"
                + r.choice("ABCDEFGHIL")
                + signs(r, DIGITS, 3)
                + r.choice(UPPER)
            ),
        ),
    ),
    "Netherlands, BSN": Kind(
        "leak-national-id",
        ids("bsn", lambda r: signs(r, "123456789", 9)),
        _named("BSN", "burgerservicenummer"),
    ),
    "Poland, PESEL": Kind(
        "leak-national-id",
        ids("pesel", lambda r: day(r, "ymd") + signs(r, DIGITS, 5)),
        _named("PESEL"),
    ),
    "Sweden, personnummer": Kind(
        "leak-national-id",
        lambda r: grouped(
            proven(r, "personnummer", lambda x: day(x, "ymd") + signs(x, DIGITS, 4)), 6, by="-"
        ),
    ),
    "Finland, HETU": Kind(
        "leak-national-id",
        ids(
            "hetu",
            lambda r: (
                day(r, "dmy")
                + "-"
                + r.choice("1234567")
                + signs(r, DIGITS, 2)
                + r.choice(UPPER + DIGITS)
            ),
        ),
    ),
    "Belgium": Kind(
        "leak-national-id",
        lambda r: "{:.2}.{:.2}.{:.2}-{:.3}.{:.2}".format(
            *(lambda n: (n[:2], n[2:4], n[4:6], n[6:9], n[9:]))(
                proven(r, "belgian", lambda x: day(x, "ymd") + signs(x, DIGITS, 5))
            )
        ),
    ),
    "Brazil, CPF": Kind(
        "leak-national-id",
        lambda r: "{}.{}.{}-{}".format(
            *(lambda n: (n[:3], n[3:6], n[6:9], n[9:]))(
                proven(r, "cpf", lambda x: signs(x, DIGITS, 11))
            )
        ),
    ),
    "India, Aadhaar": Kind(
        "leak-national-id",
        spaced("verhoeff", lambda r: signs(r, "23456789", 1) + signs(r, DIGITS, 11), 4, 4),
        _named("Aadhaar", "Aadhaar number"),
    ),
    "patient or customer": Kind(
        "leak-record",
        record,
        ("Patient ID: {}", "customer number {}", "case no. {}", "Kundennummer: {}", "MRN {}"),
    ),
    "internal machine": Kind(
        "leak-host", host, ("Log in at {}.", "https://{}/start", "ssh {}", "ping {}")
    ),
    "internal address": Kind(
        "leak-address", network, ("It runs at {}.", "ssh {}", "http://{}:8080/")
    ),
    "hardware address": Kind("leak-device", device, ("The printer is {}.", "{}")),
    "must not discuss": Kind(
        "leak-must-not-discuss",
        lambda r: r.choice(("Projekt Marmoräde", "Sable Harbor", "Vandermolen")),
        ("We talked about {} then.", "{} was the reason.", "It is {}."),
    ),
}
"""By the name that the table shows."""
