#!/bin/sh
# clean-root.sh: proves that a clone and one command suffice on a bare Debian 12.
#
#   tests/clean-root.sh [TARGET...]      (default: site test)
#
# For each target it unpacks a fresh minimal root, with git and make as the only additions, clones
# the commit that is checked out here into it, and runs `make TARGET` there and nothing else. It
# runs as root and needs debootstrap. How this machine reaches Debian's packages and the npm
# registry (sources, certificates, proxies) is copied into the root when it is made.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
work=${TMPDIR:-/tmp}/concordat-clean-root
base=$work/base.tar

fail() {
    echo "clean-root: $1" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || fail "must run as root"
command -v debootstrap >/dev/null || fail "needs debootstrap: apt-get install debootstrap"

# The mirror that this machine's own sources name, be they in the old or the new form.
mirror_of_host() {
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) bookworm .*/\2/p' \
        /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
        2>/dev/null | head -n 1
}

# copy PATH...: the files and folders of this machine that exist, into the same places of the root.
copy() {
    for path in "$@"; do
        [ -e "$path" ] || continue
        mkdir -p "$root$(dirname "$path")"
        cp -rL "$path" "$root$(dirname "$path")/"
    done
}

# How this machine reaches what it installs; hooks of its own that a bare root has not stay here.
copy_network_settings() {
    copy /etc/resolv.conf /etc/hosts /etc/npmrc /root/.npmrc /usr/local/share/ca-certificates \
        /etc/ssl/certs/ca-certificates.crt /etc/apt/auth.conf.d /etc/apt/keyrings
    rm -f "$root/etc/apt/sources.list"
    copy /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources
    for settings in /etc/apt/apt.conf.d/*; do
        grep -q '^Acquire' "$settings" && copy "$settings"
    done
}

# Runs a shell line inside the root, with /proc, /sys and /dev that vanish when it ends.
inside() {
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true ROOT="$root" \
        $(env | grep -iE '^(https?_proxy|no_proxy|npm_config_[a-z_]*|node_extra_ca_certs|ssl_cert_[a-z]*)=') \
        unshare --mount --propagation private sh -euc '
            mount -t proc proc "$ROOT/proc"
            mount -t sysfs sysfs "$ROOT/sys"
            mount --rbind /dev "$ROOT/dev"
            exec chroot "$ROOT" sh -euc "$0"' "$1" </dev/null
}

make_base() {
    root=$work/base
    rm -rf "$root"
    echo "making the bare root"
    # shellcheck disable=SC2046 # no mirror, no word
    debootstrap --variant=minbase --include=ca-certificates bookworm "$root" $(mirror_of_host) \
        >"$work/debootstrap.log" 2>&1 || fail "debootstrap failed: see $work/debootstrap.log"
    tar -C "$root" -cf "$base.new" .
    mv "$base.new" "$base"
    rm -rf "$root"
}

mkdir -p "$work"
[ -f "$base" ] || make_base
[ $# -gt 0 ] || set -- site test
git -C "$here" diff --quiet HEAD || echo "note: what is not committed is not in the clone"

for target in "$@"; do
    root=$work/$target
    rm -rf "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$base"
    copy_network_settings
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
