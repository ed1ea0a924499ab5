"""Through clock changes, leap day, New Year and Easter, and whatever breaks off: windows adjoin, all is told once."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from schedules.newsroom import Newsroom, at

from udklip.core.ledger.telling import overviews
from udklip.core.settings import Group, Rhythm, Weekday
from udklip.core.times import COPENHAGEN, system_clock
from udklip.schedules.overview.editions import editions_of
from udklip.schedules.overview.working_days import is_working_day

WEEKLY = Group(name="uge", rhythm=Rhythm.WEEKLY, weekday=Weekday.MONDAY)
EVENTS = ["clocks go forward", "clocks go back", "leap day", "New Year", "Easter", "Whitsun"]
STARTS = [
    date(2021, 3, 25),
    date(2020, 10, 22),
    date(2024, 2, 26),
    date(2020, 12, 21),
    date(2021, 3, 29),
    date(2024, 5, 7),
]


def check(room: Newsroom) -> None:
    """Every edition's windows adjoin, it has one overview a day, and tells each item once and in order."""
    for edition in editions_of(room.settings):
        rows = room.made(edition.id)
        assert all(earlier.upto == later.after for earlier, later in pairwise(rows))
        assert all(earlier.mark <= later.mark for earlier, later in pairwise(rows))
        assert len({row.day for row in rows}) == len(rows)
        assert all(edition.comes_out_on(row.day) for row in rows)
        told = [item for items in room.told(rows) for item in items]
        assert told == sorted(set(told))


@pytest.mark.parametrize("start", STARTS, ids=EVENTS)
def test_hour_by_hour_every_item_is_told_once_and_at_seven(newsroom: Newsroom, start: date) -> None:
    newsroom.groups = (WEEKLY,)
    begin = at(start, 0)
    with time_machine.travel(begin, tick=False) as clock:
        newsroom.write(system_clock())
        for hour in range(24 * 15):
            clock.move_to(begin + timedelta(hours=hour))
            if hour % 5 == 0:
                newsroom.write(system_clock())
            newsroom.serve()
    check(newsroom)
    rows = newsroom.made()
    days = [start + timedelta(days=ahead) for ahead in range(15)]
    assert [row.day for row in rows] == [day for day in days if is_working_day(day)]
    assert {row.made.astimezone(COPENHAGEN).time() for row in rows} == {time(7)}
    told = [item for items in newsroom.told() for item in items]
    last = rows[-1].made
    with newsroom.ledger.reading() as book:
        expected = [item.id for item in book.items.all() if begin <= item.first_seen <= last]
    first_told = expected.index(told[0])
    assert told == expected[first_told:]
    assert first_told <= 2  # what came before the first window was told before there was a service


STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "serve", "break off", "wait"]), st.integers(1, 40)),
    min_size=5,
    max_size=40,
)


@rules(deadline=None, database=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), steps=STEPS)
def test_whatever_happens_nothing_is_lost_and_nothing_told_twice(
    start: date, steps: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        room = Newsroom(Path(folder), groups=(WEEKLY,))
        now = at(start, 7)
        room.write(now - timedelta(hours=30))
        for step, hours in steps:
            now += timedelta(hours=hours)
            if step == "write":
                room.write(now)
            elif step == "serve":
                room.serve(now)
            elif step == "break off":
                _break_off(room, patch, now)
            check(room)
        now += timedelta(days=30)
        room.serve(now)
        check(room)
        with room.ledger.reading() as book:
            ready = [item.id for item in book.items.all()]
        told = [item for items in room.told() for item in items]
        assert told == ready[len(ready) - len(told) :]
        assert len(ready) - len(told) <= sum(item.when < room.made()[0].after for item in _items(room))
        room.ledger.close()


def _break_off(room: Newsroom, patch: pytest.MonkeyPatch, now: datetime) -> None:
    """The service dies after the overview's row is written and before the transaction ends."""
    add = overviews.Overviews.add

    def dying(self: overviews.Overviews, *rest: object) -> None:
        add(self, *rest)  # type: ignore[arg-type]
        raise ConnectionAbortedError

    patch.setattr(overviews.Overviews, "add", dying)
    try:
        room.serve(now)
    except ConnectionAbortedError:
        pass
    finally:
        patch.undo()


def _items(room: Newsroom) -> list[object]:
    with room.ledger.reading() as book:
        return list(book.items.all())


KILLS, ITEMS = 3, 54
SERVICE = """
import sys
from datetime import date, timedelta
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from schedules.newsroom import Newsroom, at
from udklip.core.rights import Audience
from udklip.core.settings import Group

room = Newsroom(Path(sys.argv[1]), (Group(name="presse", audience=Audience.STAFF),), {"presse": ("a@x.dk", "b@x.dk")})
with room.ledger.reading() as book:
    done = book.items.count()
for number in range(done, int(sys.argv[3])):
    now = at(date(2020, 12, 1), 6) + timedelta(hours=7 * number)
    room.serve(now)
    room.written = number
    room.write(now)
    print(number, flush=True)
"""


def test_killed_again_and_again_every_letter_is_posted_once(tmp_path: Path, root: Path) -> None:
    luck = Random(7)
    stops = sorted(luck.sample(range(2, ITEMS - 2), KILLS))
    command = [sys.executable, "-c", SERVICE, str(tmp_path), str(root / "tests")]
    for stop in stops:
        service = subprocess.Popen([*command, str(ITEMS)], stdout=subprocess.PIPE, text=True)
        assert service.stdout is not None
        for line in service.stdout:
            if int(line) >= stop:
                break
        try:
            service.wait(luck.uniform(0, 0.05))
        except subprocess.TimeoutExpired:
            service.kill()
        service.communicate()
    subprocess.run([*command, str(ITEMS)], check=True, stdout=subprocess.DEVNULL)
    room = Newsroom(tmp_path)
    check(room)
    told = [item for items in room.told() for item in items]
    with room.ledger.reading() as book:
        ready = [item.id for item in book.items.all() if item.ready <= room.made()[-1].mark]
        posted = book._connection.exec_driver_sql("SELECT letter FROM sending").scalars().all()
    assert told == ready[len(ready) - len(told) :]
    assert len(ready) - len(told) <= 4
    assert sorted(posted) == sorted([row.id for row in room.made()] * 2)
    assert len(room.made()) > 10
    room.ledger.close()
