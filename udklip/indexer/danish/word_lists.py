"""What the dictionary does not know of Danish words, or knows wrongly. All in lower case."""

#: Word → its normal form, where the dictionary's lemma would part words that belong together.
CORRECTIONS = {
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
    "patienter": "patient",
    "rosen": "rose",
    "stifter": "stifter",
    "stiftere": "stifter",
    "stifteren": "stifter",
    "stifterne": "stifter",
    "stifternes": "stifter",
    "stiftet": "stifte",
    "tanken": "tank",
    "vegne": "vegne",
    "ældre": "ældre",
    "ældres": "ældre",
    "cluster": "cluster",
    "clusters": "cluster",
    "clusteret": "cluster",
    "clusterets": "cluster",
    "clusterne": "cluster",
}

#: What follows an apostrophe as an ending: DTU's, pdf'er, app'en.
ENDINGS_AFTER_APOSTROPHE = frozenset("s er en et e erne ens ets erne ernes ere eren".split())

#: Small words and prefixes that begin a word without making it a compound.
NO_FIRST_PART = frozenset(
    """
    alle anden bag beg bet chi dav dem den denne deri des det dette dis din dis dit dog dov eks eller end ens fem
    fire flere fol for ford fore fort fra frem før gen gene gennem god hal ham han har hel hen her hertil hil hin
    hos hun hver hvor hys igen ikke ind inde inden inter ingen jeg jer kan kar kir kon kun kul lang man med mel
    mellem men mig min mis mit mod mode mænd ned nem nogen nor når nær næst nys ofte oven oveni over også par per
    pre pro ret rundt samt sam sammen sig sin sit ske skal som str syv syn sæd tal thi ti til tilbage trans tre
    tus tvært tyve ude uden ulige under ved vel vidt vil van var videre vor være vær øde
    """.split()
)

#: Endings and chance words that no compound ends in.
NO_LAST_PART = frozenset(
    """
    agtig akt amme aner angribe arisk artig bitte bred dannet dele disk dom ede elle else ende ene engelsk erne
    ernes esse etage fuld følgelig fast gang gange gyldig heds hed ilde iden isk iske isme kane kere kre leder lede
    lets lette lig lige lighed ligheds ling loven lund løs løshed malt megen mæssig ment nation nemlig ning oratorie
    rage rate ration rette ring ringer rive ræk sion skab slig smage snappe snitte som spar sted stige tage tale tion
    tiske user vare ynder ynde ægger ælling ære
    """.split()
)

#: First parts with these endings take a fuge-s: pensions|alder, not pension|salder.
TAKES_S = ("ing", "ion", "hed", "skab", "tet", "dom", "else", "ment", "lig", "ling", "tek", "um", "skrift")
