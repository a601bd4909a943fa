// Every bound of the system in one place. What comes from outside is checked against these before
// anything is allocated for it. Sizes are bytes, durations milliseconds, unless the name says
// otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

namespace approdo::limits {

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = 1024 * kib;

inline constexpr std::size_t event_payload_max = 64 * kib;
inline constexpr std::size_t segment_events_max = 512;
inline constexpr std::size_t segment_body_max = 1 * mib;   // sealed
inline constexpr std::size_t segment_plain_max = 4 * mib;  // after decompression
inline constexpr std::size_t frame_body_max = 2 * mib;
inline constexpr std::size_t parcel_frames_max = 1U << 20;
inline constexpr std::size_t exchange_body_max = 4 * mib;        // one HTTP exchange, either way
inline constexpr std::size_t exchange_reply_segments = 1 * mib;  // then `more`
inline constexpr std::size_t snapshot_sealed_max = frame_body_max - 256 * kib;  // of a piece
inline constexpr std::size_t snapshot_plain_max = 8 * mib;      // of a piece, after decompression
inline constexpr std::size_t snapshot_piece_bytes = 512 * kib;  // about, before compression
inline constexpr std::size_t snapshot_bytes_max = 2 * mib;      // of all pieces, likewise
inline constexpr std::size_t exchange_logs_max = 4096;          // frontier entries in one hello
inline constexpr std::size_t compared_logs_max = 1024;          // in one question of a hub
inline constexpr std::size_t certificate_predecessors_max = 64;
inline constexpr std::size_t wire_depth_max = 16;
inline constexpr std::size_t wire_string_max = 64 * kib;

// What one person's devices may fill a site with: a lifetime of learning is a tenth of it, and
// whoever writes without end does it at the own cost. Copies and restores need few logs a device.
inline constexpr std::size_t account_bytes_max = 256 * mib;
inline constexpr std::size_t device_logs_max = 1024;
inline constexpr std::size_t limbo_bytes_per_log = 16 * mib;
inline constexpr std::size_t limbo_bytes_total = 256 * mib;

inline constexpr std::size_t chunk_plain_max = 256 * kib;
inline constexpr std::size_t chunk_sealed_max = chunk_plain_max + 1 * kib;
inline constexpr std::size_t chunk_request_ids_max = 4096;
inline constexpr std::size_t manifest_node_max = 1 * mib;  // after decompression

inline constexpr std::size_t upload_part_max = 8 * mib;
inline constexpr std::size_t request_header_max = 16 * kib;
inline constexpr std::size_t api_body_max = 1 * mib;

inline constexpr std::uint64_t prune_age_ms = 30ULL * 24 * 3600 * 1000;

static_assert(segment_body_max < frame_body_max);
static_assert(frame_body_max <= exchange_body_max);
static_assert(chunk_sealed_max < frame_body_max);
static_assert(event_payload_max < segment_plain_max);

}  // namespace approdo::limits
