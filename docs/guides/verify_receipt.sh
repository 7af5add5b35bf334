#!/usr/bin/env bash
# verify_receipt.sh ANSWER BODY [VKEY]: checks, with OpenSSL alone, the receipt in the JSON answer
# to a report whose body was BODY. VKEY is the log's key as you know it from elsewhere. ANSWER may
# also be the folder of `varde send --save-receipt`, and BODY `-` where it was not kept.
set -euo pipefail
export LC_ALL=C
answer=$1 body=$2 t=$(mktemp -d) && trap 'rm -r "$t"' EXIT
field() { printf '%b' "$(sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' "$answer")"; }
sha() { openssl dgst -sha256 -binary | base64 -w0; }
node() { { printf '\001' && base64 -d <<<"$1" && base64 -d <<<"$2"; } | sha; }
for part in entry manifest proof vkey; do
  if [ -d "$answer" ]; then cp "$answer/$part" "$t/"; else field $part >"$t/$part"; fi
done
key=${3:-$(cat "$t/vkey")}
fail() { echo "Does not hold: $1" >&2 && exit 1; }
# What is no plain number must never come into the shell's arithmetic.
is_number() { [[ $1 =~ ^(0|[1-9][0-9]{0,17})$ ]]; }

# 1. The manifest names the body, and the entry's commitment stands for the manifest.
[ "$body" = - ] || grep -q "^part 0 .* $(openssl dgst -sha256 -r "$body" | cut -c1-64)\$" \
  "$t/manifest" || fail body
sed -n 's/^extra //p' "$t/proof" | base64 -d >"$t/extra"
[ "$(wc -c <"$t/extra")" -eq 32 ] || fail extra
commit=$(cat "$t/extra" "$t/manifest" |
  openssl dgst -sha256 -r -mac HMAC -macopt \
    hexkey:7d57b412538f890fc1f3ec677964a17bdaf7d93c7f385772a081d125523b456d)
grep -qx "commit ${commit%% *}" "$t/entry" || fail commitment

# 2. The log's key has signed the checkpoint: its three lines, line ends included.
sed '1,/^$/d' "$t/proof" | head -n 3 >"$t/checkpoint"
{ read -r origin && read -r size && read -r root; } <"$t/checkpoint"
[ "$origin" = "${key%%+*}" ] || fail origin
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000' && base64 -d <<<"${key#*+*+}" |
  tail -c 32; } >"$t/public"
while IFS= read -r line; do
  [[ $line != "— $origin "* ]] || base64 -d <<<"${line#"— $origin "}" | tail -c 64 >"$t/signature"
done <"$t/proof"
openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$t/public" -in "$t/checkpoint" \
  -sigfile "$t/signature" >/dev/null || fail signature

# 3. The path leads from the entry's leaf to the root that was signed.
index=$(sed -n 's/^index //p' "$t/proof")
is_number "$index" && is_number "$size" || fail numbers
at=$index last=$((size - 1))
hash=$({ printf '\0' && cat "$t/entry"; } | sha)
for step in $(sed '1,/^index /d; /^$/,$d' "$t/proof"); do
  if ((at % 2 || at == last)); then
    hash=$(node "$step" "$hash")
    while ((at % 2 == 0 && at > 0)); do at=$((at >> 1)) last=$((last >> 1)); done
  else
    hash=$(node "$hash" "$step")
  fi
  at=$((at >> 1)) last=$((last >> 1))
done
[ "$hash" = "$root" ] && [ $last = 0 ] || fail path
printf 'Holds: entry %s of %s is\n' "$index" "$origin" && cat "$t/entry"
