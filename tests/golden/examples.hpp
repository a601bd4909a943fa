// One value of each format of sync/log and sync/exchange, made from fixed keys and shown in
// docs/protocol.md. The names are those of the document's hex blocks and of the files in
// tests/golden/wire.
#pragma once

#include <map>
#include <string>

#include "sync/log/redaction.hpp"
#include "sync/log/signed.hpp"

namespace approdo::golden {

// Keys that are one byte 32 times over, so that anybody can make them again.
crypto::SigningKey signing_key(std::uint8_t byte);
crypto::BoxKey box_key(std::uint8_t byte);
crypto::SymmetricKey symmetric_key(std::uint8_t byte);
crypto::SymmetricKey symmetric_key_from(ByteView bytes);
template <class Id>
Id id_of(std::uint8_t byte) {
    Id id;
    id.bytes.fill(byte);
    return id;
}

inline constexpr std::uint8_t root = 0x01, enrol = 0x02, publish = 0x03, receipt = 0x04,
                              site_box = 0x05, device = 0x06, device_box = 0x07, log_key = 0x08,
                              scope_key = 0x09, account_box = 0x0a, blind = 0x0b, next_root = 0x0d;

SiteId site();
LogId log_id();
Hash genesis();
std::vector<log::Event> events();
// A payload that is no list of fields, a long text, and numbers at both ends.
std::vector<log::Event> odd_events();
log::Event key_given();

std::map<std::string, Bytes> log_examples();
std::map<std::string, Bytes> exchange_examples();
std::map<std::string, Bytes> examples();  // both

// What tests/golden/wire/v1/NAME.hex holds.
Bytes kept_bytes(const std::string& name);

}  // namespace approdo::golden
