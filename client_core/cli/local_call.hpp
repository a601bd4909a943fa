// One call of the C interface on its way from bytes to a function and back: reads the arguments in
// the order in which the function takes them, each as its type wants it. What does not fit leaves
// the call unfit, and the function is not called. Used by local_core alone.
#pragma once

#include <functional>
#include <tuple>
#include <type_traits>

#include "client_core/core/approdo.h"
#include "sync/base/bytes.hpp"

namespace approdo::cli {

class LocalCall {
  public:
    // Finds the client of a handle; nullptr: none.
    using Clients = std::function<approdo_client*(std::uint64_t handle)>;
    // Where a text names a profile, the function gets its folder; empty: this one cannot be used.
    using Folders = std::function<std::string(std::string_view profile)>;

    LocalCall(ByteView arguments, Clients clients, Folders folders)
        : rest_(arguments), clients_(std::move(clients)), folders_(std::move(folders)) {}

    template <class... Parameters>
    approdo_code perform(approdo_code (*function)(Parameters...)) {
        // Braces are read from left to right, as the arguments stand.
        const std::tuple<Parameters...> values{take(std::type_identity<Parameters>())...};
        if (!is_fit()) return 0;
        return std::apply(function, values);
    }

    // For the call that takes a handle and nothing more.
    std::uint64_t only_number() { return number(); }

    bool is_fit() const { return fits_ && rest_.empty() && !has_size_; }
    bool lacks_client() const { return lacks_client_; }
    approdo_client* made() const { return made_; }
    Bytes take_result();
    ~LocalCall() { approdo_buffer_free(out_); }
    LocalCall(const LocalCall&) = delete;
    LocalCall& operator=(const LocalCall&) = delete;

  private:
    approdo_client* take(std::type_identity<approdo_client*>);
    const char* take(std::type_identity<const char*>);
    const std::uint8_t* take(std::type_identity<const std::uint8_t*>);
    std::uint64_t take(std::type_identity<std::uint64_t>);
    std::uint32_t take(std::type_identity<std::uint32_t>);
    std::int32_t take(std::type_identity<std::int32_t>);
    approdo_client** take(std::type_identity<approdo_client**>) { return &made_; }
    approdo_buffer** take(std::type_identity<approdo_buffer**>) { return &out_; }

    ByteView cut(std::size_t size);
    std::uint64_t little_endian(std::size_t size);
    ByteView bytes();
    std::uint64_t number();

    ByteView rest_;
    Clients clients_;
    Folders folders_;
    std::string folder_;  // lives as long as the call
    std::uint64_t size_ = 0;
    bool has_size_ = false;  // a pointer was taken whose size comes next
    bool fits_ = true;
    bool lacks_client_ = false;
    bool wants_folder_ = true;  // the first text, where there are folders
    approdo_client* made_ = nullptr;
    approdo_buffer* out_ = nullptr;
};

static_assert(std::is_same_v<std::size_t, std::uint64_t>, "a size is taken as a number of 64 bits");

}  // namespace approdo::cli
