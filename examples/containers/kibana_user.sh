#!/usr/bin/env bash
# Gives the built-in user that Kibana is known by its password.  usage: kibana_user.sh URL CA_FILE
# The passwords come from the environment, and go to curl by its standard input: a command line can be read by all.
set -euo pipefail
url=$1 ca_file=$2
curl --silent --show-error --fail --retry 30 --retry-connrefused --cacert "$ca_file" --config - <<END
url = "$url/_security/user/kibana_system/_password"
user = "elastic:$ELASTIC_PASSWORD"
header = "Content-Type: application/json"
data = "{\"password\": \"$KIBANA_PASSWORD\"}"
END
