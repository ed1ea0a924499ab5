#!/usr/bin/env bash
# Installs the Debian packages that are missing where it may; where it may not, says which command does, and goes on.
set -uo pipefail
packages=""
# need PACKAGES TEST: they are wanted unless the test, a command, finds what they bring.
need() { eval "$2" >/dev/null 2>&1 || packages="$packages $1"; }
need "tesseract-ocr tesseract-ocr-script-latn" "tesseract --list-langs | grep -x Latin"
need "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "/sbin/ldconfig -p | grep libpangoft2-1.0.so.0"
need "fonts-liberation" "fc-list | grep -i liberation"
[ -z "$packages" ] && exit 0
root=""
[ "$(id -u)" = 0 ] || root="sudo -n"
if command -v apt-get >/dev/null && $root true 2>/dev/null; then
    echo "Installing$packages ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    if $root apt-get install -y -qq $packages >/dev/null 2>&1 ||
        { $root apt-get update -qq >/dev/null 2>&1 && $root apt-get install -y -qq $packages >/dev/null 2>&1; }; then
        exit 0
    fi
fi
echo "Scans or PDF reports cannot be had here until this is run: sudo apt-get install$packages" >&2
[ -z "${CI:-}" ]
