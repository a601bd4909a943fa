#include "client_core/core/erased_store.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

constexpr std::string_view events_name = "erased events";
constexpr std::string_view wanted_name = "redacted wanted";

}  // namespace

bool ErasedStore::add(const Hash& event) {
    if (contains(event)) return false;
    Bytes events = setting(events_name).value_or(Bytes{});
    append(events, event.view());
    put_setting(events_name, events);
    return true;
}

bool ErasedStore::contains(const Hash& event) {
    const auto events = all();
    return std::find(events.begin(), events.end(), event) != events.end();
}

std::vector<Hash> ErasedStore::all() {
    const Bytes bytes = setting(events_name).value_or(Bytes{});
    std::vector<Hash> events;
    for (std::size_t at = 0; at + Hash::size <= bytes.size(); at += Hash::size) {
        Hash event;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), Hash::size,
                    event.bytes.begin());
        events.push_back(event);
    }
    return events;
}

void ErasedStore::want(const exchange::EventPlace& place) {
    auto places = all_wanted();
    if (std::find(places.begin(), places.end(), place) != places.end()) return;
    places.push_back(place);
    put_wanted(places);
}

void ErasedStore::forget_want(const exchange::EventPlace& place) {
    auto places = all_wanted();
    if (std::erase(places, place) > 0) put_wanted(places);
}

std::vector<exchange::EventPlace> ErasedStore::wanted() {
    auto places = all_wanted();
    if (places.size() > exchange::redacted_asked_max) places.resize(exchange::redacted_asked_max);
    return places;
}

std::vector<exchange::EventPlace> ErasedStore::all_wanted() {
    const auto bytes = setting(wanted_name);
    if (!bytes) return {};
    auto places = wire::decode<std::vector<exchange::EventPlace>>(*bytes);
    return places.ok() ? std::move(*places) : std::vector<exchange::EventPlace>{};
}

void ErasedStore::put_wanted(const std::vector<exchange::EventPlace>& places) {
    put_setting(wanted_name, wire::encode(places));
}

std::optional<Bytes> ErasedStore::setting(std::string_view name) {
    return database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", name);
}

void ErasedStore::put_setting(std::string_view name, ByteView value) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", name, value);
}

}  // namespace approdo::client
