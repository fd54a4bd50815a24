"""A file that cannot be made: the page says so in a sentence of ours, to everybody, and the log has one line."""

import pytest
from playwright.sync_api import expect

from tests.server import serving

# No file of more than a few kB can be written, as where the disk is full: a picture's own among them.
FULL = ("sh", "-c", 'ulimit -f 8; exec "$@"', "sh")


@pytest.mark.parametrize("script", ["app.py", "serve.py"])
def test_picture_that_fails_says_so_on_the_page_until_another_file_is_wanted(reader, script):
    page = reader.page
    with serving(script, under=FULL) as server:
        reader.open(server.address)
        said = page.locator(".dl-refused[role=alert]")
        expect(said).to_be_hidden()
        page.get_by_role("button", name="Picture", exact=True).click()
        expect(said).to_have_text("The picture could not be made; the link shows the same view.")
        expect(said).to_be_visible()
        expect(page.get_by_text("could not be made").filter(visible=True)).to_have_count(1)
        log = server.log()
        assert "File too large" in log
        assert "Traceback" not in log
        with page.expect_download() as file:
            page.get_by_role("button", name="Events as CSV").click()
        assert file.value.suggested_filename.endswith(".csv")
        expect(said).to_be_hidden()
