#include "client_core/core/package_store.hpp"

#include "sync/sql/transaction.hpp"

namespace approdo::client {
namespace {

struct StoredChoice {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<content::PartType> types;
    std::vector<std::string> languages;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(types, languages);
    }
};

template <class T>
T decoded(ByteView bytes) {
    auto value = wire::decode<T>(bytes);
    if (!value.ok()) throw sql::SqlError(11, "progress.db: a package's row is damaged");
    return std::move(*value);
}

Bytes choice_bytes(const package::PartChoice& choice) {
    StoredChoice stored;
    stored.types = choice.types;
    stored.languages = choice.languages;
    return wire::encode(stored);
}

}  // namespace

std::optional<package::SignedDescriptor> PackageStore::descriptor(const ChannelId& channel) {
    auto row = database_.query("SELECT descriptor FROM channel WHERE channel = ?1", channel);
    if (!row.step()) return std::nullopt;
    return decoded<package::SignedDescriptor>(row.bytes_view(0));
}

ContentVersion PackageStore::newest(const ChannelId& channel) {
    return database_.one<ContentVersion>("SELECT version FROM channel WHERE channel = ?1", channel)
        .value_or(ContentVersion{});
}

void PackageStore::announce(const ChannelId& channel, ContentVersion version,
                            const package::SignedDescriptor& descriptor,
                            const package::SignedHead& head) {
    sql::Transaction transaction(database_);
    database_.run(
        "INSERT OR REPLACE INTO channel (channel, version, descriptor) VALUES (?1, ?2, ?3)",
        channel, version, wire::encode(descriptor));
    // Versions that were announced, never downloaded, and are not the newest interest nobody.
    database_.run("DELETE FROM package WHERE channel = ?1 AND state = ?2", channel,
                  PackageState::announced);
    database_.run(
        "INSERT OR IGNORE INTO package (channel, version, head, state, choice)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        channel, version, wire::encode(head), PackageState::announced,
        choice_bytes(package::PartChoice{}));
    transaction.commit();
}

std::vector<PackageRow> PackageStore::read(sql::Statement rows) {
    std::vector<PackageRow> found;
    while (rows.step()) {
        PackageRow row;
        row.channel = rows.get<ChannelId>(0);
        row.version = rows.get<ContentVersion>(1);
        row.head = decoded<package::SignedHead>(rows.bytes_view(2));
        row.state = rows.get<PackageState>(3);
        const auto choice = decoded<StoredChoice>(rows.bytes_view(4));
        row.choice = {choice.types, choice.languages};
        found.push_back(std::move(row));
    }
    return found;
}

std::vector<PackageRow> PackageStore::all() {
    return read(database_.query(
        "SELECT channel, version, head, state, choice FROM package ORDER BY channel, version"));
}

std::vector<PackageRow> PackageStore::of(const ChannelId& channel) {
    return read(database_.query(
        "SELECT channel, version, head, state, choice FROM package WHERE channel = ?1"
        " ORDER BY version DESC",
        channel));
}

void PackageStore::set_state(const ChannelId& channel, ContentVersion version, PackageState state) {
    database_.run("UPDATE package SET state = ?3 WHERE channel = ?1 AND version = ?2", channel,
                  version, state);
}

void PackageStore::set_choice(const ChannelId& channel, ContentVersion version,
                              const package::PartChoice& choice) {
    database_.run("UPDATE package SET choice = ?3 WHERE channel = ?1 AND version = ?2", channel,
                  version, choice_bytes(choice));
}

void PackageStore::remove(const ChannelId& channel, ContentVersion version) {
    database_.run("DELETE FROM package WHERE channel = ?1 AND version = ?2", channel, version);
}

}  // namespace approdo::client
