# CMake tool chain for the browser: clang-19 for wasm32-wasi with exceptions, against the system
# root that toolchain.sh made, which the environment or the cache names as APPRODO_WASM_ROOT.
if(NOT APPRODO_WASM_ROOT)
    set(APPRODO_WASM_ROOT "$ENV{APPRODO_WASM_ROOT}" CACHE PATH "Folder made by toolchain.sh")
endif()
if(NOT EXISTS ${APPRODO_WASM_ROOT}/complete)
    message(FATAL_ERROR "Set APPRODO_WASM_ROOT to what client_core/wasm/toolchain.sh prints")
endif()
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES APPRODO_WASM_ROOT)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)

set(wasm_flags "-msimd128 -fvisibility=hidden -ffunction-sections -fdata-sections")
string(APPEND wasm_flags " -isystem ${APPRODO_WASM_ROOT}/include")
set(CMAKE_C_FLAGS_INIT "${wasm_flags}")
set(CMAKE_CXX_FLAGS_INIT "${wasm_flags} -fwasm-exceptions")
# Small before fast: every byte is downloaded over the poorest of connections.
set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "")
string(CONCAT CMAKE_EXE_LINKER_FLAGS_INIT
    "-mexec-model=reactor -nostdlib++ -fwasm-exceptions -L${APPRODO_WASM_ROOT}/lib"
    " -Wl,--gc-sections,-z,stack-size=1048576,--strip-all")
set(CMAKE_CXX_STANDARD_LIBRARIES_INIT "-lapprodo-cxx -lwasi-emulated-signal")
