"""Settings of the server: what they take, and what they say of what they do not."""

from dataclasses import fields

import pytest

from geo.serving import settings
from geo.serving.settings import Settings, SettingsError


def test_nothing_set_is_the_defaults():
    assert settings.read({}) == Settings()
    assert settings.read({"DATELINE_ALLOWED_HOSTS": "  ", "DATELINE_STORY": "x"}) == Settings()


def test_each_kind_is_read():
    read = settings.read(
        {
            "DATELINE_MESSAGES_PER_SECOND": "0",
            "DATELINE_CONNECTIONS": "12",
            "DATELINE_TRUSTED_PROXIES": "10.0.0.0/8, 192.0.2.1 2001:db8::/32",
            "DATELINE_ALLOWED_HOSTS": "Map.Example, *.b.example [::1]",
            "DATELINE_FRAME_ANCESTORS": "'self' https://*.paper.example",
        }
    )
    assert (read.messages_per_second, read.connections) == (0, 12)
    assert read.trusted_proxies == ("10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32")
    assert read.allowed_hosts == ("map.example", "*.b.example", "[::1]")
    assert read.frame_ancestors == "'self' https://*.paper.example"


def test_all_that_cannot_be_read_is_said_at_once_with_what_may_stand_there():
    wrong = {
        "DATELINE_MESSAGES_PER_SECOND": "fast",
        "DATELINE_BYTES_PER_SECOND": "inf",
        "DATELINE_CONNECTIONS": "-1",
        "DATELINE_TRUSTED_PROXIES": "proxy.example",
        "DATELINE_ALLOWED_HOSTS": "https://map.example/",
        "DATELINE_FRAME_ANCESTORS": "*; script-src *",
    }
    with pytest.raises(SettingsError) as refused:
        settings.read(wrong)
    lines = str(refused.value).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "DATELINE_MESSAGES_PER_SECOND",
        "DATELINE_CONNECTIONS",
        "DATELINE_BYTES_PER_SECOND",
        "DATELINE_TRUSTED_PROXIES",
        "DATELINE_ALLOWED_HOSTS",
        "DATELINE_FRAME_ANCESTORS",
    ]
    assert lines[1] == "DATELINE_CONNECTIONS is '-1'; it takes a whole number from 0."


def test_every_setting_says_why():
    assert all(setting.metadata["why"] and setting.metadata["kind"] for setting in fields(Settings))
