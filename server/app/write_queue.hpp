// The one thread that writes. It commits at once when it is idle; what arrives meanwhile forms the
// next commit, so that many callers share one wait for the disk. Each piece of work is a step of
// its own: one that fails takes nothing of the others along. Callbacks run after the commit is on
// the disk. The queue is bounded. Where time is virtual there is no thread: the owner calls turn().
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

#include "server/store/store.hpp"

namespace approdo::app {

// Who calls turn(): a thread of the queue's own, or its owner, whose replay is then exact.
enum class Turning { own_thread, by_owner };

class WriteQueue {
  public:
    using Work = std::function<void(store::Session&)>;
    using Done = std::function<void(Result<void>)>;

    // `idle` runs on the writer's thread after each commit that changed something, outside any
    // transaction, as long as it says that there is more to do and nobody waits. `report` gets
    // sentences for the log.
    WriteQueue(store::Store& store, std::size_t waiting_max, std::function<bool()> idle,
               std::function<void(const std::string&)> report,
               Turning turning = Turning::own_thread);
    ~WriteQueue();
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    // False: too much waits; the caller says «later» to whoever asked.
    bool post(Work work, Done done);
    // Waits for the commit. A result that is an error undoes the work.
    template <class T>
    Result<T> write(std::function<Result<T>(store::Session&)> work);
    // One commit of what waits, if anything does, then one piece of idle work; whether there is
    // more of either. For the owner of a queue without a thread.
    bool turn();

    void stop();
    // How many commits there were.
    std::uint64_t commits() const { return commits_; }

  private:
    struct Item {
        Work work;
        Done done;
    };
    // Thrown inside a step to undo it.
    struct Undo {};

    void run();
    std::deque<Item> take_waiting();
    void commit(std::deque<Item>& items);
    static void tell(std::deque<Item>& items, std::vector<Result<void>>& results);
    void commit_waiting();
    void do_idle_work();

    store::Store& store_;
    const std::size_t waiting_max_;
    std::function<bool()> idle_;
    std::function<void(const std::string&)> report_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Item> waiting_;
    bool stopping_ = false;
    // Of the writer's thread; at the start something may be left from before.
    bool has_idle_work_ = true;
    bool idle_failed_ = false;  // tried again after the next commit
    const Turning turning_;
    std::atomic<std::uint64_t> commits_ = 0;
    std::thread thread_;
};

template <class T>
Result<T> WriteQueue::write(std::function<Result<T>(store::Session&)> work) {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto result = std::make_shared<std::optional<Result<T>>>();
    auto future = promise->get_future();
    const bool taken = post(
        [work = std::move(work), result](store::Session& session) {
            result->emplace(work(session));
            if (!(*result)->ok()) throw Undo{};
        },
        [promise](Result<void> committed) { promise->set_value(std::move(committed)); });
    if (!taken) return fail(ErrorCode::busy, "The server is busy: try again in a moment.");
    if (turning_ == Turning::by_owner) commit_waiting();
    Result<void> committed = future.get();
    if (result->has_value() && !(*result)->ok()) return std::move(**result);
    if (!committed.ok()) return std::move(committed).error();
    return std::move(**result);
}

}  // namespace approdo::app
