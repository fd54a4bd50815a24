#!/bin/sh
# Installs what the stress tests run besides Python, where it can: on Debian and Ubuntu, as root. What is missing
# afterwards is said in the table by the tests that are left out.
set -u

packages=""
command -v unshare >/dev/null 2>&1 && command -v prlimit >/dev/null 2>&1 || packages="$packages util-linux"
command -v ip >/dev/null 2>&1 || packages="$packages iproute2"
command -v faketime >/dev/null 2>&1 || packages="$packages faketime"
command -v nginx >/dev/null 2>&1 || packages="$packages nginx-light"
[ -z "$packages" ] && exit 0

if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
    echo "Installing$packages."
    # In run level 1 no service is started, so that no nginx takes this machine's port 80.
    # shellcheck disable=SC2086 # several packages
    apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null && exit 0
fi
echo "Not installed, so some tests are left out:$packages." >&2
