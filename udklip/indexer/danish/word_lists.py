"""What the dictionary does not know of Danish words, or knows wrongly. All in lower case."""

#: Word → its normal form, where the dictionary's lemma would part words that belong together.
CORRECTIONS = {
    "adm": "administrere",
    "afd": "afdeling",
    "aps": "aps",
    "broderen": "bror",
    "bøgerne": "bog",
    "bøgernes": "bog",
    "centret": "center",
    "centrets": "center",
    "centre": "center",
    "centrene": "center",
    "centrenes": "center",
    "centres": "center",
    "centrum": "center",
    "centrums": "center",
    "centrer": "center",
    "centrummet": "center",
    "cyklen": "cykel",
    "cyklens": "cykel",
    "cykler": "cykel",
    "cyklerne": "cykel",
    "cyklernes": "cykel",
    "data": "data",
    "dataene": "data",
    "døren": "dør",
    "døre": "dør",
    "dørene": "dør",
    "dyr": "dyr",
    "dyre": "dyr",
    "dyrere": "dyr",
    "dyrt": "dyr",
    "eus": "eu",
    "fonde": "fond",
    "fonds": "fond",
    "fondenes": "fond",
    "gode": "god",
    "godt": "god",
    "gps": "gps",
    "grønt": "grøn",
    "gås": "gås",
    "himle": "himmel",
    "kr": "krone",
    "landbrugs": "landbrug",
    "lederen": "leder",
    "lavere": "lav",
    "leder": "leder",
    "ledere": "leder",
    "lederne": "leder",
    "ledernes": "leder",
    "lederens": "leder",
    "leverer": "levere",
    "leveret": "levere",
    "leverede": "levere",
    "leveres": "levere",
    "mads": "mads",
    "medier": "medie",
    "mio": "million",
    "mødrene": "mor",
    "mødrenes": "mor",
    "nr": "nummer",
    "patienter": "patient",
    "pct": "procent",
    "rosen": "rose",
    "sas": "sas",
    "små": "lille",
    "stifter": "stifter",
    "stiftere": "stifter",
    "stifteren": "stifter",
    "stifterne": "stifter",
    "stifternes": "stifter",
    "stiftet": "stifte",
    "tanken": "tank",
    "tlf": "telefon",
    "tænder": "tand",
    "tænderne": "tand",
    "tændernes": "tand",
    "vegne": "vegne",
    "ældre": "ældre",
    "ældres": "ældre",
    "cluster": "cluster",
    "clusters": "cluster",
    "clusteret": "cluster",
    "clusterets": "cluster",
    "clusterne": "cluster",
}

#: Words that stand for another without being a form of it: mia is a milliard, and Mia a name.
STANDS_FOR = {"mia": "milliard"}

#: What follows an apostrophe as an ending: DTU's, pdf'er, app'en.
ENDINGS_AFTER_APOSTROPHE = frozenset("s er en et e erne ens ets erne ernes ere eren".split())

#: Small words and prefixes that begin a word without making it a compound.
NO_FIRST_PART = frozenset(
    """
    alle anden bag beg bet chi dav dem den denne der deri derud des det dette die din dis dit dog dov efter
    eks eller end ens fast fem fire flere fok fol for ford fore fort fra frem fremad før gen gene gennem god
    hal ham han har hel hen her hertil hil hin hos hun hver hvor hys igen ikke ind inde inden ingen inter jeg
    jer kan kar kir kon konk kor kul kun lang lige man med mel mellem men mig min mis mit mod mode mænd ned
    nem nogen nor nys nær næst når ofte også oms oven oveni over par per pre pro ret rundt sam sammen samt sen
    sig sin sit skal ske som str syn syv sæd sær tal thi ti til tilbage tilfreds tilkende tran trans tre tus
    tvært tyve ude uden ulige under van var ved vel videre vidt vil vor vær være øde
    """.split()
)

#: First parts as they stand in a compound, where no rule leads from them to their word.
AS_FIRST_PART = {
    "arbejds": "arbejde",
    "børne": "barn",
    "diesel": "diesel",
    "hjælpe": "hjælp",
    "kvante": "kvante",
    "landbrugs": "landbrug",
    "mande": "mand",
    "samarbejds": "samarbejde",
    "stam": "stamme",
    "top": "top",
    "års": "år",
    "ånds": "ånd",
}

#: Last parts shorter than others, in their forms: energiøen, byrådets.
SHORT_LAST_PARTS = {
    **dict.fromkeys(("ø", "øen", "øer", "øens"), "ø"),
    "hus": "hus",
    "råd": "råd",
}

#: Words whose parts say nothing of them, or that are no compounds and look like some: hundrede is no red hund.
WHOLE_WORDS = frozenset(
    """
    alvorlig betydelig borgmester dagsorden ekstraordinær ekstraordinært endelig engagere fokusere folketing
    frivillig fuldkommen hundrede kampagne kilometer konkludere korrigere landbrug lempelse ligeledes
    magtfuldkommen omskæring ordfører planlægge platform presserende sandsynlig sandsynlighed solidaritet
    sygehus sygeplejerske tidspunkt tilsyneladende transparens transport
    """.split()
)

#: Endings and chance words that no compound ends in.
NO_LAST_PART = frozenset(
    """
    agtig akt amme aner angribe arisk artig bitte bred dannet dele disk dom ede elle else ende ene engelsk erne
    ernes esse etage fuld følgelig fast gang gange gyldig heds hed ilde iden isk iske isme kane kere kre lede
    lets lette lig lige lighed ligheds ling loven lund løs løshed malt megen mæssig ment nation nemlig ning oratorie
    rage rate ration rette ring ringer rive ræk sion skab slig smage snappe snitte som spar sted stige tage tale tion
    tiske user vare ynder ynde ægger ælling ære
    """.split()
)

#: First parts with these endings take a fuge-s: pensions|alder, not pension|salder.
TAKES_S = (
    "ing",
    "ion",
    "hed",
    "skab",
    "tet",
    "dom",
    "else",
    "ment",
    "lig",
    "ling",
    "tek",
    "um",
    "skrift",
    "verden",
)
