"""What the Dockerfile makes, without an engine: its files, its user, its command, and nothing to write to but /tmp."""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.base.root import ROOT
from stress.replicas import free_port, get, wait_until_ready
from tests.visitor import visiting

pytestmark = [
    pytest.mark.needs("unshare", "setpriv"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount"),
]

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text().replace("\\\n", " ")
SENT = re.findall(r"^!(.+)$", (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
#: In a room of mounts of its own: Python where anybody may reach it, all that there is read-only, and a new /tmp.
ROOM = """
mount --make-rprivate /
mount --bind {tree} /srv
{reach}
awk '{{print $2}}' /proc/mounts | sort -r | while read at; do mount -o remount,ro,bind "$at" 2>/dev/null; done
mount -t tmpfs tmpfs /tmp
cd /srv
! touch /srv/written 2>/dev/null || exit 9
exec env -i {environment} setpriv --reuid {uid} --regid {gid} --clear-groups --no-new-privs --bounding-set=-all \
    --inh-caps=-all {command}
"""
#: Where a folder on the way to Python is closed to others, as /root is.
REACH = """
mount --bind {python} /mnt
mount -t tmpfs -o mode=755 none {closed}
mkdir -p {python}
mount --bind /mnt {python}
"""


def is_sent(path):
    return any(fnmatch.fnmatch(path, one) or path.startswith(f"{one}/") for one in SENT)


def copied(to):
    """The files that the image has of the repository."""
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            found = [ROOT / source] if (ROOT / source).is_file() else sorted((ROOT / source).rglob("*"))
            files = [file for file in found if file.is_file() and "__pycache__" not in file.parts]
            sent = [file for file in files if is_sent(str(file.relative_to(ROOT)))]
            assert sent, f"nothing of {source} is sent to the builder"
            for file in sent:
                place = to / target / (file.relative_to(ROOT / source) if (ROOT / source).is_dir() else file.name)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, place)


def reach():
    python = Path(sys.base_prefix).resolve()
    closed = [folder for folder in python.parents if not folder.stat().st_mode & 0o001]
    return REACH.format(python=python, closed=closed[-1]) if closed else ""


@pytest.fixture
def port(tmp_path):
    copied(tmp_path)
    tmp_path.chmod(0o755)
    port = free_port()
    uid, gid = re.search(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE).groups()
    command = json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])
    command = [sys.executable, "-m", *command, f"--server.port={port}"]
    environment = re.search(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE)[1] + f" PATH={os.environ['PATH']}"
    room = ROOM.format(
        tree=tmp_path, reach=reach(), uid=uid, gid=gid, environment=environment, command=" ".join(command)
    )
    process = subprocess.Popen([shutil.which("unshare"), "--mount", "sh", "-c", room])
    try:
        wait_until_ready(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def test_all_of_the_page_works_with_the_files_of_the_image_and_nothing_to_write(port, seen):
    with visiting(f"http://127.0.0.1:{port}/", "to=@27.3,7") as visitor:
        kinds = [element.download_button.label for element in visitor.elements.values() if _is_download(element)]
        assert len(kinds) >= 8
        for kind in kinds:
            address = visitor.download(kind)
            assert address.startswith("/media/"), f"{kind}: {address}"
            assert get(port, address)[0] == 200
        assert "Commission meets in Geneva" in visitor.pick("geneva").words
    for path in ("/make", "/read", "/app/static/dateline/page/page.js"):
        assert get(port, path)[0] == 200
    seen(f"a reader reads, acts and takes {len(kinds)} kinds of files")


def _is_download(element):
    return element.WhichOneof("type") == "download_button"


def test_the_health_check_of_the_image_tells_a_server_from_none(port):
    command = re.search(r"HEALTHCHECK .*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1]
    _, *asking = json.loads(command.replace(":8501", f":{port}"))
    assert subprocess.run([sys.executable, *asking], timeout=20).returncode == 0
    asking[-1] = asking[-1].replace(f":{port}", f":{free_port()}")
    assert subprocess.run([sys.executable, *asking], timeout=20, stderr=subprocess.DEVNULL).returncode != 0
