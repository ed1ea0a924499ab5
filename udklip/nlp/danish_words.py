"""Words that names are told from: function words, generic nouns, titles, nouns that say what a name is."""

import re
from functools import lru_cache

# What a sentence begins with, and what is then glued to a name.
OPENING_WORDS = frozenset(
    """
    ad af aldrig alle allerede alligevel alt altså anden andre at bag bagefter begge blandt bliver blot bort både da dag
    de dels den denne der derefter deres derfor derimod dermed derudover desuden det dette dog du efter efterfølgende
    eller ellers en end endelig endnu er et fik flere for foran forbi fordi foruden fra frem få før først gennem gerne
    gør går ham han hans har havde hele heller hende hendes her herefter hertil hidtil hos hun hvad hver hverken hvilken
    hvis hvor hvordan hvorfor hvornår i ifølge igen igennem ikke imellem imens imod ind inde inden indtil ingen intet ja
    jeg jf jo kan kom kommer kun kunne langs lige ligesom lidt man mange med medens mellem men mens mere mindst mit mod
    måske må nej ned nogle noget nogen nok nu næsten nær når og også om omkring omvendt op os over overfor paa på samme
    samt samtidig selv selvom senest senere siden sig sin sit ser ses skal skulle som så sådan tak tidligere til
    tillige trods under undtagen ud uden udover ved vi via vil ville var vor vores være været yderligere ny nye sammen
    the and of for in on at by with from about this that these those our we it
    januar februar marts april juni juli september oktober november december
    mandag tirsdag onsdag torsdag fredag lørdag søndag idag igår och
    """.split()
)

# Of these, what a name may begin with: "Den Danske Bank", "Ny Carlsbergfondet", "The Guardian".
MAY_BEGIN_NAMES = frozenset(
    "den det de ny nye vor vores en et alle os man under sammen the our ja nej".split()
)

# What is capitalised in headings, menus, contact blocks and the talk of a field, and names nobody.
GENERIC_WORDS = OPENING_WORDS | frozenset(
    """
    abonnement adresse afdeling annonce ansøgning artikel baggrund bestyrelse bestyrelsen billede boks bogen covid
    covid-19 corona cvr cv dato debat direktion direktionen dr e-mail email erhverv fakta faktaboks foreningen fonden
    formål forside foto fotograf gdpr gts healthtech hovedkontor hr hubs hjemmeside illustration info information
    innovation institut instituttet interview it kilde kilder klynge klyngen kommune kommunen kommunerne kontakt
    kontaktoplysninger kontaktperson life læs mail medico medtech ministeren ministeriet mobil navn nyhed nyheder
    nyhedsbrev organisationen overskrift pandemi pharma pr presse pressekontakt pressemeddelelse program redaktion
    redaktionen regeringen region regionen regionerne resume science side sme smv sponseret sponsor styrelsen tech
    tekst telefon tema tidspunkt tilmelding titel tlf universitet universitetet universiteterne web webinar website
    centret centeret klinikken skolen banken hospitalet sygehuset forbundet selskabet virksomheden koncernen firmaet
    klubben partiet museet biblioteket rådet nævnet udvalget huset projektet plejehjemmet byrådet regionsrådet
    dkk eur usd sek nok gbp chf kr january march may june july october danish american swedish norwegian european
    german british french finnish nordic scandinavian english dutch chinese japanese
    researchers scientists patients companies doctors
    biotek ai ki bnp dna rna pcr eeg mr-scanning ph.d phd adm dir prof hr fru mob tel ceo cfo coo cto
    """.split()
)

# What a councillor or a department is for: "rådmand for Sundhed og Omsorg".
PORTFOLIO_WORDS = frozenset(
    """
    sundhed omsorg velfærd beskæftigelse kultur teknik miljø økonomi forskning udvikling uddannelse social ældre børn
    unge
    """.split()
)

# Generic bodies: "GTS-institutter", "EU-lande". A compound that ends so names no body of that name.
GENERIC_PLURALS = (
    "institutter", "institutterne", "virksomheder", "virksomhederne", "selskaber", "klynger", "klyngerne", "kommuner",
    "regioner", "organisationer", "aktiviteter", "midler", "lande", "landene", "projekter", "løsninger",
)  # fmt: skip

# What stands in brackets after a politician's name.
PARTY_LETTERS = frozenset("S V K SF EL Ø A B C D F M O I LA DF KD ALT RV R DD Æ Å NB Q G T FG SIU IA".split())

