#!/usr/bin/env bash
# Builds the core for the browser and tests it under Node, through its C interface, with a real
# server of this machine on the other side.
set -euo pipefail
cd "$(dirname "$0")/../.."

client_core/wasm/build.sh
ninja -C build/wasm -j "${APPRODO_JOBS:-$(nproc)}" grading_digest
tests=(client_core/wasm/test.mjs client_core/wasm/interface_test.mjs
    client_core/wasm/grading_test.mjs)
# Without the native programs only what needs no other side.
if [ -x "${APPRODO_BIN:-build/dev/bin}/approdo" ]; then
    tests+=(client_core/wasm/server_test.mjs)
fi
node --test "${tests[@]}"
