#include "server/app/write_queue.hpp"

#include "server/store/memory.hpp"
#include "server/store/sqlite.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

// A store whose disk fails when it is told to.
class FailingStore final : public store::Store {
  public:
    explicit FailingStore(store::Store& inner) : inner_(inner) {}
    bool write(const std::function<void(store::Session&)>& changes) override {
        ++writes;
        return inner_.write([&](store::Session& session) {
            changes(session);
            if (is_disk_full) throw std::runtime_error("the disk is full");
        });
    }
    void read(const std::function<void(store::Session&)>& look) override { inner_.read(look); }

    bool is_disk_full = false;
    int writes = 0;

  private:
    store::Store& inner_;
};

struct Fixture {
    store::MemoryChunks chunks;
    std::unique_ptr<store::Store> memory = store::make_memory_store(chunks);
    FailingStore disk{*memory};
    std::vector<std::string> reports;

    std::unique_ptr<WriteQueue> queue(std::size_t waiting_max = 100) {
        return std::make_unique<WriteQueue>(
            disk, waiting_max, [] { return false; },
            [this](const std::string& text) { reports.push_back(text); });
    }
    bool has(const std::string& name) {
        bool found = false;
        memory->read([&](store::Session& session) {
            found = session.site_logs().setting(name).has_value();
        });
        return found;
    }
};

WriteQueue::Work put(const std::string& name) {
    return [name](store::Session& session) { session.site_logs().put_setting(name, Bytes{1}); };
}

// Keeps the writer busy until the test lets go, so that what is posted meanwhile forms one commit.
class Barrier {
  public:
    void hold(WriteQueue& queue) {
        REQUIRE(queue.post(
            [this](store::Session&) {
                entered_.set_value();
                leave_.get_future().wait();
            },
            [](Result<void>) {}));
        entered_.get_future().wait();
    }
    void let_go() { leave_.set_value(); }

  private:
    std::promise<void> entered_;
    std::promise<void> leave_;
};

}  // namespace

TEST_CASE("write queue: a callback comes once the change is committed") {
    Fixture fixture;
    const auto queue = fixture.queue();
    std::promise<bool> there;
    REQUIRE(queue->post(put("a"), [&](Result<void> committed) {
        there.set_value(committed.ok() && fixture.has("a"));
    }));
    CHECK(there.get_future().get());
}

TEST_CASE("write queue: what arrives while a commit runs shares the next one") {
    Fixture fixture;
    const auto queue = fixture.queue();
    Barrier barrier;
    barrier.hold(*queue);
    std::atomic<int> done = 0;
    for (int i = 0; i < 10; ++i) {
        REQUIRE(queue->post(put("n" + std::to_string(i)), [&](Result<void> committed) {
            if (committed.ok()) ++done;
        }));
    }
    barrier.let_go();
    queue->stop();
    CHECK(done == 10);
    CHECK(fixture.disk.writes == 2);
    CHECK(fixture.has("n9"));
}

TEST_CASE("write queue: one piece of work that fails takes nothing of the others along") {
    Fixture fixture;
    const auto queue = fixture.queue();
    Barrier barrier;
    barrier.hold(*queue);
    std::atomic<int> taken = 0;
    std::atomic<int> refused = 0;
    const auto count = [&](Result<void> committed) { ++(committed.ok() ? taken : refused); };
    REQUIRE(queue->post(put("before"), count));
    REQUIRE(queue->post(
        [](store::Session& session) {
            session.site_logs().put_setting("within", Bytes{1});
            throw std::logic_error("our own mistake");
        },
        count));
    REQUIRE(queue->post(put("after"), count));
    barrier.let_go();
    queue->stop();
    CHECK(taken == 2);
    CHECK(refused == 1);
    CHECK(fixture.has("before"));
    CHECK_FALSE(fixture.has("within"));
    CHECK(fixture.has("after"));
    CHECK(fixture.reports == std::vector<std::string>{"our own mistake"});
}

