#!/bin/sh
# clean-root.sh: proves that a clone and one command suffice on a bare Debian 12.
#
#   tests/clean-root.sh [TARGET...]      (default: site test)
#
# For each target it unpacks a fresh minimal root, with git and make as the only additions, clones
# the commit that is checked out here into it, and runs `make TARGET` there and nothing else. It
# runs as root and needs debootstrap.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
name=clean-root
. "$here/tests/bare-root.sh"
open_base
[ $# -gt 0 ] || set -- site test
git -C "$here" diff --quiet HEAD || echo "note: what is not committed is not in the clone"

for target in "$@"; do
    unpack_root "$target"
    inside 'apt-get -qq update
            DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends git make' \
        >"$work/$target.log" 2>&1 || fail "cannot install git and make: see $work/$target.log"
    git -C "$here" bundle create -q "$root/root/concordat.bundle" HEAD
    inside 'cd && git clone -q -c advice.detachedHead=false concordat.bundle concordat'
    echo "== make $target in a bare root"
    started=$(date +%s)
    inside "cd /root/concordat && make $target" || fail "make $target failed in $root"
    echo "== make $target passed in $(($(date +%s) - started)) s"
    [ "$target" != site ] || [ -f "$root/root/concordat/site/public/index.html" ] ||
        fail "there is no site/public/index.html in $root"
    left=$(inside 'cd /root/concordat && git status --porcelain')
    [ -z "$left" ] || fail "make $target left files that git does not ignore: $left"
    rm -rf "$root"
done
