#include "server/store/sqlite.hpp"

#include <condition_variable>
#include <mutex>

#include "server/store/sqlite_session.hpp"
#include "sync/sql/migrate.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::embedded {
extern const std::string_view server_0001_initial;
extern const std::string_view server_0002_revocation;
extern const std::string_view server_0003_staff;
extern const std::string_view server_0004_room;
extern const std::string_view server_0005_erasure;
extern const std::string_view server_0006_erasure_request;
}  // namespace approdo::embedded

namespace approdo::store {

namespace {

const sql::Migration migrations[] = {
    {1, embedded::server_0001_initial}, {2, embedded::server_0002_revocation},
    {3, embedded::server_0003_staff},   {4, embedded::server_0004_room},
    {5, embedded::server_0005_erasure}, {6, embedded::server_0006_erasure_request}};

constexpr std::size_t hellos_max = 10'000;  // that wait in memory
// 16 MiB: a record that is folded on and on goes into the file itself once in several commits.
constexpr int wal_pages_max = 4'000;

class SqliteStore final : public Store {
  public:
    SqliteStore(SqliteOptions options, sql::Database writer, ChunkStore& chunks)
        : options_(std::move(options)), chunks_(chunks), writer_(std::move(writer), chunks) {}

    ~SqliteStore() override {
        if (writer_.hellos_waiting() == 0) return;
        try {
            sql::Transaction transaction(writer_.database());
            writer_.put_hellos();
            transaction.commit();
        } catch (const sql::SqlError&) {
            // A hint for speed: see SiteStore::note_hello().
        }
    }

    bool write(const std::function<void(Session&)>& changes) override {
        const std::lock_guard lock(writing_);
        return transact(changes, true);
    }

    void write_behind(const std::function<void(Session&)>& changes) override {
        const std::lock_guard lock(writing_);
        transact(changes, false);
    }

    bool scrub() override {
        const std::lock_guard lock(writing_);
        return writer_.database().checkpoint();
    }

    void read(const std::function<void(Session&)>& look) override {
        const Lease lease(*this);
        const sql::ReadTransaction transaction(lease.session().database());
        lease.session().begin();
        lease.session().keys().refresh();
        look(lease.session());
    }

  private:
    bool transact(const std::function<void(Session&)>& changes, bool wait) {
        std::optional<SqliteKeys::Mark> keys_before;
        try {
            if (wait != waits_) writer_.database().wait_for_disk(wait);
            waits_ = wait;
            sql::Transaction transaction(writer_.database());
            writer_.begin();
            writer_.keys().refresh();
            keys_before = writer_.keys().mark();
            const std::int64_t before = writer_.database().total_changes();
            changes(writer_);
            // A commit that changes nothing writes nothing and waits for nothing.
            const bool is_change = writer_.database().total_changes() != before;
            const bool put_hellos = is_change || writer_.hellos_waiting() >= hellos_max;
            if (put_hellos) writer_.put_hellos();
            transaction.commit();
            if (put_hellos) writer_.forget_hellos();
            return is_change;
        } catch (...) {
            // The transaction is rolled back by now.
            if (keys_before) writer_.keys().take_back(*keys_before);
            throw;
        }
    }

    // One reader of the pool for the length of one read.
    class Lease {
      public:
        explicit Lease(SqliteStore& store) : store_(store), session_(store.take_reader()) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { store_.give_back(std::move(session_)); }
        SqliteSession& session() const { return *session_; }

      private:
        SqliteStore& store_;
        std::unique_ptr<SqliteSession> session_;
    };

    std::unique_ptr<SqliteSession> take_reader() {
        std::unique_lock lock(pool_);
        free_.wait(lock, [this] { return !idle_.empty() || readers_ < options_.readers_max; });
        if (!idle_.empty()) {
            auto session = std::move(idle_.back());
            idle_.pop_back();
            return session;
        }
        ++readers_;
        lock.unlock();
        sql::OpenOptions options;
        options.path = options_.path;
        options.create = false;
        options.read_only = true;
        options.vfs = options_.vfs;
        auto database = sql::Database::open(options);
        if (!database.ok()) {
            forget_reader();
            throw std::runtime_error(database.error().message);
        }
        return std::make_unique<SqliteSession>(std::move(*database), chunks_);
    }
    void give_back(std::unique_ptr<SqliteSession> session) {
        {
            const std::lock_guard lock(pool_);
            idle_.push_back(std::move(session));
        }
        free_.notify_one();
    }
    void forget_reader() {
        {
            const std::lock_guard lock(pool_);
            --readers_;
        }
        free_.notify_one();
    }

    const SqliteOptions options_;
    ChunkStore& chunks_;
    std::mutex writing_;
    SqliteSession writer_;
    bool waits_ = true;  // the writer's commits, for the disk
    std::mutex pool_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<SqliteSession>> idle_;
    std::size_t readers_ = 0;
};

Result<sql::Database> open_file(const std::string& path, bool create, bool read_only,
                                const std::string& vfs = {}) {
    sql::OpenOptions options;
    options.path = path;
    options.vfs = vfs;
    options.create = create;
    options.read_only = read_only;
    options.overwrite_deleted = true;  // what is erased leaves nothing in the file
    options.wal_pages_max = wal_pages_max;
    return sql::Database::open(options);
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options, ChunkStore& chunks) {
    APPRODO_ASSERT(options.readers_max > 0);
    APPRODO_TRY(auto database, open_file(options.path, options.create, false, options.vfs));
    APPRODO_CHECK(sql::migrate(database, migrations));
    return std::unique_ptr<Store>(
        std::make_unique<SqliteStore>(options, std::move(database), chunks));
}

Result<void> copy_sqlite(const std::string& from, const std::string& to) {
    APPRODO_TRY(auto source, open_file(from, false, false));
    APPRODO_TRY(auto target, open_file(to, true, false));
    sql::copy_database(source, target);
    target.checkpoint();
    return {};
}

Result<void> check_sqlite(const std::string& path) {
    APPRODO_TRY(auto database, open_file(path, false, false));
    return sql::check_integrity(database);
}

Result<CopyMark> mark_of_sqlite(const std::string& path) {
    APPRODO_TRY(auto database, open_file(path, false, false));
    if (sql::schema_version(database) != static_cast<int>(std::size(migrations))) {
        return fail(ErrorCode::unsupported,
                    "This copy was made by another version of the program: make a new one.");
    }
    MemoryChunks chunks;
    SqliteSession session(std::move(database), chunks);
    return mark_of(session);
}

Result<int> schema_of_sqlite(const std::string& path) {
    APPRODO_TRY(auto database, open_file(path, false, false));
    return sql::schema_version(database);
}

}  // namespace approdo::store
