// Threads that do what may wait for disk, fed by one bounded queue: a full queue is said at once
// (the sender hears 503 and repeats later) instead of growing. Stopping finishes what was taken.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace approdo::app {

class WorkerPool {
  public:
    using Task = std::function<void()>;

    WorkerPool(std::size_t threads, std::size_t queue_max);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full. A task must not throw.
    bool try_post(Task task);
    // For the next step of work already admitted: its number is bounded by what was admitted.
    void post_continuation(Task task);

    std::size_t waiting() const;
    // Waits until every task that was taken is done; later ones are refused.
    void stop();

  private:
    void work();

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Task> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace approdo::app
