# bare-root.sh: fresh minimal Debian 12 roots, for clean-root.sh and deb.sh, which read it and set
# $name. It runs as root and needs debootstrap. How this machine reaches Debian's packages and the
# npm registry (sources, certificates, proxies) is copied into a root when it is made.
# shellcheck shell=sh

work=${TMPDIR:-/tmp}/concordat-clean-root
base=$work/base.tar

fail() {
    echo "$name: $1" >&2
    exit 1
}

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

# Sees to it that there is a bare root to unpack.
open_base() {
    [ "$(id -u)" = 0 ] || fail "must run as root"
    command -v debootstrap >/dev/null || fail "needs debootstrap: apt-get install debootstrap"
    mkdir -p "$work"
    [ -f "$base" ] || make_base
}

# unpack_root NAME: a fresh bare root of that name, which reaches the network as this machine does.
unpack_root() {
    root=$work/$1
    rm -rf "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$base"
    copy_network_settings
}
