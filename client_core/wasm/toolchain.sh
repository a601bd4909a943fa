#!/usr/bin/env bash
# Makes the system root that the core is compiled against for the browser (wasm32-wasi), and prints
# its folder. Debian ships compiler, linker, C library and C++ headers; the rest is built here from
# Debian's source packages: libsodium, zstd, and the C++ runtime once more, because the packaged one
# cannot throw. All of it is small before fast, but for what the crypto spends its time in: every
# byte is downloaded over the poorest of connections. It takes two minutes and is kept in
# the user's cache under the hash of this script.
set -euo pipefail

script="$(realpath "$0")"
version="$(sha256sum "$script" | cut -c1-12)"
target="${APPRODO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/approdo}/wasm-$version"
if [ -e "$target/complete" ]; then
    echo "$target"
    exit 0
fi

work="$target.work"
rm -rf "$work"
mkdir -p "$work/src" "$work/root/lib" "$work/root/include"
say() { printf '%s\n' "wasm tool chain: $*" >&2; }
clang=(clang-19 --target=wasm32-wasi)

# Source packages, through lists and folders of our own: the machine's apt set-up stays as it is.
fetch_sources() {
    local apt="$work/apt" options
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
    local file
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -e "$file" ] || continue
        sed 's/^Types:.*/Types: deb-src/' "$file" >"$apt/parts/$(basename "$file")"
    done
    if [ -s /etc/apt/sources.list ]; then
        sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$apt/parts/plain.list"
    fi
    options=(-qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/parts"
        -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache")
    if [ "$(id -u)" -eq 0 ]; then options+=(-o APT::Sandbox::User=root); fi
    say "fetching the sources of libc++ 19, libsodium and zstd"
    apt-get "${options[@]}" update >&2
    (cd "$work/src" &&
        apt-get "${options[@]}" source --download-only llvm-toolchain-19 libsodium libzstd >&2)
}

# compile_all NAME FLAG… < list of files: one object each, then lib/libNAME.a.
compile_all() {
    local name="$1"
    shift
    mkdir -p "$work/$name"
    # Names may repeat in different folders, so the whole path becomes the object's name.
    xargs -P "$(nproc)" -I{} bash -c '
        object="$1/$(printf "%s" "$2" | tr / _).o"; shift
        source="$1"; shift
        "$@" -c "$source" -o "$object"' _ "$work/$name" {} "$@"
    ar crs "$work/root/lib/lib$name.a" "$work/$name"/*.o
}

build_cxx_runtime() {
    say "building libc++ with exceptions"
    mkdir -p "$work/llvm"
    tar -xf "$work/src"/llvm-toolchain-19_*.orig.tar.* -C "$work/llvm" --strip-components=1 \
        --wildcards '*/libcxx/src/*' '*/libcxxabi/src/*' '*/libcxxabi/include/*' \
        '*/libunwind/src/*' '*/libunwind/include/*'
    cd "$work/llvm"
    local flags=(-Oz -w -fwasm-exceptions -fvisibility=hidden -ffunction-sections -fdata-sections
        -DNDEBUG -D_LIBCXXABI_BUILDING_LIBRARY -D_LIBCXXABI_HAS_NO_THREADS
        -D_LIBCPP_BUILDING_LIBRARY -DLIBCXX_BUILDING_LIBCXXABI -D_LIBUNWIND_HIDE_SYMBOLS
        -D_LIBUNWIND_HAS_NO_THREADS -DLIBCXXABI_NON_DEMANGLING_TERMINATE
        -Ilibcxxabi/include -Ilibcxxabi/src -Ilibunwind/include -Ilibunwind/src -Ilibcxx/src)
    # No threads here, and `new` comes from libc++abi.
    local without="mutex|mutex_destructor|condition_variable|condition_variable_destructor|thread"
    without+="|atomic|barrier|future|shared_mutex|new"
    {
        find libcxx/src -name '*.cpp' -not -path '*/filesystem/*' -not -path '*/experimental/*' \
            -not -path '*/pstl/*' -not -path '*/support/*' | grep -Ev "/($without)\.cpp\$"
        local name
        for name in cxa_exception cxa_personality cxa_exception_storage cxa_handlers \
            cxa_default_handlers cxa_aux_runtime cxa_guard cxa_vector cxa_virtual \
            private_typeinfo fallback_malloc abort_message stdlib_exception \
            stdlib_new_delete stdlib_stdexcept stdlib_typeinfo; do
            echo "libcxxabi/src/$name.cpp"
        done
    } | compile_all approdo-cxx clang++-19 --target=wasm32-wasi -std=c++23 "${flags[@]}"
    "${clang[@]}" "${flags[@]}" -c libunwind/src/Unwind-wasm.c -o "$work/unwind.o"
    ar rs "$work/root/lib/libapprodo-cxx.a" "$work/unwind.o" 2>/dev/null
}

build_sodium() {
    say "building libsodium"
    cd "$work/src"
    dpkg-source --no-check -x libsodium_*.dsc "$work/libsodium" >/dev/null
    cd "$work/libsodium/src/libsodium"
    local full
    full="$(sed -n 's/^AC_INIT(\[libsodium\],\[\([0-9.]*\)\].*/\1/p' ../../configure.ac)"
    number() { sed -n "s/^SODIUM_LIBRARY_VERSION_$1=\([0-9]*\)$/\1/p" ../../configure.ac; }
    sed -e "s/@VERSION@/$full/" -e "s/@SODIUM_LIBRARY_VERSION_MAJOR@/$(number MAJOR)/" \
        -e "s/@SODIUM_LIBRARY_VERSION_MINOR@/$(number MINOR)/" \
        -e 's/@SODIUM_LIBRARY_MINIMAL_DEF@//' include/sodium/version.h.in >include/sodium/version.h
    local flags=(-w -Iinclude -Iinclude/sodium -ffunction-sections -DCONFIGURED=1
        -DNATIVE_LITTLE_ENDIAN=1 -DSODIUM_STATIC=1 -DHAVE_GETENTROPY=1 -DHAVE_C_VARARRAYS=1
        -D_WASI_EMULATED_SIGNAL)
    local hot="argon2-(core|fill-block-ref)|blake2b-(compress-)?ref|chacha20_ref|poly1305_donna"
    find . -name '*.c' -printf '%P\n' | grep -Ev "($hot)\.c\$" |
        compile_all sodium "${clang[@]}" -Oz "${flags[@]}"
    find . -name '*.c' -printf '%P\n' | grep -E "($hot)\.c\$" |
        compile_all sodium "${clang[@]}" -O3 "${flags[@]}"
    cp -r include/sodium.h include/sodium "$work/root/include/"
}

