// For each log, up to where one has it. Heads are shown by the first half of their hash: enough to
// notice a fork, and half the bytes.
#pragma once

#include <map>

#include "sync/log/certificate.hpp"

namespace approdo::log {

struct FrontierEntry {
    Seq seq;
    Digest16 head;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(seq, head);
    }
    auto operator<=>(const FrontierEntry&) const = default;
};

Digest16 short_head(const Hash& head);

class Frontier {
  public:
    using Entries = std::map<LogId, FrontierEntry>;

    void set(const LogId& log, FrontierEntry entry) { entries_[log] = entry; }
    void set(const LogHead& head) { set(head.log, {head.seq, short_head(head.head)}); }
    void add(const Frontier& of_other_logs) {
        entries_.insert(of_other_logs.entries_.begin(), of_other_logs.entries_.end());
    }
    std::optional<FrontierEntry> find(const LogId& log) const;
    const Entries& entries() const { return entries_; }
    bool operator==(const Frontier&) const = default;

    // Alike for equal frontiers on every machine; that of an empty one is fixed as well.
    Digest16 digest() const;

    template <class Archive>
    void save(Archive& archive) const {
        archive(static_cast<std::uint64_t>(entries_.size()));
        for (const auto& [log, entry] : entries_) archive(log, entry);
    }
    // Sorted and without repetition, or not canonical.
    template <class Archive>
    void load(Archive& archive) {
        entries_.clear();
        const std::size_t count = archive.count(LogId::size + 1 + Digest16::size);
        for (std::size_t i = 0; i < count && !archive.failed(); ++i) {
            std::pair<LogId, FrontierEntry> item;
            archive(item.first, item.second);
            if (!entries_.empty() && !(entries_.rbegin()->first < item.first))
                return archive.fail();
            entries_.insert(entries_.end(), std::move(item));
        }
    }

  private:
    Entries entries_;
};

}  // namespace approdo::log
