"""What people saw elsewhere: found or missed, by which step, and each counted once."""

import json
from datetime import timedelta

from schedules.sources.watched import MONDAY, SITE, Watched
from schedules.way import Way

from udklip.core.outcomes import Outcome

HOUR = timedelta(hours=1)


def test_what_people_saw_elsewhere_is_judged_and_counted_once(watched: Watched, way: Way) -> None:
    watched.visit(MONDAY, {"feed": [1]}, ended=Outcome.READY)
    watched.visit(MONDAY, {"feed": [2]}, ended=Outcome.OFF_TOPIC)
    watched.visit(MONDAY, {"feed": [3]})
    told = [
        f"{SITE}/nyt/1?utm_source=mail",
        *(f"{SITE}/nyt/{n}" for n in (2, 3, 4)),
        "https://fremmed.example/a",
    ]
    rows = way.json("missed", *told)
    assert [(row["verdict"], row["step"], row["outcome"]) for row in rows] == [
        ("found", "grouped", "ready"),
        ("missed", "grouped", "off_topic"),
        ("waiting", "discovered", "ok"),
        ("missed", "discovered", "never_seen"),
        ("missed", "discovered", "never_seen"),
    ]
    assert [row["source"] for row in rows] == ["Avisen"] * 4 + [None]
    assert "its feeds and listings did not name the address" in rows[3]["reason"]
    assert "no source has the host fremmed.example" in rows[4]["reason"]
    assert way.json("sources", "status", "Avisen")[0]["recall"] == {"found": 1, "missed": 2, "share": 1 / 3}

    watched.visit(MONDAY + HOUR, {"feed": [4]}, ended=Outcome.READY)
    again = way.udklip("missed", "http://www.avisen.example/nyt/4", "--json")
    assert json.loads(again.stdout)["verdict"] == "found", "what came since is told as it is now"
    assert "told of before" in again.stderr
    assert "Of 4 that were told of, 1 were here: a measured recall of 25%." in again.stderr
    assert len(way.json("missed")) == 5


def test_an_address_that_is_none_is_refused(way: Way, watched: Watched) -> None:
    watched.visit(MONDAY, {"feed": [1]})
    ended = way.udklip("missed", "avisen.example/nyt/1")
    assert (ended.returncode, "begins with http" in ended.stderr) == (2, True)
