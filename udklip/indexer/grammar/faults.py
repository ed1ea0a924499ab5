"""What can be wrong with a query, said in English for the command line and in Danish for the page."""

from enum import Enum

from udklip.core.errors import QueryError


class Fault(Enum):
    """One thing that can be wrong: what, and how to put it right, in English and in Danish."""

    EMPTY = ("the query has no word; write one, or * for everything", "skriv et ord, eller * for alt")
    TOO_LONG = ("the query is too long; at most {most}", "søgningen er for lang; højst {most}")
    TOO_DEEP = (
        "brackets go too deep; at most {most} levels",
        "for mange parenteser i hinanden; højst {most}",
    )
    OPEN_QUOTE = (
        "a quotation mark is not closed; write another one after the phrase",
        "et anførselstegn mangler sin afslutning; sæt et efter sætningen",
    )
    OPEN_BRACKET = (
        "a bracket is not closed; write a ) after its words",
        "en parentes er ikke lukket; sæt ) efter ordene",
    )
    LONE_BRACKET = (
        "a ) closes nothing; take it away or write a ( before",
        "en ) lukker intet; fjern den, eller sæt en ( foran",
    )
    EMPTY_BRACKETS = (
        "there is nothing between the brackets; write a word or take them away",
        "der står intet i parentesen; skriv et ord, eller fjern den",
    )
    OPEN_RANGE = (
        "a range is written [2020-11-01 TIL 2020-11-30]",
        "et interval skrives [2020-11-01 TIL 2020-11-30]",
    )
    LONE_RANGE = (
        "a range or a < or > belongs after a field: dato:>=2020-11-01",
        "et interval eller < og > hører til efter et felt: dato:>=2020-11-01",
    )
    NOTHING_BEFORE = (
        "{name} has nothing before it; write a word there, or put {name} in quotation marks",
        "der mangler noget før {name}; skriv et ord, eller sæt {name} i anførselstegn",
    )
    NOTHING_AFTER = (
        "{name} has nothing after it; write a word there, or put {name} in quotation marks",
        "der mangler noget efter {name}; skriv et ord, eller sæt {name} i anførselstegn",
    )
    UNKNOWN_FIELD = ("there is no field {name}; {hint}", "der er ikke noget felt {name}; {hint}")
    LONE_TILDE = (
        '~ belongs after a phrase: "bevilling klynge"~8',
        '~ hører til efter en sætning: "bevilling klynge"~8',
    )
    FIRST_STAR = (
        (
            "a word with * begins with a letter and has at least {least} letters;"
            " without a * a word also finds compounds that end in it"
        ),
        (
            "et ord med * begynder med et bogstav og har mindst {least} bogstaver;"
            " et ord uden * finder også sammensætninger, der ender på det"
        ),
    )
    STAR_IN_PHRASE = (
        "* does not work inside quotation marks; write the words with OG between",
        "* virker ikke i anførselstegn; skriv ordene med OG imellem",
    )
    STAR_IN_FIELD = (
        "* does not work in the field {name}; write the whole value",
        "* virker ikke i feltet {name}; skriv hele værdien",
    )
    TOO_MANY_NEAR = ("~ takes two to {most} different words", "~ kræver to til {most} forskellige ord")
    TOO_FAR = ("the number after ~ is at most {most}", "tallet efter ~ er højst {most}")
    UNKNOWN_VALUE = (
        "{name} cannot be {value}; it is one of {allowed}",
        "{name} kan ikke være {value}; vælg mellem {allowed}",
    )
    NO_DATE = (
        "{value} is no date; write 2020-11-24, 24.11.2020, 2020-11, 2020, i-går or sidste-uge",
        "{value} er ikke en dato; skriv 2020-11-24, 24.11.2020, 2020-11, 2020, i-går eller sidste-uge",
    )
    NO_NUMBER = (
        "{value} is no number; write 500000, 10mio or 1,5mia",
        "{value} er ikke et tal; skriv 500000, 10mio eller 1,5mia",
    )
    UNIT_APART = (
        "an amount and its unit are written together: {name}",
        "skriv beløbet og dets enhed sammen: {name}",
    )
    BACKWARDS = (
        "the range ends before it begins; swap its two values",
        "intervallet slutter før det begynder; byt om",
    )
    NO_RANGE_HERE = (
        "the field {name} takes no range; write one value",
        "feltet {name} tager ikke et interval; skriv én værdi",
    )
    NOT_UNDERSTOOD = (
        "this is not understood; put it in quotation marks",
        "det forstås ikke; sæt det i anførselstegn",
    )


class WrongQuery(QueryError):
    """A query that does not parse; `danish` is the message for the press team."""

    def __init__(self, fault: Fault, query: str, position: int, **names: object) -> None:
        """Fill the names into both messages, and say at which character."""
        english, danish = (text.format(**names) for text in fault.value)
        super().__init__(f"query, character {position + 1}: {english}", query, position)
        self.fault = fault
        self.names = names
        self.danish = f"Tegn {position + 1}: {danish}."
