# SQLite with encryption (SQLite3 Multiple Ciphers), one copy for server, laptop and browser. Only
# the C files of the npm package are used; client_core/web/package-lock.json pins and verifies them.
set(sqlite_dir
    ${CMAKE_SOURCE_DIR}/client_core/web/node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3)
if(NOT EXISTS ${sqlite_dir}/sqlite3.c)
    message(FATAL_ERROR "SQLite's source is missing. Run once:\n"
        "  npm ci --ignore-scripts --prefix ${CMAKE_SOURCE_DIR}/client_core/web")
endif()

add_library(sqlite3mc STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(sqlite3mc SYSTEM INTERFACE ${sqlite_dir})
target_compile_definitions(sqlite3mc PRIVATE
    SQLITE_DQS=0
    SQLITE_DEFAULT_FOREIGN_KEYS=1
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_USE_ALLOCA
    # Only AEGIS (and ChaCha20 behind it) is ever used: the other ciphers are dead weight.
    HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_SQLCIPHER=0
    HAVE_CIPHER_RC4=0 HAVE_CIPHER_ASCON128=0)
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "wasm32")
    # The storage comes from client_core/wasm/storage.cpp; there is one thread, no temporary file.
    target_compile_definitions(sqlite3mc PRIVATE
        SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_TEMP_STORE=3
        __WASM__ ARGON2_NO_THREADS
        _WASI_EMULATED_SIGNAL _WASI_EMULATED_MMAN _WASI_EMULATED_PROCESS_CLOCKS
        _WASI_EMULATED_GETPID
        SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_AUTOVACUUM SQLITE_OMIT_COMPILEOPTION_DIAGS
        SQLITE_OMIT_COMPLETE SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_DECLTYPE
        SQLITE_OMIT_DESERIALIZE SQLITE_OMIT_EXPLAIN SQLITE_OMIT_GENERATED_COLUMNS
        SQLITE_OMIT_GET_TABLE SQLITE_OMIT_INCRBLOB SQLITE_OMIT_INTROSPECTION_PRAGMAS
        SQLITE_OMIT_JSON SQLITE_OMIT_LOCALTIME SQLITE_OMIT_PROGRESS_CALLBACK
        SQLITE_OMIT_TCL_VARIABLE SQLITE_OMIT_TEMPDB SQLITE_OMIT_TRACE SQLITE_OMIT_UTF16
        SQLITE_UNTESTABLE)
else()
    # THREADSAFE=2: a connection belongs to one thread at a time. Sorts and temporary tables stay in
    # memory, so that nothing of an encrypted database leaks into a plain file.
    target_compile_definitions(sqlite3mc PRIVATE
        SQLITE_THREADSAFE=2 SQLITE_TEMP_STORE=2 SQLITE_DEFAULT_FILE_PERMISSIONS=0600 HAVE_USLEEP=1)
    find_package(Threads REQUIRED)
    target_link_libraries(sqlite3mc PUBLIC Threads::Threads m)
endif()
# -O2 in every preset, no warnings (not our code), no sanitizer: 13 MB of C would dominate builds.
# For the browser small before fast.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "wasm32")
    target_compile_options(sqlite3mc PRIVATE -Oz -w)
else()
    target_compile_options(sqlite3mc PRIVATE -O2 -w -fno-sanitize=all)
endif()
