#!/bin/sh
# deb.sh: proves that the package installs on a bare Debian 12, and publishes there a site that is
# kept elsewhere, with a theme of its own, for somebody who is not root.
#
#   tests/deb.sh PACKAGE.deb
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
name=deb
. "$here/tests/bare-root.sh"
open_base
unpack_root deb
cp "$1" "$root/tmp/concordat.deb"
inside 'apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends /tmp/concordat.deb
        useradd -m officer' >"$work/deb.log" 2>&1 || fail "cannot install it: see $work/deb.log"
inside 'concordat --version
        dpkg --verify concordat
        su officer -c "set -eu; cd
            concordat new site county --name \"County Partnership\" --area County
            cd county
            concordat new theme ../look
            concordat build --strict --templates ../look
            grep -q assets/theme.css site/public/index.html
            grep -q \"County Partnership\" site/public/index.html"
        bash -c ". /usr/share/bash-completion/completions/concordat; complete -p concordat"
        apt-get -qq purge concordat >/dev/null
        ! test -e /usr/share/concordat' || fail "the package does not work in $root"
rm -rf "$root"
echo "deb: installed, used and removed in a bare root"
