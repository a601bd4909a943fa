// Every id, hash, sequence and time is its own type, so that swapping two of them does not compile.
// Ids are plain public bytes (secrets live in sync/crypto); they order and hash like their bytes.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>

#include "sync/base/bytes.hpp"

namespace approdo {

template <class Tag, std::size_t Size>
struct FixedBytes {
    static constexpr std::size_t size = Size;
    std::array<std::uint8_t, Size> bytes{};

    static Result<FixedBytes> from(ByteView view) {
        if (view.size() != Size) return fail(ErrorCode::malformed, "an id has the wrong length");
        FixedBytes id;
        std::copy(view.begin(), view.end(), id.bytes.begin());
        return id;
    }
    static Result<FixedBytes> from_hex(std::string_view text) {
        APPRODO_TRY(const Bytes decoded, approdo::from_hex(text));
        return from(decoded);
    }

    ByteView view() const { return bytes; }
    std::string hex() const { return to_hex(bytes); }
    bool is_zero() const { return *this == FixedBytes{}; }
    auto operator<=>(const FixedBytes&) const = default;
};

template <class Tag>
struct StrongNumber {
    std::uint64_t value = 0;
    auto operator<=>(const StrongNumber&) const = default;
    StrongNumber next() const { return {value + 1}; }
};

// What a time is counted in: UTC milliseconds since 1970-01-01 (leap seconds smeared), may be
// wrong.
struct UtcMs {
    std::int64_t value = 0;
    auto operator<=>(const UtcMs&) const = default;
};
// Milliseconds on a clock that counts sleep and starts anywhere; comparable within one clock
// session.
struct BootMs {
    std::uint64_t value = 0;
    auto operator<=>(const BootMs&) const = default;
};

using Hash = FixedBytes<struct HashTag, 32>;  // BLAKE2b-256 unless said otherwise
using Digest16 = FixedBytes<struct Digest16Tag, 16>;

using SiteId = FixedBytes<struct SiteTag, 16>;
using AccountId = FixedBytes<struct AccountTag, 16>;
using DeviceId = FixedBytes<struct DeviceTag, 16>;
using LogId = FixedBytes<struct LogTag, 16>;
using ScopeId = FixedBytes<struct ScopeTag, 16>;
using ChunkId = FixedBytes<struct ChunkTag, 32>;
using ChannelId = FixedBytes<struct ChannelTag, 16>;
using OrganisationId = FixedBytes<struct OrganisationTag, 16>;
using EditionId = FixedBytes<struct EditionTag, 16>;
using EnrolmentId = FixedBytes<struct EnrolmentTag, 16>;
using ClockSessionId = FixedBytes<struct ClockSessionTag, 8>;

using CourseId = FixedBytes<struct CourseTag, 16>;
using ModuleId = FixedBytes<struct ModuleTag, 16>;
using UnitId = FixedBytes<struct UnitTag, 16>;
using QuestionId = FixedBytes<struct QuestionTag, 16>;
using OptionId = FixedBytes<struct OptionTag, 8>;

using Seq = StrongNumber<struct SeqTag>;                      // first event of a log is 1
using Epoch = StrongNumber<struct EpochTag>;                  // of a scope's key, first is 1
using Lamport = StrongNumber<struct LamportTag>;              // Lamport 1978
using ServerEpoch = StrongNumber<struct ServerEpochTag>;      // grows at each restore of the site
using ReceiptNumber = StrongNumber<struct ReceiptNumberTag>;  // grows within one receipt line
using ContentVersion = StrongNumber<struct ContentVersionTag>;

}  // namespace approdo

template <class Tag, std::size_t Size>
struct std::hash<approdo::FixedBytes<Tag, Size>> {
    // Ids are random or hashes already: their first bytes are as good as any hash of them.
    std::size_t operator()(const approdo::FixedBytes<Tag, Size>& id) const noexcept {
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data(), std::min(sizeof value, Size));
        return value;
    }
};

template <class Tag>
struct std::hash<approdo::StrongNumber<Tag>> {
    std::size_t operator()(approdo::StrongNumber<Tag> number) const noexcept {
        return std::hash<std::uint64_t>{}(number.value);
    }
};
