"""The phrases that stand around Danish articles, written from looking at Danish news pages."""

LINES = frozenset(
    """
    abonnement|annonce|artiklen fortsætter under billedet|bliv abonnent|del på facebook|forside
    fortsæt læsning|giv artiklen videre|kommercielt samarbejde|kontakt redaktionen|læs artiklen op|om os
    tilbage til forsiden|vis mere|abonner|abonner på nyhedsbrev|abonnér|accepter alle
    administrer samtykke|afspil artiklen|afvis alle|alle rettigheder forbeholdes|anbefalet til dig
    annoncer|annoncer hos os|annoncering|annoncørbetalt indhold|arkiv|artikel
    artiklen fortsætter efter annoncen|artiklen fortsætter nedenfor|artiklen fortsætter under annoncen
    artiklen fortsætter under grafikken|artiklen fortsætter under videoen|artiklen opdateres
    betalt indhold|bliv medlem|bogmærk|brødkrumme|cookie- og privatlivspolitik|cookiedeklaration
    cookiepolitik|cookies|copyright|del|del artikel|del artiklen|del denne artikel|del på linkedin
    del på twitter|del på x|del via e-mail|del via mail|e-avis|e-avisen|emneord|emner|facebook|fold ud
    for abonnenter|forrige|forrige artikel|forsiden|fortsæt med at læse|få adgang|få artiklen læst op
    få nyhedsbrevet|følg|følg emnet|følg med|følg os|følg skribenten|gem|gem artikel|gem artiklen
    gem på læseliste|gå til forsiden|gå til hovedindhold|gå til indhold|handelsbetingelser|hent appen
    hjem|hop til indhold|hør artiklen|instagram|kontakt os|kopier link|kopiér link
    kun for abonnenter|kundeservice|køb abonnement|linkedin|log ind|log ud|login|luk|luk menu
    lyt til artiklen|læs artiklen senere|læs mere|læs også|læs resten|læseliste|mail|menu
    mere fra forsiden|messenger|min konto|min side|minimér|navigation|nyhedsbrev|nyhedsbreve|næste
    næste artikel|nøgleord|opdateres|ophavsret|oplæsning|opret bruger|opret profil|partnerindhold
    persondatapolitik|print|print artiklen|privatlivspolitik|reklame|rss|se alle
    se flere|se mere|send til en ven|seneste|sitemap|skift størrelse|skriv til redaktionen|skriv ud
    sponseret indhold|sponsoreret indhold|spring til indhold|søg|tags|tekststørrelse|til forsiden
    til toppen|tilbage|tilføj til læseliste|tilmeld|tilmeld nyhedsbrev|tip en ven|tip os|tip redaktionen
    twitter|udskriv|vi anbefaler|vis alle|vis flere|whatsapp|youtube
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

LINE_PATTERNS = (
    r"(?:forside|forsiden|hjem|home|start|startside|startseite)\s*[>›»/]\s*[^.]{1,100}",
    r"(?:emner|emneord|tags|nøgleord|stikord|kategorier?)\s*:\s*[^.]{1,150}",
    r"(?:del (?:på|via) [\w-]+\s*){2,}",
    r"(?:læs|se|hør) mere her|klik her|\d{1,2} min",
    r"(?:læs|se|hør|lyt|få)(?:\s+også|\s+her|\s+mere(?:\s+her)?)\s*[:»>–-].*",
    r"læs også\b.{0,200}",
    r"(?:foto|billede|illustration|arkivfoto|pressefoto|grafik)\s*:\s*.{1,60}",
    r"(?:©|copyright\b|\(c\)).{0,120}",
    r"(?:artiklen|teksten|historien) fortsætter (?:efter|under|nedenfor|herunder).{0,40}",
    r"(?:denne )?artikel(?:en)? (?:er|blev) (?:senest |sidst )?opdateret.{0,60}",
    r"(?:sidst|senest) opdateret.{0,50}",
    r"(?:ca\. )?\d{1,2} min(?:utters?|\.)? læse?(?:tid|ning)",
    r"(?:læsetid|læs på)\s*:?\s*(?:ca\.? )?\d{1,2} min.{0,10}",
    r"(?:tilmeld dig|abonn[eé]r på|modtag|få) (?:vores |det daglige |det ugentlige |gratis )*nyhedsbrev.{0,120}",
    r"(?:vi|siden|dette (?:site|websted)|hjemmesiden) (?:bruger|anvender|benytter) cookies.{0,300}",
    r"(?:denne )?artikel(?:en)? er (?:automatisk )?(?:læst op|oplæst).{0,120}",
    r"du har ingen artikler på din læseliste",
    r"giv adgang til en ven.{0,120}",
    r"(?:fejl i artiklen|har du (?:et )?tip|har du rettelser)\b.{0,160}",
    r"\d{1,3} (?:kommentarer?|delinger|likes|visninger)",
    r"gem(?: \(klik for at fjerne\))?(?: læst)?",
    r"\d{1,2}\s?/\s?\d{1,2}",
    r"(?:vis|se|læs|åbn)(?: nyhedsbrevet| denne mail| mailen)? i (?:din )?(?:web)?browser\b.{0,120}",
    r"(?:afmeld|frameld)(?: dig)?(?: vores| dette)? nyhedsbrev(?:et|e)?\b.{0,120}",
    r"(?:udsendt|sendt) (?:via|med) \w+.{0,80}",
    r"du (?:modtager|har modtaget) denne (?:mail|e-mail)\b.{0,200}",
)

OFFERS = (
    r"få (?:fuld|ubegrænset|digital|øjeblikkelig) adgang\b.{0,250}",
    r"få adgang til (?:alt|alle|hele|resten|artikl|indhold|e-?avis|flere artikler).{0,120}",
    r"(?:for at )?læs(?:e)? (?:hele|resten af) (?:denne |)?artikl?en?\b.{0,120}",
    r"for at læse (?:denne artikel|videre|med|artiklen)\b.{0,160}",
    r"(?:du skal|log ind|bliv|tegn|køb)\b.{0,60}\babonne(?:nt|ment)\b.{0,80}\b(?:læse|adgang|videre|fortsæt).{0,80}",
    r"(?:er du )?allerede (?:abonnent|medlem|bruger)(?:\?.{0,80}| log ind.{0,60})?",
    r"er du (?:abonnent|medlem|bruger)(?:\?.{0,80})?",
    r"prøv .{0,40}\b(?:for (?:kun )?\d{1,3} kr|gratis i \d|i \d{1,2} (?:dage|uger|måneder))\b.{0,120}",
    r"(?:få|køb|læs videre|læs hele artiklen|fortsæt)\b.{0,40}\bfor (?:kun |blot )?\d{1,3} kr\b.{0,160}",
    r"få .{0,30}(?:abonnement|adgang|e-?avis).{0,30}\bi \d{1,2} (?:dage|uger|måneder)\b.{0,120}",
    r"halvt år for halv pris.{0,80}",
    r"(?:artiklen|dette indhold|indholdet) er (?:låst|forbeholdt|kun for|for) .{0,80}",
    r"(?:kun|forbeholdt) (?:for )?(?:vores )?abonnent(?:er|erne)\b.{0,80}|artiklen er kun for medlemmer\b.{0,80}",
    r"denne artikel (?:er|kræver|kan kun) .{0,40}\b(?:abonne\w+|medlem\w*|betalings\w+|betalende\w*)\b.{0,80}",
    r"(?:log ind|køb adgang|opret (?:en )?(?:gratis )?(?:bruger|profil)) for at (?:læse|fortsætte|få adgang).{0,100}",
    r"du kan få \d+ timers (?:digital )?adgang.{0,160}",
    r"læs videre (?:med|som) .{0,40}\b(?:abonne\w+|medlem\w*|prøve\w*)\b.{0,80}",
    r"har du (?:allerede )?(?:et )?abonnement\b.{0,80}",
    r"køb (?:et )?abonnement(?: og| for at)\b.{0,100}",
)

ENDS = (
    r"kommentarer(?: \(?\d+\)?)?",
    r"\(?\d+\)? kommentarer",
    r"(?:skriv|tilføj|log ind for at skrive|vis) (?:en |alle )?kommentar(?:er)?.{0,40}",
    r"vi ønsker en åben og (?:livlig|saglig|god|konstruktiv) debat.*",
    r"(?:deltag i|start) debatten.{0,60}",
    r"log ind .{0,40}(?:kommentere|deltage i debatten).{0,40}",
    r"debatindlæg og kommentarer .{0,120}",
    r"redaktionen fjerner .{0,200}",
)

LISTS = (
    r"mest læste?(?: (?:lige nu|i dag|artikler|denne uge))?",
    r"mest (?:populære?|sete|delte|kommenterede)(?: .{1,20})?",
    r"(?:flere|andre) (?:nyheder|artikler|historier)(?: .{1,40})?",
    r"(?:seneste|nyeste|sidste|dagens) (?:nyt|nyheder|artikler|historier)(?: .{1,30})?",
    r"relatere(?:t|de)(?: (?:artikler|indhold|nyheder|emner|historier))?",
    r"(?:læs|se) (?:også|mere) (?:om|fra|på|i) [^@/.]{1,50}",
    r"mere (?:om|fra) [^@/.]{1,40}",
    r"(?:andre læser|andre læste)(?: (?:også|lige nu))?",
    r"du vil måske også (?:læse|synes om|kunne lide)",
    r"(?:redaktionen|vi) anbefaler",
    r"læs også",
    r"næste artikel",
    r"top ?\d+ (?:lige nu|i dag|mest læste?)|topnyheder",
    r"(?:ledige )?(?:job|stillinger)(?: (?:lige nu|i branchen))?",
)
