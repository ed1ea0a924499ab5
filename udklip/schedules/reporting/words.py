"""A report's words in Danish: names of periods, changes, sentences."""

from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from udklip.core.danish import counted, outlet, percent
from udklip.schedules.overview.values import Origin
from udklip.schedules.reporting.period import Period, PeriodKind, Slice, day_of
from udklip.schedules.reporting.values import (
    RELEASES_SHOWN,
    VOICES_DRAWN,
    Change,
    PressReport,
    SourceDays,
    SourceLine,
    SourceNews,
    Speakers,
    StoryLine,
)

#: The origins in the order they are shown, with what they are called in a table.
ORIGINS = {
    Origin.EARNED: "Redaktionel omtale",
    Origin.WIRE: "Telegrammer",
    Origin.OWN: "Pressemeddelelser og egne udgivelser",
    Origin.SPONSORED: "Annoncørbetalt",
}
#: The same where there is little room.
SHORT_ORIGINS = {
    Origin.EARNED: "Redaktionel",
    Origin.WIRE: "Telegram",
    Origin.OWN: "Egne ord",
    Origin.SPONSORED: "Betalt",
}
KEY_FIGURES = {"articles": "Artikler", "outlets": "Medier", "stories": "Historier"}
_BEFORE = {
    PeriodKind.WEEK: "ugen før",
    PeriodKind.MONTH: "måneden før",
    PeriodKind.QUARTER: "kvartalet før",
    PeriodKind.DAYS: "perioden før",
}
_THIS = {
    PeriodKind.WEEK: "ugen",
    PeriodKind.MONTH: "måneden",
    PeriodKind.QUARTER: "kvartalet",
    PeriodKind.DAYS: "perioden",
}


def number(value: int) -> str:
    """A whole number with dots: 1.234."""
    return str(format_decimal(value, locale="da"))


def period_name(period: Period) -> str:
    """What people call it: "uge 48, 2020", "november 2020", "4. kvartal 2020" or its days."""
    match period.kind:
        case PeriodKind.WEEK:
            return f"{week_name(period.slices[0])}, {period.first:%G}"
        case PeriodKind.MONTH:
            return format_date(period.first, "MMMM y", locale="da")
        case PeriodKind.QUARTER:
            return f"{(period.first.month + 2) // 3}. kvartal {period.first.year}"
    return span(period.first, period.last)


def title(period: Period) -> str:
    """The report's own: "Rapport, uge 48, 2020"."""
    return f"Rapport, {period_name(period)}"


def span(first: date, last: date) -> str:
    """Days in words: "23.–29. november 2020", "30. november – 6. december 2020"."""
    end = format_date(last, "d. MMMM y", locale="da")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{end}"
    pattern = "d. MMMM" if first.year == last.year else "d. MMMM y"
    return f"{format_date(first, pattern, locale='da')} – {end}"


def short_day(day: date) -> str:
    """A day of the report's year: "23. nov."."""
    return format_date(day, "d. MMM", locale="da")


def slice_name(period: Period, part: Slice) -> str:
    """A part in a table: "mandag 23. nov.", "uge 48 (23.–29. nov.)"."""
    if period.by_day:
        return format_date(part.first, "EEEE d. MMM", locale="da")
    if part.first == part.last:
        return f"{week_name(part)} ({short_day(part.first)})"
    same = part.first.month == part.last.month
    first = f"{part.first.day}." if same else short_day(part.first)
    return f"{week_name(part)} ({first}–{short_day(part.last)})"


def week_name(part: Slice) -> str:
    """The ISO week of a part: "uge 5"."""
    return f"uge {part.first.isocalendar().week}"


def slice_label(period: Period, part: Slice) -> str:
    """A part below a chart: "ma. 23." or "uge 48"; of a week that is cut off, how many days of it are in the period."""
    days = len(part.days)
    if not period.by_day:
        return week_name(part) if days == 7 else f"{week_name(part)}\n{counted(days, 'dag', 'dage')}"
    return f"{format_date(part.first, 'EEE', locale='da')[:2]}. {part.first.day}."


def before_name(period: Period) -> str:
    """What the period before is called: "ugen før"."""
    return _BEFORE[period.kind]


def this_name(period: Period) -> str:
    """What the period is called: "ugen"."""
    return _THIS[period.kind]


def signed(value: int) -> str:
    """A difference: "+12", "−3"."""
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


def change(value: Change) -> str:
    """Against the period before: "+12 (+9 %)"; without a percentage where it would say nothing."""
    if value.difference is None:
        return ""
    if value.difference == 0:
        return "uændret"
    if value.share is None:
        return signed(value.difference)
    sign = "+" if value.share > 0 else "−"
    return f"{signed(value.difference)} ({sign}{percent(abs(value.share))})"


def summary(report: PressReport) -> str:
    """The period in one or two sentences."""
    counts = report.counts
    if not counts.articles:
        return f"Ingen omtale i {this_name(report.period)}."
    told = (
        f"{count(counts.articles, 'artikel', 'artikler')} i {count(counts.outlets, 'medie', 'medier')} "
        f"om {count(counts.stories, 'historie', 'historier')}."
    )
    return " ".join(part for part in (told, _against(report)) if part)


