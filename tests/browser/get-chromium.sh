#!/bin/sh
# Makes sure that there is a Chromium or Chrome for the browser tests: one on PATH, else Debian's, else Playwright's own.
# Argument: the playwright command.
set -u

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done

if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
    echo "No Chromium here: installing Debian's."
    apt-get update -qq && export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq chromium-headless-shell >/dev/null || apt-get install -y -qq chromium >/dev/null && exit 0
fi

echo "No Chromium here: asking Playwright for one."
"$1" install chromium && exit 0

echo "The browser tests need Chromium or Chrome on PATH: install one (on Debian and Ubuntu: sudo apt install chromium)." >&2
exit 1
