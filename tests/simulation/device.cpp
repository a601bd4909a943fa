#include "tests/simulation/device.hpp"

#include "client_core/core/cache_store.hpp"
#include "tests/simulation/violation.hpp"

namespace approdo::sim {

namespace {

crypto::SymmetricKey key_of(const std::string& user) {
    Bytes bytes(32, 0x5a);
    for (std::size_t i = 0; i < user.size() && i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(user[i]);
    return crypto::SymmetricKey::from(bytes).value();
}

}  // namespace

Device::Device(ReplicaId replica, std::shared_ptr<Machine> machine, std::string profile,
               std::string user)
    : replica_(replica),
      machine_(std::move(machine)),
      profile_(std::move(profile)),
      user_(std::move(user)) {}

std::string Device::name() const {
    return machine_->folder().substr(1) + "/" + profile_;
}

Result<client::Client*> Device::client() {
    if (!client_) {
        client::Host host;
        host.clock = &machine_->clock;
        host.random = &machine_->chance;
        host.cost = cheap_cost;
        host.folder = machine_->folder() + "/" + profile_;
        host.vfs = keyed_vfs;
        host.record_kept_every = 5;
        if (prunes) host.prune_age_ms = 0;
        APPRODO_TRY(client_, client::Client::open(std::move(host), key_of(user_)));
    }
    return client_.get();
}

void Device::append_directly(const client::NewEvent& event) {
    with_progress([&](client::ProgressStore& progress) {
        progress.append(log::LogKind::record, {&event, 1});
    });
}

std::map<LogId, Hash> Device::logs_under_way() {
    std::map<LogId, Hash> logs;
    with_progress([&](client::ProgressStore& progress) {
        if (progress.own().are_current_empty()) return;
        for (const auto kind : {log::LogKind::record, log::LogKind::activity})
            logs[progress.own().current(kind)] = progress.own().sealed_head(kind);
    });
    return logs;
}

std::map<LogId, Seq> Device::archived() {
    std::map<LogId, Seq> logs;
    with_progress([&](client::ProgressStore& progress) {
        auto rows = progress.database().query("SELECT log, archived FROM own_log");
        while (rows.step()) logs[rows.get<LogId>(0)] = rows.get<Seq>(1);
    });
    return logs;
}

DeviceId Device::ask_id() {
    for (const auto& line : must((**client()).devices(), "no devices"))
        if (line.this_one) return line.device;
    throw Violation(name() + " does not know which device it is");
}

void Device::with_progress(const std::function<void(client::ProgressStore&)>& use) {
    APPRODO_ASSERT(!runs());
    const auto open = [&](const char* file) {
        const auto key = key_of(user_);
        sql::OpenOptions options;
        options.path = machine_->folder() + "/" + profile_ + "/" + file;
        options.key = key.view();
        options.vfs = keyed_vfs;
        return must(sql::Database::open(options), "a client's database does not open");
    };
    client::CacheStore cache(open("cache.db"));
    client::ProgressStore progress(open("progress.db"), cache, machine_->chance);
    progress.become(*progress.identity().load());
    use(progress);
}

}  // namespace approdo::sim
