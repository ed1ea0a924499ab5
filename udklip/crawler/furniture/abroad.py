"""The same in English, German, Swedish and Norwegian: the field is written about abroad too."""

LINES = frozenset(
    """
    advertisement|advertisements|advertising|sponsored|promoted|share|share this|share this article|share this story
    tweet|email|print|comments|leave a comment|read more|read also|related|related articles|related stories
    related content|related posts|related topics|recommended|more stories|sign up|subscribe|subscribe now|log in
    sign in|follow us|loading
    skip to content|skip to main content|continue reading|continue reading the main story|view comments|back to top
    most popular|most read|trending|latest news|listen to this article|play video|copy link|hide caption|toggle caption
    anzeige|werbung|teilen|drucken|merken|kommentare|kommentieren|mehr zum thema|lesen sie auch|startseite|nach oben
    weiterlesen|meistgelesen|auch interessant|artikel drucken|artikel teilen|newsletter
    annons|dela|dela artikeln|skriv ut|läs mer|läs också|läs även|mest läst|till startsidan|kommentera|logga in
    annonse|les også|les mer|del saken|mest lest|logg inn|til forsiden
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

LINE_PATTERNS = (
    r"(?:the )?(?:story|article|post|video) continues (?:below|after)\b.{0,40}",
    r"continue reading (?:below|after|the main story).{0,30}",
    r"(?:scroll|swipe) (?:down )?(?:to|for) (?:continue|more|read).{0,40}",
    r"(?:read more|read also|see also|also read|recommended)\s*[:|»>]\s*[^.]{3,160}",
    r"related(?: story| stories| articles?)?\s*[:|»>]\s*[^.]{3,160}",
    r"(?:lesen sie (?:auch|hier|mehr)|mehr zum thema|auch interessant)\s*[:|»>–-]\s*.{3,160}",
    r"(?:läs också|läs även|läs mer|les også|les mer)\s*[:|»>–-]\s*.{3,160}",
    r"(?:image|photo|picture|photograph|bild)(?: credits?| courtesy)?\s*(?:by|of|:|©)\s*.{1,60}",
    r"(?:photo|image) credits?\s*.{1,60}|credits?\s*:\s*.{1,60}|screenshots? by .{1,60}",
    r"(?:share|follow|like|join)\b.{0,30} (?:on|via) (?:facebook|twitter|x|linkedin|instagram|whatsapp)\b.{0,80}",
    r"(?:sign up|subscribe|register)\b.{0,12} (?:for|to) (?:our|the|my)\b.{0,80}\b(?:newsletters?|updates)\b.{0,80}",
    r"(?:get|receive) .{0,60}\b(?:in|to) your (?:inbox|e?-?mail)\b.{0,60}",
    r"\d{1,4} (?:shares?|comments?|likes?|views?)",
    r"(?:ca\.? )?\d{1,2}[ -]min(?:ute)?s?\.? (?:read|lesezeit|läsning|lesetid)",
    r"(?:reading time|lesezeit|lästid)\s*:?.{1,20}",
    r"(?:last )?updated(?: on)?\s*:?[^.]{0,30}\d.{0,30}",
    r"(?:zuletzt |senast )?(?:aktualisiert|uppdaterad|oppdatert)(?: am| den)?\s*:?[^.]{0,30}\d.{0,30}",
    r"all rights reserved\b.{0,100}|alle rechte vorbehalten\b.{0,100}",
)

OFFERS = (
    r"(?:already|are you) an? (?:subscriber|member)(?:\?.{0,80})?",
    r"(?:subscribe|sign in|log in|register)(?: now| today)? to (?:continue|keep|read|unlock|access)\b.{0,100}",
    r"to (?:continue|keep) reading\b.{0,120}",
    r"this (?:article|content|story) is (?:only )?(?:for|available to) .{0,30}(?:subscribers|members)\b.{0,80}",
    r"(?:get|enjoy) (?:unlimited|full) (?:digital )?access\b.{0,120}",
    r"(?:sie haben|haben sie|schon) (?:bereits |schon )?(?:ein )?(?:abo|abonnement)\b.{0,80}",
    r"(?:jetzt|hier) weiterlesen\b.{0,80}|weiterlesen mit .{1,80}",
    r"(?:är du redan|redan|er du allerede|allerede) (?:prenumerant|abonnent|kund|kunde)(?:\?.{0,80})?",
    r"(?:logga in|bli prenumerant|logg inn|bli abonnent) (?:för att|for å) (?:läsa|lese)\b.{0,80}",
)

ENDS = (
    r"(?:leave a (?:comment|reply)|post a comment|join the conversation|schreiben sie einen kommentar).{0,60}",
    r"kommentare (?:\(?\d+\)?)|(?:\d+ )?(?:comments|kommentarer) \(?\d+\)?",
)

LISTS = (
    r"more (?:[\w-]+ )?(?:from|on|stories)\b[^@/.]{0,40}",
    r"(?:you may|you might) also (?:like|be interested in|enjoy)",
    r"(?:recommended|suggested) (?:for you|articles|stories|reading)",
    r"(?:mehr|weitere) (?:zum thema|artikel|nachrichten|meldungen)(?: .{1,30})?",
    r"(?:fler|flere) (?:artiklar|nyheter|saker)(?: .{1,30})?",
)