TEST_CASE("write queue: an error as a result undoes the work and comes back") {
    Fixture fixture;
    const auto queue = fixture.queue();
    const auto refused = queue->write<int>([](store::Session& session) -> Result<int> {
        session.site_logs().put_setting("a", Bytes{1});
        return fail(ErrorCode::forbidden, "not yours");
    });
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::forbidden);
    CHECK_FALSE(fixture.has("a"));
    const auto taken = queue->write<int>([](store::Session&) -> Result<int> { return 7; });
    REQUIRE(taken.ok());
    CHECK(*taken == 7);
}

TEST_CASE("write queue: when the disk fails nobody is told that anything is saved") {
    Fixture fixture;
    const auto queue = fixture.queue();
    Barrier barrier;
    barrier.hold(*queue);
    fixture.disk.is_disk_full = true;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 3; ++i) {
        REQUIRE(queue->post(put("n" + std::to_string(i)), [&](Result<void> committed) {
            if (!committed.ok()) ++refused;
        }));
    }
    barrier.let_go();
    queue->stop();
    CHECK(refused == 3);
    CHECK_FALSE(fixture.has("n0"));
}

TEST_CASE("write queue: what is too much is refused, what was taken is finished at the stop") {
    Fixture fixture;
    const auto queue = fixture.queue(2);
    Barrier barrier;
    barrier.hold(*queue);
    std::atomic<int> done = 0;
    const auto count = [&](Result<void>) { ++done; };
    CHECK(queue->post(put("a"), count));
    CHECK(queue->post(put("b"), count));
    CHECK_FALSE(queue->post(put("c"), count));
    barrier.let_go();
    queue->stop();
    CHECK(done == 2);
    CHECK_FALSE(queue->post(put("d"), count));
    CHECK_FALSE(fixture.has("d"));
}

TEST_CASE("write queue: without a thread of its own, it commits when its owner says so") {
    Fixture fixture;
    int idle_rounds = 2;
    WriteQueue queue(
        fixture.disk, 100, [&] { return --idle_rounds > 0; }, [](const std::string&) {},
        Turning::by_owner);
    bool told = false;
    REQUIRE(queue.post(put("first"), [&](Result<void> committed) { told = committed.ok(); }));
    CHECK_FALSE(told);
    CHECK(queue.turn());
    CHECK(told);
    CHECK(fixture.has("first"));
    CHECK_FALSE(queue.turn());

    // Who waits for a commit makes it, together with what waited before.
    REQUIRE(queue.post(put("second"), [](Result<void>) {}));
    const auto written = queue.write<int>([](store::Session&) -> Result<int> { return 7; });
    CHECK(written.value() == 7);
    CHECK(fixture.has("second"));
    CHECK(fixture.disk.writes == 2);
}

TEST_CASE("write queue: what changed nothing leaves no idle work, what failed is tried again") {
    test::TempDir dir;
    store::MemoryChunks chunks;
    store::SqliteOptions options;
    options.path = dir.file("site.db");
    const auto store = store::open_sqlite(options, chunks).value();
    int rounds = 0;
    bool fails = false;
    WriteQueue queue(
        *store, 100,
        [&] {
            ++rounds;
            if (fails) throw std::runtime_error("the disk is full");
            return false;
        },
        [](const std::string&) {}, Turning::by_owner);
    const auto look = [](store::Session& session) { (void)session.site_logs().lamport(); };
    const auto turn_with = [&](WriteQueue::Work work) {
        REQUIRE(queue.post(std::move(work), [](Result<void>) {}));
        CHECK_FALSE(queue.turn());
    };
    turn_with(look);
    CHECK(rounds == 1);  // what may be left from an earlier life
    turn_with(look);
    CHECK(rounds == 1);
    fails = true;
    turn_with(put("first"));
    CHECK(rounds == 2);
    fails = false;
    turn_with(look);
    CHECK(rounds == 3);
    turn_with(look);
    CHECK(rounds == 3);
}
