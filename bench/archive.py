"""An archive read with one worker and with two: `python -m bench.archive` prints a table with a target.

The articles are of some 500 words each, put together by chance from the paragraphs of `claims.txt` and the sentences of
`tests/claims*.jsonl`. The peer is a plain loop that reads each file and keeps nothing. Sweeps are timed as users wait
for them: from the command to its end, with the start of all processes. Rounds alternate between the three.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import measuring
from geo.reading import article, reader

ROUNDS = 3
ARTICLES, _WORDS = 4_000, 500
#: Two workers are to be at least so many times as fast as one.
_FASTER = 1.8

_HERE = Path(__file__).resolve().parent
_PARAGRAPHS = [" ".join(lines.split()) for lines in (_HERE / "claims.txt").read_text().split("\n\n")]
_SENTENCES = [
    json.loads(line)["text"]
    for name in ("claims.jsonl", "claims_held_out.jsonl")
    for line in (_HERE.parent / "tests" / "reading" / "distances" / name).read_text().splitlines()
]
#: Such a share of its words is from the paragraphs; the sentences have more places and claims than news has.
_NEWS = 0.7


def _article(chance: random.Random) -> str:
    texts: list[str] = []
    for source, share in ((_PARAGRAPHS, _NEWS), (_SENTENCES, 1.0)):
        while sum(len(text.split()) for text in texts) < share * _WORDS:
            texts.append(chance.choice(source))
    chance.shuffle(texts)
    return "\n\n".join(texts)


def _fill(folder: Path) -> None:
    chance = random.Random(ARTICLES)  # noqa: S311  (the same articles each time)
    for number in range(ARTICLES):
        (folder / f"{number:05}.txt").write_text(_article(chance))


def _loop(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        reader.read(article.read(path.read_bytes(), path.name).text)


def _sweep(folder: Path, workers: int) -> None:
    out = folder.with_name("out.parquet")
    command = [sys.executable, "-m", "geo", "sweep", str(folder), "-o", str(out), "--workers", str(workers)]
    subprocess.run(command, cwd=_HERE.parent, check=True, capture_output=True)
    out.unlink()


def _seconds(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "archive"
        folder.mkdir()
        _fill(folder)
        contenders: list[tuple[str, Callable[[], None]]] = [
            ("a loop", lambda: _loop(folder)),
            ("sweep, 1 worker", lambda: _sweep(folder, 1)),
            ("sweep, 2 workers", lambda: _sweep(folder, 2)),
        ]
        taken: dict[str, list[float]] = {name: [] for name, _ in contenders}
        for turn in range(ROUNDS):
            for name, work in contenders[turn % 3 :] + contenders[: turn % 3]:
                taken[name].append(_seconds(work))
    loop, one, two = middles = [median(seconds) for seconds in taken.values()]
    met = "met" if one >= _FASTER * two else "MISSED"
    rows = [
        ["seconds", *(f"{seconds:.1f}" for seconds in middles), "–"],
        ["articles a second", *(f"{ARTICLES / seconds:.0f}" for seconds in middles), "–"],
        ["times as fast as one worker", *(f"{one / s:.2f}" for s in middles), f"at least {_FASTER}: {met}"],
        ["times as fast as the loop", *(f"{loop / s:.2f}" for s in middles), "–"],
    ]
    measuring.show_table(["", *taken, "target for 2 workers"], rows)
    print(f"\nMedians of {ROUNDS} interleaved rounds, {ARTICLES:,} articles of some {_WORDS} words.")


if __name__ == "__main__":
    main()
