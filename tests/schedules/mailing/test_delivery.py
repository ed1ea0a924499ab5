"""Letters on their way through a real mail server: once to each, whatever breaks, and nothing lost in silence."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from post_office import MORNING, OPERATOR, PEOPLE, PostOffice, a_letter
from smtp_server import HANG_UP, Step, mail_server

from udklip.core.ledger import Leaving as Left
from udklip.core.ledger import SendingState
from udklip.core.ledger.telling.sendings import INTERRUPTED
from udklip.core.letter import LetterKind
from udklip.core.settings import Secrets
from udklip.schedules.mailing.delivery import deliver
from udklip.schedules.mailing.leaving import Leaving
from udklip.schedules.service.job import JobOutcome

SENT, PLANNED = SendingState.SENT, SendingState.PLANNED
ASTA, BO, CARLA, DAN, ELIN = PEOPLE


def only(address: str, answer: str, times: int = 99) -> Callable[[str], str | None]:
    """An answer for one address, so many times."""
    left = [times]

    def answering(asked: str) -> str | None:
        if asked != address or not left[0]:
            return None
        left[0] -= 1
        return answer

    return answering


def notices(office: PostOffice) -> list[str]:
    """What the operator was sent."""
    return [taken.message.get_body(("plain",)).get_content() for taken in office.server.to(OPERATOR)]  # type: ignore[union-attr]


def test_everybody_gets_it_once_over_one_connection(office: PostOffice) -> None:
    office.post()
    report = office.deliver()
    assert office.server.addresses() == list(PEOPLE)
    assert (report.outcome, report.counts) == (JobOutcome.DONE, {"sent": 5})
    assert office.sending(ASTA).answer == "250 taken"
    assert office.deliver().outcome is JobOutcome.NOTHING
    assert len(office.server.taken) == 5


def test_posting_again_sends_nothing_again(office: PostOffice) -> None:
    office.post()
    office.deliver()
    office.post(a_letter(subject="Et andet"))
    office.deliver()
    assert sorted(office.server.addresses()) == sorted(PEOPLE)


@pytest.mark.parametrize("step", [Step.RCPT, Step.DATA, Step.TAKEN])
def test_one_who_is_refused_stops_nobody_and_the_operator_is_told_once(
    office: PostOffice, step: Step
) -> None:
    office.post()
    office.server.answers[step] = only(CARLA, "550 5.1.1 no such user here")
    office.server.keeps = False
    report = office.deliver()
    assert office.states() == dict.fromkeys(PEOPLE, SENT) | {CARLA: SendingState.REFUSED}
    assert office.server.to(CARLA) == []
    assert report.counts == {"sent": 5, "refused": 1}
    (notice,) = notices(office)
    assert f"To {CARLA}" in notice
    assert "550 5.1.1 no such user here" in notice
    office.deliver(timedelta(days=1))
    assert len(notices(office)) == 1


@pytest.mark.parametrize("step", [Step.RCPT, Step.DATA, Step.TAKEN])
def test_four_hundred_now_and_two_hundred_later(office: PostOffice, step: Step) -> None:
    office.post()
    office.server.answers[step] = only(BO, "451 4.7.1 greylisted, try again", times=2)
    office.server.keeps = False
    assert office.deliver().counts == {"sent": 4, "postponed": 1, "waiting": 1}
    assert office.sending(BO).not_before == MORNING + timedelta(minutes=1)
    assert office.deliver(timedelta(seconds=59)).counts == {"waiting": 1}
    office.deliver(timedelta(seconds=1))
    assert office.sending(BO).not_before == office.now + timedelta(minutes=2)
    office.deliver(timedelta(minutes=2))
    assert office.states() == dict.fromkeys(PEOPLE, SENT)
    assert sorted(office.server.addresses()) == sorted(PEOPLE)
    assert notices(office) == []


def test_after_three_days_it_is_given_up_and_reported(office: PostOffice) -> None:
    office.post(people=[BO])
    office.server.answers[Step.RCPT] = only(BO, "452 mailbox full")
    waits = []
    while (one := office.sending(BO)).state is PLANNED:
        waits.append((one.not_before or office.now) - office.now)
        office.deliver(waits[-1])
    assert waits[1:10] == [timedelta(minutes=min(2**n, 240)) for n in range(9)]
    assert timedelta(days=3) <= sum(waits, timedelta()) < timedelta(days=3, hours=4)
    assert one.state is SendingState.DROPPED
    (notice,) = notices(office)
    assert "given up" in notice
    assert "452 mailbox full" in notice


@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA])
def test_a_line_lost_before_the_message_loses_nothing(office: PostOffice, step: Step) -> None:
    office.post()
    sender = "overblik@klyngen.example"
    office.server.answers[step] = only(sender if step is Step.MAIL else CARLA, HANG_UP, times=1)
    office.deliver()
    assert len(office.server.taken) >= 4
    office.deliver(timedelta(minutes=1))
    assert sorted(office.server.addresses()) == sorted(PEOPLE)
    assert office.states() == dict.fromkeys(PEOPLE, SENT)


def test_a_line_that_is_used_up_is_replaced_at_once(office: PostOffice) -> None:
    office.post()
    office.server.answers[Step.RCPT] = only(CARLA, HANG_UP, times=1)
    assert office.deliver().counts == {"sent": 5}
    assert office.server.addresses() == list(PEOPLE)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_line_lost_after_the_message_is_uncertain_and_never_sent_again(
    office: PostOffice, *, keeps: bool
) -> None:
    office.post()
    office.server.keeps = keeps
    office.server.answers[Step.TAKEN] = only(CARLA, HANG_UP)
    report = office.deliver()
    for _ in range(3):
        office.deliver(timedelta(days=1))
    assert office.states() == dict.fromkeys(PEOPLE, SENT) | {CARLA: SendingState.UNCERTAIN}
    assert sorted(office.server.addresses()) == sorted({*PEOPLE, OPERATOR} - (set() if keeps else {CARLA}))
    assert report.note == "1 uncertain: `udklip mail status` says what to do"
    (notice,) = notices(office)
    assert f"udklip mail resend overblik-2020-11-25 {CARLA}" in notice


def test_an_answer_that_makes_no_sense_is_uncertain(office: PostOffice) -> None:
    office.post(people=[BO])
    office.server.answers[Step.TAKEN] = only(BO, "hvad?")
    office.deliver()
    assert office.sending(BO).state is SendingState.UNCERTAIN


def test_the_rest_waits_when_the_server_is_gone_in_the_middle(office: PostOffice) -> None:
    office.post()
    office.server.answers[Step.RCPT] = lambda address: HANG_UP if address in PEOPLE[2:] else None
    report = office.deliver()
    assert office.server.addresses() == [ASTA, BO]
    assert report.outcome is JobOutcome.FAILED
    assert "broke off 3 times in a row" in str(report.note)
    office.server.answers.clear()
    office.deliver(timedelta(minutes=1))
    assert sorted(office.server.addresses()) == sorted(PEOPLE)


def test_a_server_that_hangs_up_after_each_mail_still_gets_them_all(office: PostOffice) -> None:
    office.post()
    said: set[str] = set()

    def used_up(_sender: str) -> str | None:
        # The second MAIL of a connection ends it.
        done = office.server.addresses()[-1:]
        if done and done[0] not in said:
            said.update(done)
            return "421 4.7.0 too many mails on this connection"
        return None

    office.server.answers[Step.MAIL] = used_up
    assert office.deliver().counts == {"sent": 5}
    assert office.server.addresses() == list(PEOPLE)


def test_a_server_that_is_not_there_is_said_and_everything_waits(office: PostOffice) -> None:
    office.post()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        office.mail["port"] = taken.getsockname()[1]
        report = office.deliver()
    assert (report.outcome, report.counts) == (JobOutcome.FAILED, {"waiting": 5})
    assert "nothing listens there" in str(report.note)
    del office.mail["port"]
    assert office.deliver().counts == {"sent": 5}


def test_a_sender_that_is_refused_is_nobodys_fault_but_ours(office: PostOffice) -> None:
    office.post()
    office.server.answers[Step.MAIL] = lambda _: "553 5.7.1 sender not owned"
    report = office.deliver()
    assert report.outcome is JobOutcome.FAILED
    assert "553 5.7.1 sender not owned; see [mail] sender" in str(report.note)
    assert office.states() == dict.fromkeys(PEOPLE, PLANNED)


def test_without_a_server_in_the_settings_it_is_said_once_something_waits(office: PostOffice) -> None:
    office.mail["host"] = None
    assert office.deliver().outcome is JobOutcome.NOTHING
    office.post()
    assert office.deliver().note == "[mail] host is not set: nothing can be sent"


def test_what_was_being_handed_over_when_a_process_died_is_uncertain(office: PostOffice) -> None:
    office.post()
    with office.ledger.writing() as book:
        assert book.sendings.hand(office.sending(BO), office.now)
    office.deliver()
    assert (office.sending(BO).state, office.sending(BO).answer) == (SendingState.UNCERTAIN, INTERRUPTED)
    assert office.server.to(BO) == []
    assert len(notices(office)) == 1


def test_what_somebody_else_takes_meanwhile_is_not_sent_twice(office: PostOffice) -> None:
    office.post()

    def elsewhere(address: str) -> None:
        if address == BO:
            with office.ledger.writing() as book:
                assert book.sendings.hand(office.sending(BO), office.now)

    office.server.answers[Step.RCPT] = elsewhere
    office.deliver()
    assert office.server.addresses() == [ASTA, CARLA, DAN, ELIN]


def test_one_who_left_the_group_in_the_meantime_gets_nothing(office: PostOffice) -> None:
    with office.ledger.writing() as book:
        for address in (ASTA, BO):
            book.recipients.add("presse", address, None, MORNING)
    office.post(people=[ASTA, BO], group="presse")
    with office.ledger.writing() as book:
        book.recipients.leave("presse", BO, MORNING, Left.UNSUBSCRIBED)
    assert office.deliver().counts == {"sent": 1, "dropped": 1}
    assert office.server.addresses() == [ASTA]


def test_an_address_that_is_none_stops_nobody(office: PostOffice) -> None:
    office.post(people=[ASTA, "bo@klyngen.example>\r\nRCPT TO:<alle@klyngen.example", DAN])
    assert office.deliver().counts == {"refused": 1, "sent": 3}
    assert office.server.addresses() == [ASTA, DAN, OPERATOR]


def test_letters_before_the_at_beyond_ascii_go_to_a_server_that_knows_them(office: PostOffice) -> None:
    office.post(people=["sørine@blåbær.example"])
    office.deliver()
    assert office.server.addresses() == ["sørine@xn--blbr-roah.example"]
    assert office.server.taken[0].message["Subject"] == a_letter().subject


def test_such_letters_are_refused_by_one_that_does_not(office: PostOffice) -> None:
    with mail_server(enable_SMTPUTF8=False) as plain:
        office.mail["port"] = plain.port
        office.post(people=["sørine@klyngen.example", ASTA])
        office.deliver()
        assert plain.addresses() == [ASTA, OPERATOR]
    assert "no address with such letters" in str(office.sending("sørine@klyngen.example").answer)


def test_a_notice_that_is_refused_makes_no_notice(office: PostOffice) -> None:
    office.server.answers[Step.RCPT] = lambda _: "550 nobody lives here"
    office.post()
    office.deliver()
    report = office.deliver(timedelta(days=1))
    assert report.outcome is JobOutcome.NOTHING
    with office.ledger.reading() as book:
        kinds = [one.kind for one in book.sendings.unsettled()]
    assert sorted(kinds) == [LetterKind.NOTICE] + [LetterKind.OVERVIEW] * 5


def test_only_one_process_sends(office: PostOffice) -> None:
    office.post()
    inner = []

    def meanwhile(_address: str) -> None:
        inner.append(office.deliver())

    office.server.answers[Step.RCPT] = meanwhile
    office.deliver()
    assert {(report.outcome, report.note) for report in inner} == {
        (JobOutcome.NOTHING, "another process is sending")
    }


def test_a_body_with_dots_arrives_as_it_was(office: PostOffice) -> None:
    text = ".\n..\n.prik\n" + "." * 200 + "\n"
    office.post(a_letter(text=text), [ASTA])
    office.deliver()
    body = office.server.taken[0].message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text


def test_when_it_is_stopped_the_rest_waits(office: PostOffice) -> None:
    office.post()

    def two_are_sent() -> bool:
        return len(office.server.taken) == 2

    report = deliver(replace(office.workplace, stopping=two_are_sent))
    assert (report.outcome, report.counts) == (JobOutcome.STOPPED, {"sent": 2, "waiting": 3})
    assert office.deliver().counts == {"sent": 3}
    assert office.server.addresses() == list(PEOPLE)


def test_two_spellings_of_an_address_get_it_once(office: PostOffice) -> None:
    office.post(people=[ASTA, "Asta@KLYNGEN.example", f" {ASTA}"])
    assert office.deliver().counts == {"sent": 1}


def test_each_gets_their_own_way_out_of_their_group(office: PostOffice) -> None:
    office.mail["public_url"] = "https://udklip.klyngen.example/"
    with office.ledger.writing() as book:
        for address in PEOPLE:
            book.recipients.add("presse", address, None, MORNING)
        people = book.recipients.of("presse")
        book.outbox.post(a_letter(), people, MORNING)
    office.deliver()
    leaving = Leaving.of(office.settings, Secrets())
    for taken in office.server.taken:
        link = taken.message["List-Unsubscribe"].strip("<>")
        assert link.startswith("https://udklip.klyngen.example/afmeld/")
        with office.ledger.reading() as book:
            member = leaving.member(link.rpartition("/")[2], book)
        assert member is not None
        assert (member.group, member.address) == ("presse", taken.address)


def test_the_message_is_encoded_for_each_letter_by_itself(office: PostOffice) -> None:
    office.post(a_letter("et", subject="Den ene"), [ASTA, BO])
    office.post(a_letter("to", subject="Den anden"), [ASTA, BO])
    office.deliver()
    subjects = [(taken.address, taken.message["Subject"]) for taken in office.server.taken]
    assert subjects == [(ASTA, "Den ene"), (BO, "Den ene"), (ASTA, "Den anden"), (BO, "Den anden")]
