"""What a communications team typically asks, and the same in the syntax of Elasticsearch's own `query_string`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One query in our language, and as `query_string` takes it (None: the same)."""

    what: str
    query: str
    lucene: str | None = None

    @property
    def bare(self) -> str:
        """The query for `query_string`."""
        return self.lucene or self.query


TWELVE = (
    Asked("a frequent word", "regeringen"),
    Asked("a word", "forskning"),
    Asked("a rare word", "bioteknologi"),
    Asked("two words", "sundhed universitet"),
    Asked("one of three", "eksport OR industri OR virksomhed"),
    Asked("one and not another", "kommune NOT region"),
    Asked("a phrase", '"den danske regering"'),
    Asked("words near each other", '"forskning penge"~8'),
    Asked("the beginning of a word", "virksomhed*"),
    Asked("in the title", "titel:klima", "title:klima"),
    Asked(
        "a name, a kind and half a year",
        'organisation:"Nordabild Fonden" type:artikel dato:[2020-06-01 TIL 2020-11-30]',
        'organisations:"Nordabild Fonden" AND kind:article AND published:[2020-06-01 TO 2020-11-30]',
    ),
    Asked(
        "a watch",
        "(forskning OR udvikling OR innovation) AND (hospital OR medicin OR sundhed) NOT (skat OR afgift)",
    ),
)
FACETED = (Asked("everything", "*"), TWELVE[0], TWELVE[1], TWELVE[5], TWELVE[11])
