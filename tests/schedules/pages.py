"""Pages that tests make up."""


def article(title: str, more: str = "") -> bytes:
    """A page about the field, with words of its own and `more`."""
    text = (
        f"{title} er fortalt for sig selv. Kommunen køber velfærdsteknologi og medicinsk udstyr hos en lokal "
        f"virksomhed, og {title} bliver til gavn for borgerne, siger formanden i en kommentar til avisen. {more}"
    )
    return f"<html lang=da><title>{title}</title><article><h1>{title}</h1><p>{text}</p></article>".encode()
