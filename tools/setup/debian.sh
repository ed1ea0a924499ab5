#!/usr/bin/env bash
# Installs the Debian packages that are missing where it may; where it may not, says which command does, and goes on.
set -uo pipefail
export DEBIAN_FRONTEND=noninteractive

has_latin() { tesseract --list-langs 2>/dev/null | grep -qx "Latin"; }
has() { command -v "$1" >/dev/null; }
has_library() { /sbin/ldconfig -p | grep -q "$1"; }
has_font() { fc-list 2>/dev/null | grep -qi "$1"; }

# A line for each part: how it is seen that it is there, its packages, and what is not possible without it.
missing="" without=""
part() {
    $1 && return
    missing+=" $2"
    without+="${without:+; }$3"
}
part has_latin "tesseract-ocr tesseract-ocr-script-latn" "scans cannot be read"
part "has_library libpangoft2-1.0.so.0" "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "no report is set as PDF"
part "has_font liberation" "fontconfig fonts-liberation" "PDF reports look poor"
part "has chromium" "chromium" "the tests that look at pages in a browser cannot run"
part "has systemd-analyze" "systemd" "the test of the systemd unit cannot run"

[ -z "$missing" ] && exit 0
root=""
[ "$(id -u)" = 0 ] || root="sudo -n"
if has apt-get && $root true 2>/dev/null; then
    echo "Installing$missing ..." >&2
    if $root apt-get install -y -qq $missing >/dev/null 2>&1 ||
        { $root apt-get update -qq >/dev/null 2>&1 && $root apt-get install -y -qq $missing >/dev/null 2>&1; }; then
        exit 0
    fi
fi
echo "Until this is run, $without: sudo apt-get install$missing" >&2
[ -z "${CI:-}" ]
