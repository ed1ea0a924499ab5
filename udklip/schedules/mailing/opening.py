"""Opens a line to the mail server as the settings say; whatever is wrong is said in plain words."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from ipaddress import ip_address

from udklip.core.settings import Mail, Secrets, Security
from udklip.schedules.mailing.faults import Answer, MailFault
from udklip.schedules.mailing.line import Line

Told = Callable[[str, str], None]


def _nobody_looks_on(_step: str, _answer: str) -> None:
    """The steps of opening are told to nobody."""


def open_line(mail: Mail, secrets: Secrets, told: Told = _nobody_looks_on) -> Line:
    """Connect, make the line safe and log in; `told` gets the name and the answer of each step.

    Raises:
        MailFault: no mail gets out, with what is wrong and what to do.
    """
    login = _login(mail, secrets)
    smtp = _connected(mail, told)
    try:
        _secure(smtp, mail, told)
        if login:
            _log_in(smtp, mail, login, told)
    except BaseException:
        smtp.close()
        raise
    return Line(smtp, mail.timeout)


def _login(mail: Mail, secrets: Secrets) -> tuple[str, str] | None:
    user, password = secrets.mail_user, secrets.mail_password
    if user is None and password is None:
        return None
    if user is None or password is None:
        raise MailFault("UDKLIP_MAIL_USER and UDKLIP_MAIL_PASSWORD belong together: one of them is missing")
    if mail.security is Security.NONE and not _is_loopback(mail.host or ""):
        raise MailFault(
            f'[mail] security = "none": the password would cross the network to {mail.host} for anybody to read; '
            'write "starttls" or "tls"'
        )
    return user, password.get_secret_value()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _connected(mail: Mail, told: Told) -> smtplib.SMTP:
    if mail.host is None:
        raise MailFault("[mail] host is not set: nothing can be sent")
    where = f"{mail.host} port {mail.port}"
    try:
        smtp = _spoken_to(mail.host, mail)
    except socket.gaierror as error:
        raise MailFault(
            f"{mail.host}: no machine has this name ({error.strerror}); see [mail] host"
        ) from error
    except ConnectionRefusedError as error:
        raise MailFault(f"{where}: nothing listens there (connection refused); see [mail] port") from error
    except TimeoutError as error:
        raise MailFault(f"{where}: {_silent(mail)}") from error
    except ssl.SSLCertVerificationError as error:
        raise MailFault(_bad_certificate(where, error)) from error
    except ssl.SSLError as error:
        raise MailFault(
            f'{where}: the server does not speak TLS from the start ({error.reason}); try security = "starttls"'
        ) from error
    except smtplib.SMTPConnectError as error:
        raise MailFault(f"{where}: the server takes no mail now: {Answer.of_error(error)}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailFault(f"{where}: {_broken(mail, error)}") from error
    told("connect", where)
    return smtp


def _spoken_to(host: str, mail: Mail) -> smtplib.SMTP:
    if mail.security is Security.TLS:
        return smtplib.SMTP_SSL(host, mail.port, timeout=mail.timeout, context=_context(mail))
    return smtplib.SMTP(host, mail.port, timeout=mail.timeout)


def _secure(smtp: smtplib.SMTP, mail: Mail, told: Told) -> None:
    where = f"{mail.host} port {mail.port}"
    try:
        smtp.ehlo_or_helo_if_needed()
        if mail.security is not Security.STARTTLS:
            told("greet", _greeted(smtp))
            return
        told("starttls", str(Answer.of(smtp.starttls(context=_context(mail)))))
        smtp.ehlo_or_helo_if_needed()
        told("greet", _greeted(smtp))
    except smtplib.SMTPNotSupportedError as error:
        raise MailFault(
            f'{where}: the server offers no STARTTLS; nothing is sent in the open. Try security = "tls" (port 465)'
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise MailFault(_bad_certificate(where, error)) from error
    except smtplib.SMTPResponseException as error:
        raise MailFault(f"{where}: the server refuses: {Answer.of_error(error)}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailFault(f"{where}: {_broken(mail, error)}") from error


def _log_in(smtp: smtplib.SMTP, mail: Mail, login: tuple[str, str], told: Told) -> None:
    user, password = login
    where = f"{mail.host} port {mail.port}"
    try:
        answer = Answer.of(smtp.login(user, password))
    except smtplib.SMTPAuthenticationError as error:
        said = str(Answer.of_error(error)).replace(password, "…")
        raise MailFault(
            f"{where}: the login of {user} is refused: {said}; see UDKLIP_MAIL_USER and UDKLIP_MAIL_PASSWORD"
        ) from None
    except smtplib.SMTPNotSupportedError as error:
        raise MailFault(f"{where}: the server knows no login; unset UDKLIP_MAIL_USER") from error
    except UnicodeError:
        # Not chained: the error holds the password.
        raise MailFault(f"{where}: user and password can only be sent in ASCII; choose others") from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailFault(f"{where}: the login of {user} broke off ({type(error).__name__})") from None
    told("login", f"{user}: {answer}")


def _context(mail: Mail) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise MailFault(f"[mail] ca_file {mail.ca_file}: cannot be read as certificates ({error})") from error


def _greeted(smtp: smtplib.SMTP) -> str:
    return f"{smtp.ehlo_resp.decode('utf-8', 'replace').splitlines()[0] if smtp.ehlo_resp else 'HELO'}"


def _bad_certificate(where: str, error: ssl.SSLCertVerificationError) -> str:
    return (
        f"{where}: the server's certificate does not hold: {error.verify_message}; use the name it was made out to "
        "as [mail] host, or name your own authority in [mail] ca_file"
    )


def _broken(mail: Mail, error: Exception) -> str:
    if "timed out" in str(error):
        return _silent(mail)
    return f"the line broke off ({error}); {_other_way(mail)}"


def _silent(mail: Mail) -> str:
    return f"no answer within {mail.timeout:g} s; a firewall may stand between, or {_other_way(mail)}"


def _other_way(mail: Mail) -> str:
    if mail.security is Security.TLS:
        return 'port 465 usually wants security = "tls", port 587 "starttls"'
    return 'port 587 usually wants security = "starttls", port 465 "tls"'
