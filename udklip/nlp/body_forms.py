"""The forms that give an organisation's name away: legal forms, last words, heads, endings of authorities."""

import re

COMPANY = frozenset(
    "A/S ApS I/S K/S P/S P/F IVS S/I AmbA A.m.b.a Inc Ltd GmbH AG plc PLC LLC Oyj ASA AB Corp SE".split()
)
DANISH_ENDINGS = frozenset(
    """
    Kommune Amt Stift Universitet Universitetshospital Sygehus Hospital Hospitaler Institut Erhvervsakademi
    Professionshøjskole Handelsskole Gymnasium Museum Bibliotek Bibliotekerne Politi Byråd Lufthavn Forsyning
    Landsforening Forening Fagforening Forbund Fond Fonden Råd Selskab Nationalbank Statistik Erhverv Industri Biotek
    Landbrug Byggeri Energi Teater Højskole Akademi Boligselskab Sparekasse Bryggeri Bryggerierne Revision Forsikring
    Pension Tidende Stiftstidende Folkeblad Avis Dagblad Amtsavis Venstreblad Beredskab Erhvervsråd Erhvervsforening
    Erhvervshus Handelsstandsforening Turistforening Boldklub Idrætsforening Idrætsforbund Klub Regioner Kommuner
    Patienter Universiteter Professionshøjskoler Gymnasier Medier Naturfredningsforening Arbejdsgiverforening
    Erhvervsfremmebestyrelse Innovationsfond Forskningsfond Handicaporganisationer Sygeplejeråd Lægeforening
    """.split()
)
ENGLISH_ENDINGS = frozenset(
    """
    Cluster Consortium Institute Innovation Association Network Technology Technologies University Foundation School
    Group Council Agency Authority Alliance Partnership Fund Pharma Pharmaceuticals Biotech Therapeutics Biosciences
    Diagnostics Systems Solutions Capital Partners Ventures Hub Society Federation Union Commission Organization
    Organisation Industries Holding Bank Academy College Centre Center Labs Forum Invest Airlines Consulting Software
    Healthtech Healthcare Medical Robotics Instruments Clinic Genetics Genomics Analytics Dynamics Electronics Logistics
    Optics Imaging Sciences Devices Implants Vaccines Surgical Dental Sensors Automation Engineering Nutrition Foods
    Games Energy Bioscience Biologics Bioengineering Neuroscience Oncology Biopharma Biolab Lab Studio Trading Shipping
    """.split()
)
AFTER_ENDINGS = frozenset(
    """
    North South East West Northern Southern Denmark Danmark Norden Nordic Europe Copenhagen Scandinavia International
    """.split()
)
OF_HEADS = {
    **dict.fromkeys(
        "Ministeriet Styrelsen Rådet Foreningen Nævnet Direktoratet Landsforeningen".split(), ("for", "af")
    ),
    **dict.fromkeys(
        "Institut Center Centeret Centret Instituttet Fonden Selskabet Udvalget".split(), ("for", "til")
    ),
    **dict.fromkeys(
        "Faculty Department University Institute School Ministry Centre College Council".split(),
        ("of", "for"),
    ),
}
ENDINGS = DANISH_ENDINGS | ENGLISH_ENDINGS
ADJECTIVE = re.compile(
    r"Det|Den|Dansk|Nationalt?|Nationale|Nordisk|Europæisk|Regionalt?|Internationalt?|Tværfagligt?"
)
CHANNELS = frozenset(("TV", "Kanal", "DR"))
HEAD_COMPOUND = re.compile(
    r"[A-ZÆØÅ]\w*(?:center|centret|centeret|institut|nævnet|agentur|kollegium|laboratorium)"
)
SWEDISH_ENDINGS = frozenset("universitet högskola universitetssjukhus sjukhus kommun".split())
AUTHORITY = re.compile(
    r"[\w-]{3,}(?:ministeriet|styrelsen|direktoratet|ombudsmanden|(?:naturfrednings|industri|forsikrings|læge)foreningen)s?"
    r"|[\w-]{4,}(?:tilsynet|nævnet|universitetet|forbundet|instituttet|kommissionen|akademiet|fonden|agenturet|verket)s?"
)
# What a name begins with that goes on to say where or whose it is.
FIRST_WORDS = frozenset(
    """
    Regionshospitalet Sygehuset Universitetshospitalet Erhvervsrådet Handelsskolen Professionshøjskolen Sparekassen
    Boligforeningen Turistforeningen Landsforeningen Erhvervshus Erhvervshuset Erhvervsforeningen Plejehjemmet
    Plejecentret Plejecenter
    """.split()
)
# "Høreforeningen" is a name, "Boligforeningen" at a sentence's start is any.
ASSOCIATION = re.compile(r"[A-ZÆØÅ][\w-]{3,}foreningens?")
NO_ASSOCIATION = re.compile(
    r"(?:fag|branche|patient|bolig|grundejer|idræts|sports|ejer|lejer|andels|erhvervs|handels|interesse|elev|forældre"
    r"|støtte|medlems|lands|vælger|parti|borger|lokal|beboer|hoved|velgørenheds|arbejdsgiver|ungdoms|kreds|land)foreningens?",
    re.IGNORECASE,
)
# Generic words that end like an authority's name.
NO_AUTHORITY = re.compile(
    r".*bestyrelsen|bystyrelsen|(?:fag|lands|idræts|arbejdsgiver|hoved|sports)forbundet"
    r"|(?:erhvervs|kapital|investerings|pensions|medlems|forsknings|aktie|erhvervsdrivende)fonden"
)
