// How a hub finds out what of that which it holds the site has already, without reading any of it.
// First it sends a digest for each bucket of logs (by the first bits of their ids) and the ids; the
// site says which buckets differ and how far it has their logs. Where the site is further on than
// the hub, the hub asks for single points of those logs. A site tells only of logs that the asker
// names, so nobody learns here which logs there are. Values and pure functions: whoever calls them
// brings the bytes to and fro.
#pragma once

#include "sync/exchange/log_store.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/log/frontier.hpp"

namespace approdo::exchange {

struct FrontierBucket {
    Digest16 digest;          // of the frontier of these logs
    std::vector<LogId> logs;  // ascending

    template <class Archive>
    void serialize(Archive& archive) {
        archive(digest, logs);
    }
};

struct FrontierQuestion {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<FrontierBucket> buckets;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(buckets);
    }
};

struct FrontierDifferences {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<std::uint32_t> buckets;  // places in the question, ascending
    log::Frontier theirs;                // of the logs in these buckets
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(buckets, theirs);
    }
};

// Asked: which of these are points of your logs where a segment ends? Answered: those that are.
struct FrontierPoints {
    static constexpr std::uint32_t wire_version = 1;
    log::Frontier points;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(points);
    }
};

// Buckets of about sixteen logs. At most limits::compared_logs_max logs may be in `ours`.
FrontierQuestion question_of(const log::Frontier& ours);
// What both hold alike, and how far the other has the rest.
struct Compared {
    log::Frontier alike;
    log::Frontier theirs;
};
Result<Compared> compare(const log::Frontier& ours, const FrontierDifferences& answer);

// The site's side: a parcel with one question frame in, one with its answer out. Only reads.
Result<Bytes> answer_question(const WholeParcel& question, LogStore& store);

}  // namespace approdo::exchange