# zstd's ways to compress but the fast one are two thirds of its code. The core asks for that one
# alone here (sync/wire/compress.cpp); the others end the program. What they would have written is
# read all the same.
leave_out_slow_ways() {
    local slow=(compress/zstd_lazy compress/zstd_opt compress/zstd_double_fast)
    local stubs=compress/zstd_slow.c name
    echo '#include "zstd_compress_internal.h"' >"$stubs"
    for name in $(cat "${slow[@]/%/.h}" | grep -o 'ZSTD_compressBlock_[A-Za-z0-9_]*' | sort -u); do
        echo "size_t $name(ZSTD_matchState_t* m, seqStore_t* s, U32 r[ZSTD_REP_NUM]," \
            "void const* from, size_t size) { __builtin_trap(); }" >>"$stubs"
    done
    cat >>"$stubs" <<'END'
U32 ZSTD_insertAndFindFirstIndex(ZSTD_matchState_t* m, const BYTE* at) { __builtin_trap(); }
void ZSTD_row_update(ZSTD_matchState_t* const m, const BYTE* at) { __builtin_trap(); }
void ZSTD_dedicatedDictSearch_lazy_loadDictionary(ZSTD_matchState_t* m, const BYTE* const at) {
    __builtin_trap();
}
void ZSTD_updateTree(ZSTD_matchState_t* m, const BYTE* at, const BYTE* end) { __builtin_trap(); }
void ZSTD_fillDoubleHashTable(ZSTD_matchState_t* m, void const* end,
                              ZSTD_dictTableLoadMethod_e method, ZSTD_tableFillPurpose_e purpose) {
    __builtin_trap();
}
END
    rm "${slow[@]/%/.c}"
}

build_zstd() {
    say "building zstd"
    cd "$work/src"
    dpkg-source --no-check -x libzstd_*.dsc "$work/zstd-source" >/dev/null
    cd "$work/zstd-source/lib"
    leave_out_slow_ways
    find common compress decompress -name '*.c' | grep -v zstdmt |
        compile_all zstd "${clang[@]}" -Oz -w -I. -ffunction-sections \
            -DZSTD_DISABLE_ASM=1 -DZSTD_LEGACY_SUPPORT=0 -DZSTD_NO_INLINE=1 -DDYNAMIC_BMI2=0 \
            -DHUF_FORCE_DECOMPRESS_X1=1 -DZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT=1 \
            -DZSTD_STRIP_ERROR_STRINGS=1 -D_WASI_EMULATED_PROCESS_CLOCKS
    cp zstd.h zstd_errors.h zdict.h "$work/root/include/"
}

fetch_sources
(build_cxx_runtime)
(build_sodium)
(build_zstd)
# cereal has only headers; alone in this folder it does not drag the machine's own C headers in.
cp -r /usr/include/cereal "$work/root/include/"
touch "$work/root/complete"
rm -rf "$target"
mv "$work/root" "$target"
rm -rf "$work"
say "ready in $target"
echo "$target"
