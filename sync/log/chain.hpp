// The inner parts of an event's encoding that several files of this folder share: the fields of a
// payload one by one, and the hashes of a run of events.
#pragma once

#include <span>

#include "sync/log/event.hpp"

namespace approdo::log {

// A field is one varint: twice the number, or twice the size of a byte string plus one, and then
// its bytes. The shortest form is the only one, so equal fields have equal bytes.
void write_field(wire::Writer& writer, std::uint64_t number);
void write_field(wire::Writer& writer, ByteView bytes);
// True: a byte string. The reader fails when the field is cut.
bool read_field(wire::Reader& reader, std::uint64_t& number, ByteView& bytes);

// next_hash() of each event in turn, from the hash before the first.
std::vector<Hash> chain_hashes(const Hash& previous, std::span<const Event> events,
                               const Blind& blind, Seq first);

}  // namespace approdo::log
