#include "tests/simulation/site_host.hpp"

#include <fstream>

#include "server/store/archive.hpp"
#include "server/store/sqlite.hpp"
#include "sync/sql/error.hpp"
#include "tests/simulation/violation.hpp"

namespace approdo::sim {

namespace {

namespace fs = std::filesystem;

// Small, so that histories of a few days need several answers, and snapshots.
constexpr std::size_t reply_bytes = 4'000;

Bytes read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(stream), {});
}

void write_file(const std::string& path, ByteView bytes) {
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

SiteHost::SiteHost(std::filesystem::path keys, std::shared_ptr<const SimChunks::Kept> kept)
    : chunks(std::move(kept)),
      first_keys_(std::move(keys)),
      keys_(first_keys_),
      kept_keys_(keys_) {}

SiteHost::~SiteHost() {
    stop();
}

Result<app::LocalSite*> SiteHost::site() {
    if (site_) return site_.get();
    try {
        APPRODO_TRY(auto folder, app::DataFolder::open(keys_));
        APPRODO_TRY(auto keys, app::load_site_keys(folder.keys()));
        // Each start has a store of its own over the chunks that outlive it.
        struct SharedChunks final : store::ChunkStore {
            explicit SharedChunks(SimChunks& kept) : all(kept) {}
            bool has(const ChunkId& id) override { return all.has(id); }
            std::optional<Bytes> get(const ChunkId& id) override { return all.get(id); }
            void put(const ChunkId& id, ByteView sealed) override { all.put(id, sealed); }
            void flush() override { all.flush(); }
            std::filesystem::path file_of(const ChunkId& id) const override {
                return all.file_of(id);
            }
            SimChunks& all;
        };
        auto shared = std::make_unique<SharedChunks>(chunks);
        store::SqliteOptions database;
        database.path = machine.folder() + "/site.db";
        database.vfs = plain_vfs;
        database.readers_max = 1;
        APPRODO_TRY(auto store, store::open_sqlite(database, *shared));
        store_ = store.get();
        const app::SiteOptions options{keys_,
                                       machine.clock,
                                       machine.chance,
                                       [this](const std::string& text) { reports.push_back(text); },
                                       app::Turning::by_owner,
                                       reply_bytes};
        site_ = std::make_unique<app::LocalSite>(options, std::move(folder), std::move(keys),
                                                 std::move(shared), std::move(store));
    } catch (const sql::SqlError& error) {
        return fail(ErrorCode::unavailable, error.what());
    }
    return site_.get();
}

Result<Bytes> SiteHost::exchange(ByteView body) {
    APPRODO_TRY(app::LocalSite* const running, site());
    std::optional<Result<Bytes>> result;
    running->exchange(copy_of(body), "peer",
                      [&](Result<Bytes> answer) { result = std::move(answer); });
    running->turn();
    if (!result) throw Violation("the site gave no answer at all");
    // Nobody hears what a machine says that has no power.
    if (machine.disk.is_off()) return fail(ErrorCode::unavailable, "the power went");
    return std::move(*result);
}

Result<Bytes> SiteHost::compare_frontier(ByteView question) {
    APPRODO_TRY(app::LocalSite* const running, site());
    return running->compare_frontier(question);
}

Result<app::ImportReport> SiteHost::take_stick(ByteView parcels) {
    APPRODO_TRY(app::LocalSite* const running, site());
    const std::string path = files_.file("in");
    write_file(path, parcels);
    auto report = running->import_parcels(path);
    if (machine.disk.is_off()) return fail(ErrorCode::unavailable, "the power went");
    return report;
}

Result<Bytes> SiteHost::fill_stick() {
    APPRODO_TRY(app::LocalSite* const running, site());
    const std::string path = files_.file("out");
    try {
        APPRODO_CHECK(running->export_parcels(path));
    } catch (const sql::SqlError& error) {
        return fail(ErrorCode::unavailable, error.what());
    }
    return read_file(path);
}

bool SiteHost::fold() {
    const auto running = site();
    return running.ok() && (*running)->turn();
}

void SiteHost::fold_all() {
    constexpr int folds_max = 200;
    for (int i = 0; i < folds_max; ++i)
        if (!fold()) return;
    throw Violation("the site finds something to fold without an end");
}

void SiteHost::power_on(test::SeededRandom* chance) {
    site_.reset();
    machine.disk.power_on(chance);
    if (chance != nullptr) chunks.lose_unflushed(*chance);
    machine.clock.restart();
}

void SiteHost::restore(const DiskImage& backup) {
    site_.reset();
    machine.disk.restore(backup);
    if (has_own_keys()) {
        fs::remove_all(keys_ / "keys");
        fs::copy(kept_keys_ / "keys", keys_ / "keys");
    }
    machine.clock.restart();
    auto& restored = *must(site(), "a restored site does not open");
    must(restored.begin_server_epoch(), "a restored site begins no epoch");
    const fs::path erased = keys_ / "erased";
    if (fs::exists(erased)) must(restored.erase_again({erased}), "what was erased comes back");
}

bool SiteHost::archive() {
    if (!site().ok()) return false;
    try {
        (void)store_->write([](store::Session& session) {
            store::put_archived_to(session, session.segments().newest());
        });
    } catch (const sql::SqlError&) {
        return false;
    }
    return !machine.disk.is_off();
}

void SiteHost::take_own_keys() {
    if (has_own_keys()) return;
    site_.reset();
    const fs::path own = files_.path() / "site";
    fs::copy(first_keys_, own, fs::copy_options::recursive);
    fs::permissions(own, fs::perms::owner_all);
    keys_ = own;
}

Result<void> SiteHost::erase(const AccountId& learner, const Hash& event) {
    take_own_keys();
    APPRODO_TRY(app::LocalSite* const running, site());
    try {
        return running->erase_event(app::Actor::machine_operator(), learner, event);
    } catch (const sql::SqlError& error) {
        return fail(ErrorCode::unavailable, error.what());
    }
}

Result<void> SiteHost::change_root() {
    take_own_keys();
    APPRODO_TRY(app::LocalSite* const running, site());
    try {
        return running->change_root();
    } catch (const sql::SqlError& error) {
        return fail(ErrorCode::unavailable, error.what());
    }
}

void SiteHost::keep_keys() {
    if (!has_own_keys()) return;
    kept_keys_ = files_.path() / "kept";
    fs::remove_all(kept_keys_);
    fs::create_directories(kept_keys_);
    fs::copy(keys_ / "keys", kept_keys_ / "keys");
}

void SiteHost::look(const std::function<void(store::Session&)>& use) {
    (void)must(site(), "the site does not open");
    store_->read(use);
}

content::LearnerRecord SiteHost::record_of(const AccountId& learner) {
    content::LearnerRecord record;
    look([&](store::Session& session) {
        if (const auto bytes = session.projections().record(ScopeId{learner.bytes}))
            record = must(content::decode_learner_record(*bytes), "a record does not decode");
    });
    return record;
}

}  // namespace approdo::sim
