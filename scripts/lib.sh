# Shared by scripts/run and scripts/test: where we are, what the machine has,
# and how the program is built. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# skip names a part that is absent. With CI=true that is a failure: what is
# skipped there would be green without having run.
skip() {
  if [ "${CI:-}" = true ]; then die "$* (a skip, and CI=true allows none)"; fi
  printf '\033[33mskipped:\033[0m %s\n' "$*"
}

# Everything compiled has the same flags, or nothing compiled once would serve
# twice. What only a debugger reads is left out: a tenth of the time of a first
# build. SQLite's C source is the longest single piece of it, and at -O1 the C
# compiler is done in two fifths of the time of -O2, while queries over a
# million events took the same processor time within what runs differ by. Plans
# are stable (QPSG): docs/decisions/0001.
export GOFLAGS="-trimpath -gcflags=all=-dwarf=false" CGO_CFLAGS="-O1 -DSQLITE_ENABLE_QPSG"

# tags prints the build tags: no MessagePack in gin, which nothing here speaks,
# and the faster SQLite driver where a C compiler is.
tags() {
  if compiles_c; then echo nomsgpack,sqlite_fts5; else echo nomsgpack; fi
}

compiles_c() { [ "$(go env CGO_ENABLED)" = 1 ] && have "$(go env CC)"; }

version() { git describe --always --dirty 2>/dev/null || echo unknown; }

# frontend builds frontend/dist from its sources, when they are newer.
frontend() {
  have node || die "Node 20 or newer is needed to build the page: install it, or use the Dockerfile"
  if [ ! -e frontend/node_modules/.stamp ] || [ frontend/package-lock.json -nt frontend/node_modules/.stamp ]; then
    say "installing the page's packages"
    (cd frontend && npm ci --no-audit --no-fund --loglevel=error) || die "npm could not install frontend/package-lock.json"
    touch frontend/node_modules/.stamp
  fi
  if [ ! -e frontend/dist/.stamp ] || [ -n "$(find frontend -newer frontend/dist/.stamp -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit)" ]; then
    say "building the page"
    (cd frontend && npm run build --silent) || die "the page could not be built"
    touch frontend/dist/.stamp
  fi
}

# readers installs the libraries of others that read what we write.
readers() {
  local folder=scripts/e2e/readers
  if [ ! -e $folder/node_modules/.stamp ] || [ $folder/package-lock.json -nt $folder/node_modules/.stamp ]; then
    (cd $folder && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || { skip "foreign readers of our formats: npm could not install $folder/package-lock.json"; return; }
    touch $folder/node_modules/.stamp
  fi
}

# others compiles all that is not ours, which takes longest and needs no page.
others() {
  go list -deps -tags "$(tags)" -f '{{with .Module}}{{if not .Main}}{{$.ImportPath}}{{end}}{{end}}' . | xargs go build -tags "$(tags)"
}

# program builds bin/truceline with the page inside.
program() {
  go build -tags "$(tags)" -ldflags "-s -w -X main.version=$(version)" -o bin/truceline . || die "the program could not be built"
}
