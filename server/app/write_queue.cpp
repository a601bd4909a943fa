#include "server/app/write_queue.hpp"

#include "server/store/lost.hpp"
#include "sync/base/defects.hpp"

namespace approdo::app {

namespace {

// So that one commit does not make its first caller wait for too many others.
constexpr std::size_t commit_items_max = 256;

}  // namespace

WriteQueue::WriteQueue(store::Store& store, std::size_t waiting_max, std::function<bool()> idle,
                       std::function<void(const std::string&)> report, Turning turning)
    : store_(store),
      waiting_max_(waiting_max),
      idle_(std::move(idle)),
      report_(std::move(report)),
      turning_(turning) {
    if (turning_ == Turning::own_thread) thread_ = std::thread([this] { run(); });
}

WriteQueue::~WriteQueue() {
    stop();
}

bool WriteQueue::post(Work work, Done done) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || waiting_.size() >= waiting_max_) return false;
        waiting_.push_back({std::move(work), std::move(done)});
    }
    ready_.notify_one();
    return true;
}

void WriteQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    ready_.notify_one();
    if (thread_.joinable()) thread_.join();
    if (turning_ == Turning::by_owner) commit_waiting();
}

void WriteQueue::run() {
    while (true) {
        std::deque<Item> items;
        {
            std::unique_lock lock(mutex_);
            if (!has_idle_work_) ready_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
            items = take_waiting();
            if (items.empty() && stopping_) return;
        }
        if (!items.empty()) commit(items);
        do_idle_work();
    }
}

bool WriteQueue::turn() {
    APPRODO_ASSERT(turning_ == Turning::by_owner);
    commit_waiting();
    do_idle_work();
    return has_idle_work_ || !waiting_.empty();
}

void WriteQueue::commit_waiting() {
    while (!waiting_.empty()) {
        auto items = take_waiting();
        commit(items);
    }
}

std::deque<WriteQueue::Item> WriteQueue::take_waiting() {
    std::deque<Item> items;
    while (!waiting_.empty() && items.size() < commit_items_max) {
        items.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return items;
}

void WriteQueue::do_idle_work() {
    if (!has_idle_work_) return;
    try {
        has_idle_work_ = idle_();
        idle_failed_ = false;
    } catch (const std::exception& failure) {
        report_(failure.what());
        has_idle_work_ = false;
        idle_failed_ = true;
    }
}

void WriteQueue::commit(std::deque<Item>& items) {
    std::vector<Result<void>> results(items.size());
    ++commits_;
    try {
        const bool is_change = store_.write([&](store::Session& session) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                try {
                    session.step([&] { items[i].work(session); });
                } catch (const Undo&) {
                    results[i] = fail(ErrorCode::conflict, "The change was not made.");
                } catch (const store::TransactionLost&) {
                    throw;
                } catch (const std::exception& failure) {
                    // One piece of work that our program cannot do must not cost the others theirs.
                    report_(failure.what());
                    results[i] = fail(ErrorCode::unavailable,
                                      "The server failed at this request and took nothing of it: "
                                      "its log says why.");
                }
            }
            if (defect(Defect::acknowledged_before_commit)) tell(items, results);
        });
        has_idle_work_ = has_idle_work_ || is_change || idle_failed_;
    } catch (const std::exception& failure) {
        // Nothing of the transaction is on the disk: nobody may be told that it is.
        report_(failure.what());
        for (Result<void>& result : results) {
            result =
                fail(ErrorCode::unavailable,
                     "The server could not write to its disk. Nothing was taken; try again later.");
        }
    }
    if (!defect(Defect::acknowledged_before_commit)) tell(items, results);
}

void WriteQueue::tell(std::deque<Item>& items, std::vector<Result<void>>& results) {
    for (std::size_t i = 0; i < items.size(); ++i) items[i].done(std::move(results[i]));
}

}  // namespace approdo::app
