// People, their secrets and devices, in SQLite.
#include "server/store/sqlite_parts.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

namespace {

constexpr std::string_view serial_name = "serial";

Person person_in(const sql::Statement& row) {
    return {row.get<AccountId>(0),   row.get<std::string>(1),    row.get<std::string>(2),
            row.get<std::string>(3), row.get<OrganisationId>(4), row.get<UtcMs>(5),
            row.get<bool>(6)};
}

}  // namespace

std::optional<Person> SqlitePeople::find(const AccountId& account) {
    auto row = database_.query(
        "SELECT account, user_name, display_name, email, organisation, created_ms, active"
        " FROM person WHERE account = ?1",
        account);
    if (!row.step()) return std::nullopt;
    return person_in(row);
}

std::optional<Person> SqlitePeople::find_named(const std::string& user_name) {
    auto row = database_.query(
        "SELECT account, user_name, display_name, email, organisation, created_ms, active"
        " FROM person WHERE user_name = ?1",
        user_name);
    if (!row.step()) return std::nullopt;
    return person_in(row);
}

Result<void> SqlitePeople::put(const Person& person) {
    const auto holder = database_.one<AccountId>("SELECT account FROM person WHERE user_name = ?1",
                                                 person.user_name);
    if (holder && *holder != person.account) {
        return fail(ErrorCode::conflict,
                    "the user name «" + person.user_name + "» is taken: choose another one");
    }
    database_.run(
        "INSERT INTO person (account, user_name, display_name, email, organisation, created_ms,"
        " active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (account) DO UPDATE SET"
        " user_name = ?2, display_name = ?3, email = ?4, organisation = ?5, created_ms = ?6,"
        " active = ?7",
        person.account, person.user_name, person.display_name, person.email, person.organisation,
        person.created, person.active);
    return {};
}

std::vector<Person> SqlitePeople::list(const std::string& after, std::size_t count_max) {
    std::vector<Person> people;
    auto rows = database_.query(
        "SELECT account, user_name, display_name, email, organisation, created_ms, active"
        " FROM person WHERE user_name > ?1 ORDER BY user_name LIMIT ?2",
        after, count_max);
    while (rows.step()) people.push_back(person_in(rows));
    return people;
}

std::optional<exchange::AccountSecrets> SqlitePeople::secrets(const AccountId& account) {
    auto row = database_.query("SELECT secrets FROM account_secret WHERE account = ?1", account);
    if (!row.step()) return std::nullopt;
    return intact(wire::decode<exchange::AccountSecrets>(row.bytes_view(0)));
}

void SqlitePeople::put_secrets(const AccountId& account, const exchange::AccountSecrets& secrets) {
    // Devices that are there already keep the key that the account had until now.
    if (const auto before = this->secrets(account); before && before->box != secrets.box) {
        database_.run("UPDATE device SET older_account_key = 1 WHERE account = ?1", account);
    }
    database_.run("INSERT OR REPLACE INTO account_secret (account, secrets) VALUES (?1, ?2)",
                  account, wire::encode(secrets));
}

std::vector<DeviceLine> SqlitePeople::devices_of(const AccountId& account) {
    std::vector<DeviceLine> devices;
    auto rows = database_.query(
        "SELECT device, issued_ms, contact_ms, revoked, certificate FROM device WHERE account = ?1"
        " ORDER BY issued_ms, device",
        account);
    while (rows.step()) {
        const auto certificate = intact(log::SignedDevice::read(rows.bytes_view(4)));
        devices.push_back({rows.get<DeviceId>(0), rows.get<UtcMs>(1), rows.get<UtcMs>(2),
                           rows.get<bool>(3), certificate.value.before()});
    }
    return devices;
}

void SqlitePeople::mark_revoked(const DeviceId& device) {
    database_.run("UPDATE device SET revoked = 1 WHERE device = ?1", device);
}

void SqlitePeople::put_cut(const DeviceId& device, const exchange::StreamId& stream, Seq last) {
    database_.run(
        "INSERT INTO revocation_cut (device, stream, last) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (device, stream) DO UPDATE SET last = max(last, ?3)",
        device, stream, last);
}

std::vector<KeyReader> SqlitePeople::key_readers(const AccountId& account) {
    std::vector<KeyReader> readers;
    const auto held = secrets(account);
    if (!held) return readers;
    const bool leaked = is_leaked(account);
    if (!leaked) readers.push_back({account, held->box});
    auto rows = database_.query(
        "SELECT certificate FROM device WHERE account = ?1 AND revoked = 0"
        " AND (?2 OR older_account_key = 1) ORDER BY device",
        account, leaked);
    while (rows.step()) {
        const auto device = intact(log::SignedDevice::read(rows.bytes_view(0)));
        readers.push_back({AccountId{device.value.device.bytes}, device.value.box});
    }
    return readers;
}

void SqlitePeople::box_to_device(const DeviceId& device) {
    database_.run("UPDATE device SET older_account_key = 1 WHERE device = ?1", device);
}

void SqlitePeople::mark_leaked(const AccountId& account) {
    database_.run("UPDATE account_secret SET leaked = 1 WHERE account = ?1", account);
}

bool SqlitePeople::is_leaked(const AccountId& account) {
    return database_.one<bool>("SELECT leaked FROM account_secret WHERE account = ?1", account)
        .value_or(false);
}

void SqlitePeople::note_contact(const DeviceId& device, UtcMs at) {
    database_.run("UPDATE device SET contact_ms = ?2 WHERE device = ?1 AND contact_ms < ?2", device,
                  at);
}

std::uint64_t SqlitePeople::next_serial() {
    const auto held =
        database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", serial_name);
    const std::uint64_t serial = 1 + (held ? intact(wire::decode<std::uint64_t>(*held)) : 0);
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", serial_name,
                  wire::encode(serial));
    return serial;
}

}  // namespace approdo::store
