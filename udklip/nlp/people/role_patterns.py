"""How Danish press texts print what a person is: titles, bodies, what joins them to a name.

In the stretch around a name that these are tried on, every organisation stands as ⟨number⟩, every other person as ⟦⟧.
"""

import re

from udklip.nlp.danish_words import TITLE

ORG_MARK = r"⟨\d+⟩"
PERSON_MARK = "⟦⟧"
_UNIT = rf"{ORG_MARK}(?:(?:['’]s|s)?\s{ORG_MARK})?(?:\s\({ORG_MARK}\))?"
_BEFORE_TITLE = (
    r"(?:(?:adm\.|administrerende|adm|interim|konstitueret|daglig|teknisk|kommerciel|medicinsk|faglig|politisk|fungerende"
    r"|tidligere|afgående|kommende|ny|nye|nyvalgt|nyudnævnt|nuværende|senior|global|ledende|klinisk|økonomisk|assisterende"
    r"|vice|chief|managing|executive|general|deputy|community|project|product|key|account|head|first|1\."
    r"|[a-zæøå]{3,20}(?:politiske?|faglige?|tekniske?|iske?|lige?|rende|elle?|mæssige?|ansvarlige?))\s)*"
)
_AFTER_TITLE = (
    r"(?:\s(?:for|i)\s(?:bestyrelsen|formandskabet|direktionen|repræsentantskabet|foreningen|regionsrådet|byrådet|udvalget)"
    r"|\s(?:executive|operating|financial|scientific|medical|technology)\sofficer)?"
)
_FIRST_PART = r"(?:[a-zæøå]+-(?:,\s[a-zæøå]+-)*\sog\s)?"
_TITLE = rf"(?P<title>{_BEFORE_TITLE}{_FIRST_PART}\b{TITLE}\b{_AFTER_TITLE})"
_GENERIC = r"[a-zæøå-]+(?:en|et|erne|ten)"
_BETWEEN = rf"(?:(?:den|det|de)\s[a-zæøå-]+(?:\s[a-zæøå-]+){{0,3}}\s|{_GENERIC}\s|\w+firmaet\s)?"
_HELD_IN = (
    rf"\s(?:i|for|på|hos|ved|af|fra|of|at)\s{_BETWEEN}(?P<org>{_UNIT})(?:\s(?:på|ved|i|under)\s{ORG_MARK})?"
    r"(?:\s[a-zæøå]+(?:udvalg|gruppe|afdeling|råd))?"
)
_HELD_SOMEWHERE = rf"\s(?:i|for|på|hos|ved)\s{_GENERIC}(?=[,.]|\s⟦|\s*$)"
_SUBJECT = r"\s(?:of|for|i)\s[a-zæøå]+(?:\s(?:og|and)?\s?[a-zæøå]+){0,3}?"
_CAPITALISED = r"(?-i:[A-ZÆØÅ][a-zæøå]+)"
_PORTFOLIO = rf"\s(?:for|of)\s{_CAPITALISED}(?:,\s{_CAPITALISED})*(?:\s(?:og|and)\s{_CAPITALISED})?"
ROLE = re.compile(
    rf"(?:(?P<owner>{ORG_MARK})\s)?{_TITLE}"
    rf"(?:{_HELD_IN}|(?P<field>{_SUBJECT}|{_PORTFOLIO}){_HELD_IN.replace('<org>', '<org2>')}|{_HELD_SOMEWHERE}"
    rf"|(?P<field2>{_SUBJECT}|{_PORTFOLIO})?(?:[,.]\s(?P<listed>{_UNIT})|(?=[,.;]|\s(?:og|samt|and)\s|\s⟦|\s*$)))?",
    re.IGNORECASE,
)
"""A title with its field and the body it is held in: "adm. direktør i ⟨0⟩", "head of life science, ⟨1⟩"."""
TITLES = re.compile(_TITLE, re.IGNORECASE)
OWNER = re.compile(rf"{ORG_MARK}\s$")
GENERIC_OWNER = re.compile(
    r"\b(?:fag|branche|patient)?(?P<noun>fond|selskab|virksomhed|firma|forening|klynge|koncern|bank|institut|organisation"
    r"|forbund|cent|kommun|region|styrelse|hospital|universitet|muse|klub|sygehus|råd)(?:en|e?n|t?et|e?ret|met)s\s$",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?:,?\s(?:og|samt|and)\s|,\s)", re.IGNORECASE)
AGE = re.compile(r",\s\d{2}(?:\sår)?(?=[,\s])")
PARTY = re.compile(r"\s\((?P<party>[A-ZÆØÅ]{1,3})\)")
AFFILIATION = re.compile(rf"(?:,\s|\s(?:fra|hos|ved|from|at)\s|\s\()(?P<org>{_UNIT})(?=[,.;)\n]|\s*$|\s)")
AFFILIATION_LINE = re.compile(rf"\n{{1,2}}(?P<org>{_UNIT})[ ]*\n")
_STILL = r"(?:i\sdag|også|nu|til\sdaglig|samtidig|desuden|selv|ellers|allerede)"
_IS = r"(?:er|bliver|blev|fungerer|arbejder|ansættes|udnævnes|is)"
_BECOMING = r"(?:tiltræder|begynder|starter|fortsætter|fungerer|arbejder|ansættes|er\sansat|er\sblevet|er)"
_TO = rf"(?:\s(?:til|som|ny|den\snye|i\sdag|{_STILL}))*"
BECOMES = re.compile(
    rf",?(?:\s(?:der|som|who))?(?:\s{_STILL})?"
    rf"\s(?:{_BECOMING}(?:\s[^\s,⟨⟦][^,⟨⟦]{{0,40}}?)?\ssom|(?:er|bliver|blev)\s(?:blevet\s)?(?:ansat|udnævnt|valgt|udpeget|forfremmet)"
    rf"(?:\s(?:til|som))|{_IS}){_TO}\s(?=\S)",
    re.IGNORECASE,
)
PRONOUN_IS = re.compile(
    rf"(?:[.!?]|^)[\s\"”“»«]*(?:Han|Hun)(?:\s{_STILL})?\s(?:{_IS}|er\sansat|arbejder){_TO}\s(?:som\s)?(?=\S)"
)
NOT_HELD = re.compile(r"\buddannet\s", re.IGNORECASE)
GARBLED = re.compile(r"(dire|reda|inspe)kt(?:g|o|oe)r")
