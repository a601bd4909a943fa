#!/usr/bin/env bash
# Builds the portable core as one WebAssembly module and tests it under Node, through its C
# interface, with a real server of this machine on the other side.
set -euo pipefail
cd "$(dirname "$0")/../.."

APPRODO_WASM_ROOT="$(client_core/wasm/toolchain.sh)"
export APPRODO_WASM_ROOT CCACHE_NOHASHDIR=1
# A new tool chain starts from an empty folder: CMake keeps the old one's flags otherwise.
mkdir -p build
grep -qsF "APPRODO_WASM_ROOT:PATH=$APPRODO_WASM_ROOT" build/wasm/CMakeCache.txt || rm -rf build/wasm
cmake --preset wasm >build/wasm.configure.log 2>&1 || { cat build/wasm.configure.log; exit 1; }
ninja -C build/wasm -j "$(nproc)" approdo_core
tests=(client_core/wasm/test.mjs)
# Without the native programs only what needs no other side.
if [ -x "${APPRODO_BIN:-build/dev/bin}/approdo" ]; then
    tests+=(client_core/wasm/server_test.mjs)
fi
node --test "${tests[@]}"
