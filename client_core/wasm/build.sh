#!/usr/bin/env bash
# Builds the portable core as one WebAssembly module and puts it where the web app takes it. The
# tool chain is made first, once.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Two checkouts that build at once make it once.
cache="${APPRODO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/approdo}"
mkdir -p "$cache"
APPRODO_WASM_ROOT="$(flock "$cache/wasm.lock" client_core/wasm/toolchain.sh)"
export APPRODO_WASM_ROOT CCACHE_NOHASHDIR=1 CCACHE_BASEDIR="$PWD"
# A new tool chain starts from an empty folder: CMake keeps the old one's flags otherwise.
mkdir -p build
made=build/wasm/CMakeCache.txt
if ! grep -qsF "APPRODO_WASM_ROOT:PATH=$APPRODO_WASM_ROOT" "$made" ||
    [ client_core/wasm/toolchain.cmake -nt "$made" ]; then
    rm -rf build/wasm
fi
cmake --preset wasm >build/wasm.configure.log 2>&1 || { cat build/wasm.configure.log; exit 1; }
ninja -C build/wasm -j "${APPRODO_JOBS:-$(nproc)}" approdo_core
cmp -s build/wasm/bin/approdo_core.wasm client_core/web/src/worker/approdo_core.wasm ||
    cp build/wasm/bin/approdo_core.wasm client_core/web/src/worker/approdo_core.wasm
