"""A reader who goes back and forward quicker than anybody can follow, and now and then does something else."""

import random
import re
import time
from collections.abc import Sequence

from tests.browser.conftest import Reader

#: The selections that there are to walk through, as the steps of a session's history.
EVENTS = ("geneva", "bouznika", "hurghada", "montreux", "tunisia", "offensive", "repelled", "gammarth", "talks-egypt")
#: What a reader does besides: clicks, arrow keys, another unit, another pair.
OTHERS = (
    *(("pick", event) for event in EVENTS[:4]),
    *(("key", key) for key in ("ArrowLeft", "ArrowRight")),
    *(("unit", unit) for unit in ("km", "mi", "nmi")),
    ("swap", ""),
)

# Steps one after the other, each with its pause in ms. Where Back would soon lead out of the page it is turned.
_WALK = """async steps => {
    const acts = {
        back: () => history.go(navigation.currentEntry.index < 3 ? 1 : -1),
        forward: () => history.go(1),
        pick: event => document.querySelector(`.dl-line button[data-event="${event}"]`).click(),
        key: key => {
            const there = document.querySelector(".dl-line [aria-current]");
            there.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        },
        unit: unit => document.querySelector(`.dl-choice input[value="${unit}"]`).click(),
        swap: () => document.querySelector(".dl-swap").click(),
    };
    for (const [act, of, pause] of steps) {
        acts[act](of);
        await new Promise(settle => setTimeout(settle, pause));
    }
}"""

# The address, the timeline, the event's text, the pair and the unit: null where they agree, else what each says.
_APART = """() => {
    const asked = new URLSearchParams(location.search);
    const event = asked.get("event") ?? "ghadames";
    const told = [...document.querySelectorAll(".st-key-event h2")].filter(head => head.offsetParent);
    const ends = [...document.querySelectorAll(".dl-pair [role=combobox]")].map(field => field.value);
    const swapped = asked.get("from") === "ghadames";
    const say = {
        address: [event, asked.get("unit") ?? "km", swapped ? "Ghadames" : "Tripoli"],
        timeline: document.querySelector(".dl-line [aria-current]")?.dataset.event,
        text: told.map(head => head.textContent),
        unit: document.querySelector(".dl-choice input[name=dl-unit]:checked")?.value,
        figure: document.querySelector(".dl-figure b")?.textContent.split(" ")[1],
        from: ends[0],
    };
    const [, unit, from] = say.address;
    const title = document.querySelector(`.dl-line button[data-event="${event}"]`).title;
    const agree = say.timeline === event && say.text.length === 1 && say.text[0] === title
        && say.unit === unit && say.figure === unit && say.from === from;
    return agree ? null : say;
}"""

Step = tuple[str, str, float]


def select(reader: Reader) -> None:
    """Select one event after the other, each a step of the session's history."""
    for event in EVENTS:
        reader.on_line(event).evaluate("button => button.click()")
        reader.page.wait_for_url(re.compile(rf"event={event}\b"))


def steps(seed: int, *, mixed: bool = False) -> list[Step]:
    """Two hundred steps, 8 to 15 ms apart; `mixed`: one in ten is no step of the history, and so makes one.

    A mixed walk has fifty fewer, as of a script Chromium takes 200 steps in ten seconds, those that make one included.
    """
    chance = random.Random(seed)
    at, found = len(EVENTS), []
    for _ in range(150 if mixed else 200):
        act, of = "back", ""
        if mixed and chance.random() < 0.1:
            act, of = chance.choice(OTHERS)
        elif at <= 2 or (at < len(EVENTS) and chance.random() < 0.5):
            act = "forward"
        at += {"back": -1, "forward": 1}.get(act, 0)
        found.append((act, of, chance.uniform(8, 15)))
    return found


def walk(reader: Reader, steps: Sequence[Step], patience_s: float) -> dict[str, object] | None:
    """Take the steps; None where all agree in time, else what each part of the page says then."""
    reader.page.evaluate(_WALK, steps)
    deadline = time.monotonic() + patience_s
    while (apart := reader.page.evaluate(_APART)) and time.monotonic() < deadline:
        reader.page.wait_for_timeout(20)
    return apart
