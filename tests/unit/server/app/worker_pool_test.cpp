#include "server/app/worker_pool.hpp"

#include <atomic>
#include <future>

#include "tests/support/test.hpp"

using namespace approdo::app;

TEST_CASE("workers: a full queue refuses, a continuation is taken all the same", "[unit]") {
    WorkerPool pool(1, 1);
    std::promise<void> begun;
    std::promise<void> go_on;
    std::atomic<int> done = 0;
    REQUIRE(pool.try_post([&] {
        begun.set_value();
        go_on.get_future().wait();
    }));
    begun.get_future().wait();
    CHECK(pool.try_post([&] { ++done; }));
    CHECK_FALSE(pool.try_post([&] { ++done; }));
    pool.post_continuation([&] { ++done; });
    go_on.set_value();
    pool.stop();
    CHECK(done == 2);
}

TEST_CASE("workers: a stop finishes what was taken and takes nothing more", "[unit]") {
    WorkerPool pool(2, 100);
    std::atomic<int> done = 0;
    for (int i = 0; i < 100; ++i) REQUIRE(pool.try_post([&] { ++done; }));
    pool.stop();
    CHECK(done == 100);
    CHECK_FALSE(pool.try_post([&] { ++done; }));
}
