"""The words and patterns of dates in Danish, and in the languages that the field is also written about in."""

import re

_MONTHS = (
    "januar jan january januari",
    "februar feb febr february februari",
    "marts mar mrt march mars märz maerz mrz",
    "april apr",
    "maj may mai",
    "juni jun june",
    "juli jul july",
    "august aug augusti",
    "september sep sept",
    "oktober okt october oct",
    "november nov",
    "december dec desember des dezember dez",
)
MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
COUNTS = {word: float(n) for n, word in enumerate("nul et to tre fire fem seks syv otte ni ti".split())}
COUNTS |= dict.fromkeys(("en", "a", "an", "einer", "einem", "ett"), 1.0)
COUNTS |= {"en halv": 0.5, "halvanden": 1.5, "two": 2.0, "zwei": 2.0, "två": 2.0}
UNITS = {
    "seconds": "s sek sekund sekunder second seconds sekunde sekunden",
    "minutes": "m min minut minutter minute minutes minuten minuter",
    "hours": "t time timer hour hours stunde stunden timme timmar",
    "days": "d dag dage døgn day days tag tagen tage dagar dager",
    "weeks": "u uge uger week weeks woche wochen vecka veckor uke uker",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}

# Digits are parted by other signs than the usual where a page's designer chose so.
PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})

PUBLISHED = re.compile(
    r"(?:publiceret|offentliggjort|udgivet|bragt|oprettet|dato|"
    r"published(?: on)?|veröffentlicht(?: am)?|publicerad|publisert)"
    r"\b[\s:.|-]*",
    re.I,
)
ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?:T|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?![\d:])",
    re.I,
)
EPOCH = re.compile(r"^\s*(\d{10})(?:\d{3})?\s*$")
RFC = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)")
COMPACT = re.compile(r"^\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)\s*$")
NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<name>{_MONTH})\b\.?,?"
    r"(?:\s*['’]?(?P<year>\d{4}|\d{2}(?![\d.:])))?",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"(?<![a-zæøåä])(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,?\s+(?P<year>\d{4})\b|(?=\s*$|,))",
    re.I,
)
NUMBERED = re.compile(
    r"(?<![\d:/-])(?<!\d\.)(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})(?:\s?[./-]\s?|\s+(?=\d{4}))"
    r"(?P<year>\d{4}|\d{2})(?!\d|\.\d)"
)
DAY_MONTH = re.compile(
    r"(?<![\d:/-])(?<!\d\.)(?P<day>\d{1,2})/(?P<month>\d{1,2})(?!\d|/)"
    r"(?=\s*(?:$|[,|·•–()-]|\.\s|\.$|kl|\d{1,2}[.:]\d\d|\d\d$))",
    re.I,
)
RANGE = re.compile(r"(?<![\d.:])\d{1,2}(?:\.\s?[-–]\s?|[-–]|\.?\s(?:til|og|bis)\s(?:den\s|d\.\s)?)$")
"""What stands before the last day of several: that is when something takes place."""
CLOCK = re.compile(r"(?:kl\.?|klokken|klockan)\s*(\d{1,2})(?:[.:](\d\d))?(?!\d)", re.I)
BARE_CLOCK = re.compile(
    r"(?<![\d.:/-])(\d{1,2})[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d/-])(?:\s?([ap])\.?m\b)?", re.I
)
_COUNT = r"\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True))
AGO = re.compile(
    rf"(?:\b(?:for|vor|för)\s+(?:ca\.?|cirka|omkring|under|etwa)?\s*|^\s*)({_COUNT})\s*"
    rf"({'|'.join(sorted(UNIT_OF, key=len, reverse=True))})\b\.?(?:\s+(?:siden|sedan|ago))?",
    re.I,
)
QUARTER = re.compile(r"\bfor et kvarter siden\b", re.I)
DAYS_BACK = (
    (re.compile(r"\b(?:i\s?forgårs|vorgestern|i\s?förrgår)\b", re.I), 2),
    (re.compile(r"\b(?:i\s?(?:går|aftes)|yesterday|gestern)\b", re.I), 1),
    (re.compile(r"\b(?:i\s?(?:dag|morges|formiddags|eftermiddag|aften)|today|heute)\b", re.I), 0),
)
JUST_NOW = re.compile(r"\b(?:lige|netop|just) (?:nu|now)\b|\bfor (?:lidt|et øjeblik) siden\b", re.I)
WEEKDAY = re.compile(
    r"(?:^|\bi\s|\bsidste\s)\s*(mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)s?\b(?=\s*(?:$|kl|[,.|·•]|\d))",
    re.I,
)
_AROUND = """
    mandag tirsdag onsdag torsdag fredag lørdag søndag man tir tirs ons tor tors fre lør lørd søn monday
    tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch
    donnerstag freitag samstag sonntag måndag tisdag lördag söndag den d kl klokken klockan uhr publiceret
    offentliggjort udgivet opdateret senest sidst dato date published updated posted on at the am pm a m p
    cet cest gmt utc
    """.split()
BESIDES = re.compile(rf"\b(?:{'|'.join(sorted(set(_AROUND), key=len, reverse=True))})\b", re.I)
"""Words that stand with a date and say nothing more."""
