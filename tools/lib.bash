# Shared by the scripts in tools/: source it, then work from the top of the checkout.
# shellcheck shell=bash
set -euo pipefail
umask 022 # the embedded database's own account must be able to read its programs

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Trust what the system trusts: the networks of hospitals and practices often bring their own authority.
readonly AUTHORITIES=/etc/ssl/certs/ca-certificates.crt
if [ -r "$AUTHORITIES" ]; then
    export PIP_CERT="${PIP_CERT:-$AUTHORITIES}"                          # pip
    export SSL_CERT_FILE="${SSL_CERT_FILE:-$AUTHORITIES}"                # uv
    export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$AUTHORITIES}"    # npm
fi

step() { printf '==> %s\n' "$*" >&2; }

stop_with() {
    printf '\n%s\n' "$*" >&2
    exit 2
}

# install_from_system PACKAGE... : by apt as root or with sudo; false where that may not be done.
install_from_system() {
    command -v apt-get >/dev/null || return 1
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# fingerprint FILE... : one hash of the files' names and contents; folders are walked.
fingerprint() {
    find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# is_current STAMP FINGERPRINT : whether the last finished work was on the same files.
is_current() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

# alone LOCK : wait until no other run of the same work is under way, then hold the lock until we end.
alone() {
    exec 9>"$1"
    flock 9
}
