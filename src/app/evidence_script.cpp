#include "app/evidence_script.hpp"

namespace varde::app {

std::string_view evidence_script()
{
    return R"sh(#!/bin/sh
# sh verify.sh [VKEY...]: checks this folder with nothing but a POSIX shell, OpenSSL 3 and the
# coreutils. VKEY: the keys of the logs as you know them from elsewhere; without them it is shown
# only that everything here fits together.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
fail() { printf 'Does not hold: %s\n' "$1" >&2; exit 1; }
decode() { printf '%s' "$1" | openssl base64 -d -A; }
sha() { openssl dgst -sha256 -binary | openssl base64 -A; }
node() { { printf '\001'; decode "$1"; decode "$2"; } | sha; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
# An Ed25519 key as OpenSSL reads it, of what stands in base64 at the end of a .vkey.
public_key() {
  printf '\060\052\060\005\006\003\053\145\160\003\041\000'
  decode "$1" | tail -c 32
}
signed() { # FILE: by whose key stands in $work/public?
  openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/public" -in "$1" \
    -sigfile "$work/signature" >/dev/null 2>&1
}
# 0|[1-9][0-9]{0,17}: what is no such number must never come into a shell's arithmetic.
is_number() {
  case $1 in
  0) ;;
  '' | 0* | *[!0-9]*) return 1 ;;
  *) [ ${#1} -le 18 ] ;;
  esac
}

# 1. Nothing was added, taken away or changed since this folder was made.
for name in *; do
  [ "$name" = SHA256SUMS ] || sha256sum "$name"
done >"$work/sums"
[ "$(sha <"$work/sums")" = "$(sha <SHA256SUMS)" ] ||
  fail 'a file of this folder is not what SHA256SUMS says'

# 2. Reads NAME.tlog-proof into extra, index, path, origin, size, root, the log's signature, and
# all signature lines into $work/lines.
read_proof() {
  extra='' index='' path='' origin='' size='' root='' signature='' part=head number=0
  : >"$work/lines"
  while IFS= read -r line; do
    number=$((number + 1))
    case $part in
    head)
      case $line in
      c2sp.org/tlog-proof@v1) [ $number = 1 ] || fail "$1: its form" ;;
      extra\ *) extra=${line#extra } ;;
      index\ *) index=${line#index } part=path ;;
      *) fail "$1: its form" ;;
      esac ;;
    path)
      if [ -z "$line" ]; then part=origin; else path="$path $line"; fi ;;
    origin) origin=$line part=size ;;
    size) size=$line part=root ;;
    root) root=$line part=blank ;;
    blank) [ -z "$line" ] || fail "$1: its checkpoint"
      part=signatures ;;
    signatures)
      printf '%s\n' "$line" >>"$work/lines"
      case $line in
      "— $origin "*)
        text=${line#"— $origin "}
        id=$(decode "$text" | head -c 4 | hex)
        [ "$id" != "$key_id" ] || signature=$text ;;
      esac ;;
    esac
  done <"$1"
  [ "$part" = signatures ] || fail "$1: it is cut"
  is_number "$index" && is_number "$size" || fail "$1: its numbers"
}

