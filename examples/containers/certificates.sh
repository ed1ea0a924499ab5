#!/usr/bin/env bash
# Makes a CA and what it signs, once; those of an earlier start stay.  usage: certificates.sh FOLDER INSTANCES
set -euo pipefail
folder=$1 instances=$2
[ -f "$folder/kibana.crt" ] && exit 0
made=$(mktemp -d)
bin/elasticsearch-certutil ca --silent --pem --days 3650 --out "$made/ca.zip"
unzip -q "$made/ca.zip" -d "$made"
bin/elasticsearch-certutil cert --silent --pem --days 3650 --in "$instances" --out "$made/signed.zip" \
    --ca-cert "$made/ca/ca.crt" --ca-key "$made/ca/ca.key"
unzip -q "$made/signed.zip" -d "$made"
cp "$made/ca/ca.crt" "$made/elasticsearch/elasticsearch."* "$folder/"
# Elasticsearch and Kibana are user 1000 in their images, and nobody else reads their keys. The CA's own goes away.
cp "$made/kibana/kibana.key" "$folder/"
chmod 644 "$folder/"*.crt
chmod 600 "$folder/"*.key
[ "$(id -u)" = 0 ] && chown 1000 "$folder/"*.key
cp "$made/kibana/kibana.crt" "$folder/"
rm -r "$made"
