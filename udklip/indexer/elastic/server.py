"""The connection to an Elasticsearch server, and its failures in one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    TransportError,
)
from elasticsearch import SSLError as TlsError

from udklip.core.errors import IndexUnavailable, SettingsError
from udklip.core.settings import Index as IndexSettings
from udklip.core.settings import Secrets

TIMEOUT = 30.0
#: Whoever searches waits for the answer.
PATIENCE = 10.0


def connect(settings: IndexSettings, secrets: Secrets, *, as_administrator: bool = False) -> Elasticsearch:
    """A client for the settings' cluster, with the API key, or for an administrator with the password. Nothing is sent.

    Raises:
        SettingsError: if the CA file is not there or an address is none.
    """
    if settings.ca_file is not None and not settings.ca_file.is_file():
        raise SettingsError(f"index.ca_file: {settings.ca_file} is not there")
    login = _password(secrets) or _key(secrets) if as_administrator else _key(secrets) or _password(secrets)
    try:
        return Elasticsearch(
            [settings.url, *settings.more_urls],
            request_timeout=TIMEOUT,
            **_trust(settings),
            **login,
        )
    except ValueError as error:
        urls = ", ".join((settings.url, *settings.more_urls))
        raise SettingsError(f"index.url: {urls} is no address of a server: {error}") from error


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn what the client raises into IndexUnavailable with one line."""
    try:
        yield
    except AuthenticationException as error:
        hint = "set UDKLIP_ELASTICSEARCH_API_KEY or UDKLIP_ELASTICSEARCH_PASSWORD"
        raise IndexUnavailable(f"Elasticsearch at {url} does not know us; {hint}") from error
    except AuthorizationException as error:
        raise IndexUnavailable(f"Elasticsearch at {url} does not allow it: {_reason(error)}") from error
    except ApiError as error:
        raise IndexUnavailable(
            f"Elasticsearch at {url} answers {error.status_code}: {_reason(error)}"
        ) from error
    except TlsError as error:
        what = str(error.message).splitlines()[0]
        hint = "set index.ca_file or index.ca_fingerprint to what the server's certificate is signed by"
        raise IndexUnavailable(f"Elasticsearch at {url} is not trusted ({what}); {hint}") from error
    except TransportError as error:
        what = str(error.message).splitlines()[0]
        raise IndexUnavailable(
            f"Elasticsearch at {url} does not answer ({what}); start it, or mend index.url in the settings"
        ) from error


def _trust(settings: IndexSettings) -> dict[str, Any]:
    if settings.ca_fingerprint:
        return {"ssl_assert_fingerprint": settings.ca_fingerprint}
    return {"ca_certs": str(settings.ca_file)} if settings.ca_file else {}


def _key(secrets: Secrets) -> dict[str, Any]:
    key = secrets.elasticsearch_api_key
    return {"api_key": key.get_secret_value()} if key else {}


def _password(secrets: Secrets) -> dict[str, Any]:
    password = secrets.elasticsearch_password
    return {"basic_auth": (secrets.elasticsearch_user, password.get_secret_value())} if password else {}


def _reason(error: ApiError) -> str:
    said = error.body.get("error") if isinstance(error.body, dict) else None
    reason = said.get("reason") if isinstance(said, dict) else said
    return str(reason or error.message).splitlines()[0][:300]