check() {
  name=$1
  key=$(cat "$name.vkey")
  key_name=${key%%+*} rest=${key#*+}
  key_id=${rest%%+*} key_text=${rest#*+}
  if [ -n "$trusted" ]; then
    case $trusted in
    *" $key "*) ;;
    *) fail "$name: it is of a log that you did not name" ;;
    esac
  fi
  read_proof "$name.tlog-proof"
  [ "$origin" = "$key_name" ] || fail "$name: the checkpoint is of another log"

  # The acceptance's entry stands for the manifest.
  if [ -e "$name.manifest" ]; then
    [ "$(decode "$extra" | wc -c)" -eq 32 ] || fail "$name: its extra line is not of 32 bytes"
    commit=$({ decode "$extra"; cat "$name.manifest"; } | openssl dgst -sha256 -mac HMAC -macopt \
      hexkey:7d57b412538f890fc1f3ec677964a17bdaf7d93c7f385772a081d125523b456d -binary | hex)
    found=
    while IFS= read -r line; do
      [ "$line" != "commit $commit" ] || found=yes
    done <"$name.entry"
    [ -n "$found" ] || fail "$name: the entry stands for something else than the manifest"
  fi

  # The log has signed the checkpoint.
  printf '%s\n%s\n%s\n' "$origin" "$size" "$root" >"$work/checkpoint"
  public_key "$key_text" >"$work/public"
  decode "$signature" | tail -c 64 >"$work/signature"
  signed "$work/checkpoint" || fail "$name: the log's signature"

  # The path leads from the entry to the root that was signed (RFC 9162, 2.1.3.2).
  at=$index last=$((size - 1))
  [ "$at" -le "$last" ] || fail "$name: its place"
  hash=$({ printf '\000'; cat "$name.entry"; } | sha)
  for step in $path; do
    [ $last -gt 0 ] || fail "$name: the path is too long"
    if [ $((at % 2)) = 1 ] || [ "$at" = "$last" ]; then
      hash=$(node "$step" "$hash")
      while [ $((at % 2)) = 0 ] && [ "$at" -gt 0 ]; do at=$((at / 2)) last=$((last / 2)); done
    else
      hash=$(node "$hash" "$step")
    fi
    at=$((at / 2)) last=$((last / 2))
  done
  [ "$hash" = "$root" ] && [ $last = 0 ] || fail "$name: the path to the root"
  what='' when='' object=''
  while IFS= read -r line; do
    case $line in
    event\ *) what=${line#event } ;;
    object\ *) object=${line#object } ;;
    time\ *) when=${line#time } ;;
    esac
  done <"$name.entry"
  printf 'Holds: entry %s of %s, %s, %s\n' "$index" "$origin" "$what" "$when"
  read_witnesses
}

# 3. Who else has seen the checkpoint (C2SP tlog-cosignature). The seconds at which the witness VKEY
# signed it, in `at`; empty where it has no line.
read_cosignature() {
  at='' rest=${1#*+}
  witness=${1%%+*} witness_id=${rest%%+*} witness_key=${rest#*+}
  case $(decode "$witness_key" | hex) in 04*) ;; *) return 0 ;; esac
  while IFS= read -r line; do
    case $line in "— $witness "*) ;; *) continue ;; esac
    decode "${line#"— $witness "}" >"$work/line" || :
    [ "$(head -c 4 "$work/line" | hex)" = "$witness_id" ] || continue
    stamp=$(tail -c +5 "$work/line" | head -c 8 | hex)
    # Sixteen digits of od's, and no more than a date can be of.
    case $stamp in 000000??????????) ;; *) fail "$name: a witness's time" ;; esac
    at=$((0x$stamp))
    { printf 'cosignature/v1\ntime %s\n' "$at"; cat "$work/checkpoint"; } >"$work/seen"
    public_key "$witness_key" >"$work/public"
    tail -c +13 "$work/line" >"$work/signature"
    signed "$work/seen" || fail "$name: the signature of the witness $witness"
  done <"$work/lines"
}

# Each witness of trust.policy, and whether those that have signed are its quorum.
read_witnesses() {
  seen=' ' quorum=''
  while read -r kind who what members; do
    case $kind in
    witness)
      read_cosignature "${what%% *}"
      if [ -n "$at" ]; then
        printf '  Seen by %s at %s\n' "$who" "$(date -u -d "@$at" +%Y-%m-%dT%H:%M:%SZ)"
        seen="$seen$who "
        case $trusted in *" $what "*) ;; *) strangers=yes ;; esac
      fi ;;
    group)
      have=0 all=0
      set -f
      for member in $members; do
        all=$((all + 1))
        case $seen in *" $member "*) have=$((have + 1)) ;; esac
      done
      set +f
      case $what in all) what=$all ;; any) what=1 ;; esac
      is_number "$what" || fail 'the form of trust.policy'
      [ "$have" -lt "$what" ] || seen="$seen$who " ;;
    quorum)
      [ "$who" = none ] || asks=yes
      case $seen in *" $who "*) quorum=yes ;; esac ;;
    esac
  done <"$work/policy"
  [ -z "$quorum" ] || witnessed=$((witnessed + 1))
}

