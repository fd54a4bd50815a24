"""Whether a text is in another language than English, and the sentence that says what is not read of it."""

import json
from pathlib import Path

import pytest

from geo.reading import language, reader

OTHERS = {
    "Das Lager liegt 30 km von der Stadt und wurde im Mai geräumt.": "German",
    "Le camp est à 30 km de la ville et a été fermé par les autorités.": "French",
    "El campo está a 30 km de la ciudad y fue cerrado por la lluvia.": "Spanish",
    "Il campo si trova a 30 km dalla città, e la strada è chiusa.": "Italian",
    "O acampamento fica a 30 km da cidade e foi fechado.": "Portuguese",
    "Het kamp ligt op 30 km van de stad en is gesloten.": "Dutch",
    "Lägret ligger tre mil från staden och det är stängt för alla.": "Swedish",
    "Obóz jest 30 km od miasta i nie ma do niego drogi.": "Polish",
    "Kamp şehirden 30 km uzakta ve bir yol için kapalı.": "Turkish",
    "Самолёт сел в Казани, в 800 километрах к востоку от Москвы.": "Cyrillic letters",
    "وصلت القافلة إلى المدينة على بعد 20 كم": "Arabic letters",
    "他们到达北京以东30公里。": "Chinese",
}


@pytest.mark.parametrize("text", OTHERS)
def test_text_in_another_language_is_told_by_its_letters_or_small_words(text):
    assert language.other(text) == OTHERS[text]
    assert OTHERS[text] in reader.read(text).notice


def test_english_is_never_taken_for_another_language_whatever_names_are_in_it():
    folder = Path(__file__).parent
    english = [
        json.loads(line)["text"]
        for name in ("claims", "claims_held_out", "claims_hard")
        for line in (folder / "distances" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    english += [
        (folder / "ghadames.txt").read_text(encoding="utf-8"),
        "",
        "12.5",
        "La Paz",
        "Fire in La Paz and El Alto.",
    ]
    assert [text for text in english if language.notice(text)] == []
