#include "server/app/hub_comparison.hpp"

#include "sync/exchange/hello.hpp"

namespace approdo::app {

using namespace exchange;

namespace {

template <wire::Message Answer, wire::Message Question>
Result<Answer> ask_for(const Question& question, FrameType asks, FrameType answers,
                       const SiteId& site, const AskFrontier& ask) {
    ParcelWriter parcel({site, Route::to_site()});
    parcel.add(asks, wire::encode(question));
    APPRODO_TRY(const WholeParcel answer, ask(parcel.take()));
    const Frame* frame = answer.find(answers);
    if (frame == nullptr) return fail(ErrorCode::malformed, "the site's answer says nothing");
    return wire::decode<Answer>(frame->body);
}

// Where the site has more of a log than we do, its end says nothing about ours.
FrontierPoints points_to_ask(const log::Frontier& ours, const Compared& compared) {
    FrontierPoints asked;
    for (const auto& [log, entry] : ours.entries()) {
        const auto theirs = compared.theirs.find(log);
        if (theirs && theirs->seq > entry.seq) asked.points.set(log, entry);
    }
    return asked;
}

// What the site certainly has: points of logs where one of our segments may end.
Result<std::vector<std::pair<LogId, log::FrontierEntry>>> certain_points(const log::Frontier& ours,
                                                                         const SiteId& site,
                                                                         const AskFrontier& ask) {
    APPRODO_TRY(const auto differences,
                ask_for<FrontierDifferences>(question_of(ours), FrameType::frontier_question,
                                             FrameType::frontier_differences, site, ask));
    APPRODO_TRY(const Compared compared, compare(ours, differences));
    std::vector<std::pair<LogId, log::FrontierEntry>> certain;
    const auto add = [&](const log::Frontier& points) {
        certain.insert(certain.end(), points.entries().begin(), points.entries().end());
    };
    add(compared.alike);
    add(compared.theirs);
    const FrontierPoints asked = points_to_ask(ours, compared);
    if (asked.points.entries().empty()) return certain;
    APPRODO_TRY(const auto held, ask_for<FrontierPoints>(asked, FrameType::frontier_points,
                                                         FrameType::frontier_held, site, ask));
    add(held.points);
    return certain;
}

// A segment that ends at the point is held, and so is each one that leads to a held one.
void mark_held(const std::vector<SeenSegment>& segments, const LogId& log, log::FrontierEntry point,
               std::set<Hash>& held) {
    bool moved = true;
    while (moved) {
        moved = false;
        for (const SeenSegment& segment : segments) {
            if (segment.log != log || segment.last != point.seq || segment.head != point.head)
                continue;
            held.insert(segment.frame);
            point = {Seq{segment.first.value - 1}, segment.previous};
            moved = true;
            break;
        }
    }
}

}  // namespace

Result<std::set<Hash>> held_at_site(const std::vector<SeenSegment>& segments, const SiteId& site,
                                    const AskFrontier& ask) {
    std::map<LogId, std::vector<SeenSegment>> by_log;
    for (const SeenSegment& segment : segments) by_log[segment.log].push_back(segment);
    const log::Frontier all = heads_of(segments);
    std::set<Hash> held;
    log::Frontier asked;
    const auto ask_now = [&]() -> Result<void> {
        APPRODO_TRY(const auto points, certain_points(asked, site, ask));
        for (const auto& [log, point] : points) mark_held(by_log[log], log, point, held);
        asked = {};
        return {};
    };
    for (const auto& [log, entry] : all.entries()) {
        asked.set(log, entry);
        if (asked.entries().size() == limits::compared_logs_max) APPRODO_CHECK(ask_now());
    }
    if (!asked.entries().empty()) APPRODO_CHECK(ask_now());
    return held;
}

Bytes without(const WholeParcel& parcel, const std::set<Hash>& held) {
    ParcelWriter writer(parcel.header);
    for (const Frame& frame : parcel.frames) {
        const bool is_held =
            frame.type == FrameType::segment && held.contains(frame_hash_of(frame));
        const Frame shown = is_held ? elide(frame) : frame;
        writer.add(shown.type, shown.body);
    }
    return writer.take();
}

}  // namespace approdo::app