trusted=
for key in "$@"; do trusted="$trusted $key "; done
[ -e trust.policy ] || fail 'there is no trust.policy here'
tr -d '\000-\010\013-\037\177' <trust.policy >"$work/policy"
count=0 witnessed=0 asks='' strangers=''
about=
for entry in *.entry; do
  [ -e "$entry" ] || fail 'there is no entry here'
  name=${entry%.entry}
  [ -e "$name.tlog-proof" ] && [ -e "$name.vkey" ] || fail "$name: it has no proof or no key"
  check "$name"
  [ "${about:-$object}" = "$object" ] || fail "$name: it is about another report"
  about=$object count=$((count + 1))
done
for proof in *.tlog-proof; do
  [ -e "${proof%.tlog-proof}.entry" ] || fail "$proof: it has no entry"
done
echo "All $count hold."
[ -n "$trusted" ] || echo 'The keys came with this folder: compare the .vkey files with the keys' \
  'that you know from elsewhere, or give those to verify.sh.'
[ -z "$asks" ] || echo 'As many witnesses as trust.policy asks for' \
  "have signed $witnessed of these $count checkpoints."
[ -z "$trusted" ] || [ -z "$strangers" ] || echo 'The keys of the witnesses came with this' \
  'folder: compare those in trust.policy with what you know, or give them to verify.sh as well.'
)sh";
}

std::string_view evidence_readme()
{
    return R"(What happened to one report, and the proof of it

Each step is one entry of a public, signed ledger. An entry names the step, a random number that
stands for the report, its place in the line from sender to office, the time and a commitment. It
names no person and holds no content.

  0001-report.accepted.entry        the entry, byte for byte
  0001-report.accepted.tlog-proof   its place in the ledger's tree, and the signed head of that tree
                                    (C2SP tlog-proof and tlog-checkpoint)
  0001-report.accepted.vkey         the key that checks the signature
  0001-report.accepted.manifest     what was received, by length and SHA-256; only for those who
                                    may know it
  trust.policy                      the same keys, and those of the witnesses that this log asks
                                    to sign what they have seen of it, and how many of them must
                                    have (C2SP tlog-policy)
  SHA256SUMS                        the SHA-256 of every other file here
  verify.sh                         checks all of it

To check it, with a POSIX shell, OpenSSL 3 and the usual small tools, and nothing of ours:

  sh verify.sh

and, so that you need not believe this folder either, with the keys of the logs as you know them
(and, if you like, of the witnesses) from somebody whom you trust:

  sh verify.sh "varde.example/no/2026+66e391ca+AaN4..."

The program does the same: varde verify THIS-FOLDER --key KEY, or with --policy and a policy that
you trust, and then it also asks for its quorum. What happened last may still wait for witnesses:
a bundle that is made a few minutes later has their signatures.

What verify.sh does, if it should not run any more where you are:

  leaf hash    SHA-256 of one zero byte and the entry
  inner node   SHA-256 of one byte of value 1, the left hash and the right hash
  path         RFC 9162, section 2.1.3.2: from the leaf to the root in the checkpoint
  signature    Ed25519 over the checkpoint's first three lines, their line ends included; the key
               is the last 32 bytes of what stands in base64 after the second + of the .vkey
  witness      Ed25519 over a line "cosignature/v1", a line "time " and the seconds, and the
               checkpoint's first three lines. Of what stands in base64 in its signature line the
               first 4 bytes are the key's id, then 8 the seconds, then 64 the signature
  commitment   HMAC-SHA256 over the 32 bytes of the proof's extra line and the manifest; its key is
               the SHA-256 of the text "varde-ledger/v1 commitment"

No step asks for the time or for a network. If something does not hold, keep this folder as it is,
and tell whoever ran the ledger and whoever oversees them.
)";
}

}  // namespace varde::app
