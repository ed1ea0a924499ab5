#!/usr/bin/env bash
# Installs the Debian packages for scans, and those named besides, where it may; where it may not, says which command
# does, and goes on.  usage: debian.sh [PACKAGE...]
set -uo pipefail
packages="tesseract-ocr tesseract-ocr-script-latn $*"
installed() { command -v dpkg-query >/dev/null && dpkg-query -W "$@" >/dev/null 2>&1; }
tesseract --list-langs 2>/dev/null | grep -qx "Latin" && { [ $# = 0 ] || installed "$@"; } && exit 0
root=""
[ "$(id -u)" = 0 ] || root="sudo -n"
if command -v apt-get >/dev/null && $root true 2>/dev/null; then
    echo "Installing $packages ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    if $root apt-get install -y -qq $packages >/dev/null 2>&1 ||
        { $root apt-get update -qq >/dev/null 2>&1 && $root apt-get install -y -qq $packages >/dev/null 2>&1; }; then
        exit 0
    fi
fi
echo "Scans cannot be read, or pages looked at, until this is run: sudo apt-get install $packages" >&2
[ -z "${CI:-}" ]