def _against(report: PressReport) -> str:
    value = report.change("articles")
    if value.difference is None:
        return ""
    before = before_name(report.period)
    if value.difference == 0:
        return f"Det er lige så mange artikler som {before}."
    share = f" ({change(value).split(' (')[1]}" if value.share is not None else ""
    more = "flere" if value.difference > 0 else "færre"
    return f"Det er {count(abs(value.difference), 'artikel', 'artikler')} {more} end {before}{share}."


def count(value: int, one: str, many: str) -> str:
    """A number with its word: "1.234 artikler"."""
    return counted(value, one, many).replace(str(value), number(value), 1)


def days_after(days: int) -> str:
    """How long after a release: "samme dag", "1 dag", "3 dage"."""
    return counted(days, "dag", "dage") if days else "samme dag"


def reservations(report: PressReport) -> list[str]:
    """What must be known before the numbers are held against each other."""
    period, basis, told = report.period, report.basis, []
    if basis.since is None:
        return ["Der er ikke samlet noget ind endnu."]
    this = this_name(period).capitalize()
    if not basis.covers(period):
        told.append(
            f"Overvågningen begyndte {_on(day_of(basis.since))}, så {this.lower()} er ikke dækket helt."
        )
    elif not basis.covers(period.before):
        told.append(
            f"Overvågningen begyndte {_on(day_of(basis.since))}, så {before_name(period)} kan ikke sammenlignes."
        )
    if not basis.ended(period):
        told.append(f"{this} var ikke slut, da tallene blev gjort op, og er derfor ikke sammenlignet.")
    return told


def coverage(report: PressReport) -> str:
    """How well the sources were collected, in a sentence."""
    sources = report.basis.sources
    if not sources:
        return "Ingen kilder blev hentet i perioden."
    return f"{report.basis.whole} af {count(len(sources), 'kilde', 'kilder')} er hentet helt hver dag."


def ill(days: SourceDays) -> str:
    """On how many days a source was not complete: "delvist 2 dage, slet ikke 1 dag"."""
    parts = [
        f"delvist {counted(days.partial, 'dag', 'dage')}" if days.partial else "",
        f"slet ikke {counted(days.failed, 'dag', 'dage')}" if days.failed else "",
    ]
    return ", ".join(part for part in parts if part)


def _on(day: date) -> str:
    return f"den {format_date(day, 'd. MMMM y', locale='da')}"


def capital(text: str) -> str:
    """`text` with a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def unit(name: str, value: int) -> str:
    """What a key figure counts: "Artikel" for one, "Artikler" else."""
    one = {"articles": "Artikel", "outlets": "Medie", "stories": "Historie"}
    return one[name] if value == 1 else KEY_FIGURES[name]


def short_day_of(moment: datetime) -> str:
    """The day of a time: "23. nov."."""
    return short_day(day_of(moment))


def speakers(value: Speakers) -> str:
    """Who is quoted besides those named."""
    if not value.articles:
        return "Ingen er citeret ved navn."
    rule = "Kun personer i registret tælles ved navn; journalister tælles aldrig."
    if not value.others:
        return rule
    others = count(value.others, "anden person", "andre personer")
    if value.known:
        return f"Desuden er {others} citeret. {rule}"
    return f"Ingen fra registret er citeret; det er {others}. {rule}"


def not_brought(report: PressReport) -> str:
    """The period's releases that nobody brought."""
    missed, brought = report.releases.not_brought, report.releases.brought
    if not missed:
        return _left_out(report) if brought else f"Ingen pressemeddelelser i {this_name(report.period)}."
    more = " mere" if brought else ""
    releases = count(missed, "pressemeddelelse", "pressemeddelelser")
    told = f"{releases}{more} fra {this_name(report.period)} er ikke bragt af andre."
    return f"{told} {_left_out(report)}".strip()


def _left_out(report: PressReport) -> str:
    more = len(report.releases.brought) - RELEASES_SHOWN
    return f"De {RELEASES_SHOWN} mest bragte står her; resten står i regnearket." if more > 0 else ""


def source_news(line: SourceLine) -> str:
    """What happened to a source, and when."""
    since = f" siden {short_day(line.since)}" if line.since else ""
    match line.news:
        case SourceNews.ADDED:
            return f"Ny fra {short_day(line.since)}" if line.since else "Ny"
        case SourceNews.REMOVED:
            return f"Taget ud; sidst hentet {short_day(line.since)}" if line.since else "Taget ud"
        case SourceNews.FAILING:
            return f"Kan ikke hentes{since}"
    return f"Intet nyt{since}, og det plejer der at være"


def undated(value: int) -> str:
    """How those without a date are counted."""
    one = "artikel uden dato er talt den dag, den blev set"
    many = "artikler uden dato er talt den dag, de blev set"
    return f"{count(value, one, many)}."


def figures() -> list[tuple[str, str]]:
    """The counts of a report by name, with what they are called."""
    return [*KEY_FIGURES.items(), *((str(origin), label) for origin, label in ORIGINS.items())]


def brought(story: StoryLine) -> str:
    """Who leads a story, and in how many outlets it stands."""
    lead = f"{outlet(story.source)}, {short_day_of(story.when)}"
    return lead if story.outlets == 1 else f"{lead}, bragt i {story.outlets} medier"


def voices_caption(report: PressReport) -> str:
    """What stands above the bars of the partners."""
    named = sum(voice.articles.now > 0 for voice in report.voices)
    told = "Andel af omtalen, talt i artikler"
    return told if named <= VOICES_DRAWN else f"{told}: de {VOICES_DRAWN} mest omtalte"
