// The C interface of the core (client_core/core/approdo.h) for the program's own pages: they name a
// function and give its arguments as bytes, and it is called here as the browser's worker calls the
// same function of the WebAssembly module. A call:
//   'n' and 8 bytes: a number (a client's handle is one)   'b', 4 bytes of size, bytes: text or
//   'p', 4 bytes of size, bytes: a pointer to bytes whose   bytes, as pointer and size
//        number the function knows
// one after another; the answer: the function's code, the handle of a client that it made (4 bytes
// each), its result. Numbers are little-endian. Where the interface wants a folder, the page gives
// a profile's name: a client holds the lock of its profile as long as it is open. Calls may come
// from any thread and run one at a time. One a program, because the interface has one host.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "client_core/cli/home.hpp"
#include "client_core/cli/system.hpp"
#include "client_core/core/approdo.h"

namespace approdo::cli {

class LocalCore {
  public:
    explicit LocalCore(std::filesystem::path home);
    ~LocalCore();
    LocalCore(const LocalCore&) = delete;
    LocalCore& operator=(const LocalCore&) = delete;

    // not_found: there is no such function. Whatever the function itself says is in the answer.
    Result<Bytes> call(std::string_view function, ByteView arguments);
    // A page begins anew: what an earlier one had open is closed.
    void close_all();
    bool has_open(std::string_view profile) const;

    static std::vector<std::string_view> functions();

    // The answer's code where the handle is of no client that is open.
    static constexpr std::uint32_t code_closed = 256;

  private:
    struct Open {
        std::string profile;
        ProfileLock lock;
        approdo_client* client = nullptr;
    };

    Result<std::string> enter(std::string_view profile, std::optional<ProfileLock>& lock) const;
    Result<Bytes> run(std::string_view function, ByteView arguments);
    Result<Bytes> close(ByteView arguments);

    std::filesystem::path home_;
    SystemClock clock_;
    mutable std::mutex mutex_;
    std::map<std::uint32_t, Open> open_;
    std::uint32_t last_handle_ = 0;
};

}  // namespace approdo::cli
