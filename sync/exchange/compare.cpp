#include "sync/exchange/compare.hpp"

#include <algorithm>

namespace approdo::exchange {
namespace {

constexpr std::size_t logs_a_bucket = 16;
constexpr unsigned bits_max = 8;

unsigned bits_for(std::size_t logs) {
    unsigned bits = 0;
    while (bits < bits_max && (logs >> bits) > logs_a_bucket) ++bits;
    return bits;
}

unsigned bucket_of(const LogId& log, unsigned bits) {
    return log.bytes[0] >> (8 - bits);
}

std::vector<log::Frontier> buckets_of(const log::Frontier& frontier) {
    const unsigned bits = bits_for(frontier.entries().size());
    std::vector<log::Frontier> buckets;
    std::optional<unsigned> current;
    // Entries stand by ascending id, so each bucket is one run of them.
    for (const auto& [log, entry] : frontier.entries()) {
        if (current != bucket_of(log, bits)) buckets.emplace_back();
        current = bucket_of(log, bits);
        buckets.back().set(log, entry);
    }
    return buckets;
}

Result<FrontierDifferences> answer_to(const FrontierQuestion& question, LogStore& store) {
    FrontierDifferences answer;
    std::size_t logs = 0;
    for (std::size_t i = 0; i < question.buckets.size(); ++i) {
        const FrontierBucket& bucket = question.buckets[i];
        logs += bucket.logs.size();
        if (logs > limits::compared_logs_max)
            return fail(ErrorCode::too_large, "too many logs are compared at once");
        log::Frontier ours;
        for (const LogId& id : bucket.logs) {
            const auto known = store.find_log(id);
            if (!known || known->streams.front().last.value == 0) continue;
            ours.set({id, known->streams.front().last, known->streams.front().head});
        }
        if (ours.digest() == bucket.digest) continue;
        answer.buckets.push_back(static_cast<std::uint32_t>(i));
        for (const auto& [log, entry] : ours.entries()) answer.theirs.set(log, entry);
    }
    return answer;
}

bool has_point(LogStore& store, const KnownLog& log, const log::FrontierEntry& point) {
    return std::any_of(log.streams.begin(), log.streams.end(), [&](const Stream& stream) {
        const auto segment = store.segment_at(stream.id, point.seq);
        return segment && segment->header.last() == point.seq &&
               log::short_head(segment->header.head) == point.head;
    });
}

Result<FrontierPoints> points_held(const FrontierPoints& asked, LogStore& store) {
    if (asked.points.entries().size() > limits::compared_logs_max)
        return fail(ErrorCode::too_large, "too many logs are compared at once");
    FrontierPoints held;
    for (const auto& [log, point] : asked.points.entries()) {
        const auto known = store.find_log(log);
        if (known && has_point(store, *known, point)) held.points.set(log, point);
    }
    return held;
}

}  // namespace

FrontierQuestion question_of(const log::Frontier& ours) {
    FrontierQuestion question;
    for (const log::Frontier& bucket : buckets_of(ours)) {
        FrontierBucket asked{bucket.digest(), {}};
        for (const auto& [log, entry] : bucket.entries()) asked.logs.push_back(log);
        question.buckets.push_back(std::move(asked));
    }
    return question;
}

Result<Compared> compare(const log::Frontier& ours, const FrontierDifferences& answer) {
    const auto buckets = buckets_of(ours);
    for (const std::uint32_t bucket : answer.buckets)
        if (bucket >= buckets.size())
            return fail(ErrorCode::malformed, "the site's answer is to another question");
    Compared compared;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const auto place = static_cast<std::uint32_t>(i);
        if (std::find(answer.buckets.begin(), answer.buckets.end(), place) != answer.buckets.end())
            continue;
        for (const auto& [log, entry] : buckets[i].entries()) compared.alike.set(log, entry);
    }
    compared.theirs = answer.theirs;
    return compared;
}

Result<Bytes> answer_question(const WholeParcel& question, LogStore& store) {
    ParcelWriter answer({question.header.site, {RouteKind::any, {}}});
    if (const Frame* frame = question.find(FrameType::frontier_question)) {
        APPRODO_TRY(const auto asked, wire::decode<FrontierQuestion>(frame->body));
        APPRODO_TRY(const auto differences, answer_to(asked, store));
        answer.add(FrameType::frontier_differences, wire::encode(differences));
        return answer.take();
    }
    if (const Frame* frame = question.find(FrameType::frontier_points)) {
        APPRODO_TRY(const auto asked, wire::decode<FrontierPoints>(frame->body));
        APPRODO_TRY(const auto held, points_held(asked, store));
        answer.add(FrameType::frontier_held, wire::encode(held));
        return answer.take();
    }
    return fail(ErrorCode::malformed, "Send a frontier to be compared.");
}

}  // namespace approdo::exchange