_TITLE_ENDINGS = (
    "direktør", "direktgr", "formand", "forkvinde", "forperson", "chef", "leder", "minister", "borgmester", "professor",
    "rektor", "dekan", "lektor", "adjunkt", "konsulent", "ordfører", "partner", "præsident", "redaktør", "forsker",
    "læge", "stifter", "iværksætter", "ejer", "rådmand", "sekretær", "koordinator", "specialist", "analytiker",
    "økonom", "advokat", "ingeniør", "talsmand", "talskvinde", "talsperson", "medlem", "medarbejder", "rådgiver",
    "ekspert", "inspektør", "kommissær", "dommer", "biskop", "træner", "skuespiller", "forfatter", "journalist",
    "sygeplejerske", "lærer", "ambassadør", "manager", "director", "officer", "founder", "president", "chair",
    "chairman", "chairwoman", "kasserer", "forretningsfører", "bestyrer", "arkitekt", "farmaceut", "psykolog",
    "olog", "kemiker", "historiker", "politiker", "studerende", "stipendiat", "postdoc", "grundlægger", "terapeut",
    "pædagog", "bioanalytiker", "jordemoder", "tekniker", "fysiker", "kirurg", "psykiater", "assistent", "repræsentant",
    "designer", "programmør", "investor", "gründer", "provst", "kansler", "controller", "vært", "kommandør", "kurator",
)  # fmt: skip
_TITLES_WHOLE = ("ceo", "cfo", "coo", "cto", "cso", "cmo", "vp", "head")

# The ø that an OCR without Danish reads as g or o is allowed for.
TITLE = rf"(?:(?:ph\.d\.-)?[a-zæøå-]{{0,30}}(?:{'|'.join(_TITLE_ENDINGS)})(?:e?n)?|{'|'.join(_TITLES_WHOLE)})".replace(
    "ktør", "kt(?:ø|g|o|oe)r"
)
_TITLE_WORD = re.compile(TITLE, re.IGNORECASE)


@lru_cache(maxsize=50_000)
def is_title(word: str) -> bool:
    """Whether a single word is a title: "udviklingsdirektør", "Professor", "CEO"."""
    return _TITLE_WORD.fullmatch(word) is not None


# Definite nouns that open a sentence before a firm's name and are no part of it: "Biotekselskabet Zealand Pharma".
KIND_OF_FIRM = re.compile(
    r"(?:(?:\w+-)?[a-zæøå]*(?:virksomheden|firmaet|koncernen|producenten|giganten|bureauet|kæden|partiet|klubben|avisen|mediet"
    r"|startuppen|leverandøren|rederiet|bryggeriet|klyngen|tænketanken|iværksætteren)"
    r"|(?:\w+-)?[a-zæøå]+(?:selskabet|bolaget|organisationen)|(?:fag|branche|patient|interesse|arbejdsgiver)foreningen)",
    re.IGNORECASE,
)

# Nouns before the name of a thing that is nobody: "programmet Bedre Hjemme".
THING_NOUN = re.compile(
    r"\w*(?:programm(?:et|er)|projekt(?:et|er)|kampagnen|bogen|filmen|rapporten|appen|produkt(?:et|er)|serien|puljen"
    r"|initiativet|prisen|konferencen|messen|festivalen|systemet|medicinen|lægemid(?:let|lerne)|præparatet|vaccinen"
    r"|podcasten|ordningen|strategien|uddannelsen|linjen|loven|titlen|overskriften|temaet|mærket|modellen|metoden)"
)

# Adjectives of nationality that open a sentence before a firm's name. "Danske" begins too many names.
NATIONALITIES = frozenset(
    """
    norske svenske finske islandske tyske engelske britiske amerikanske franske hollandske kinesiske japanske italienske
    spanske schweiziske irske skotske polske canadiske australske indiske belgiske østrigske færøske grønlandske
    fynske jyske sjællandske nordjyske vestjyske sønderjyske østjyske midtjyske bornholmske aarhusianske københavnske
    """.split()
)

# Nouns before a name that say what it is: "medicinalvirksomheden Bavarian Nordic", "byen Silkeborg".
_BODY_NOUNS = (
    "virksomhed", "firma", "selskab", "koncern", "forening", "organisation", "bureau", "klynge", "tank", "fond", "kæde",
    "gigant", "producent", "parti", "klub", "avis", "forbund", "hospital", "sygehus", "universitet", "institut",
    "startup", "netværk", "konsortium", "hus", "myndighed", "styrelse", "ministerium", "museum", "forlag", "bryggeri",
    "rederi", "leverandør", "dagblad", "tidsskrift", "center", "magasin", "blad", "medie", "akademi", "iværksætter",
)  # fmt: skip
BODY_NOUN = re.compile(
    rf"[a-zæøå-]{{0,30}}(?:{'|'.join(_BODY_NOUNS)}|firma|konsorti|ministeri|muse|cent|fagblad)(?:en|et|met|net|ten|n|t|ret|um|umet|ummet|pen|ppen)?"
)
PLACE_NOUN = re.compile(
    r"(?:by|landsby|hovedstad|ø|delstat|provins|bydel|forstad|havneby|universitetsby|land)e?n?|landet"
)

# Between a title and the body it is held in.
TITLE_PREPOSITIONS = frozenset(("i", "for", "hos", "på", "ved", "af", "fra", "of", "at"))
