#!/usr/bin/env bash
# Builds the web app into build/web: type check, lint, bundle, sizes against their budgets. The core
# in WebAssembly is taken from build/wasm (client_core/wasm/test.sh builds it).
set -euo pipefail
cd "$(dirname "$0")"

tools=node_modules/.bin
"$tools/tsc" -p .
"$tools/tsc" -p src/service_worker
"$tools/oxlint" --deny-warnings src build vite.config.ts
"$tools/prettier" --check --log-level warn build vite.config.ts \
    "src/{app,views,state,i18n,styles,quiz,service_worker}/**/*"
"$tools/vite" build
