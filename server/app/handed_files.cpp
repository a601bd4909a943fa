#include "server/app/handed_files.hpp"

#include <set>

#include "server/app/scribe.hpp"

namespace approdo::app {
namespace {

// What is held counts for nothing yet: the words of a revoked device among it.
std::set<std::pair<exchange::StreamId, Seq>> held_places(store::Session& session) {
    std::set<std::pair<exchange::StreamId, Seq>> held;
    for (const store::HeldLine& line : session.segments().held(SIZE_MAX)) {
        held.emplace(line.stream, line.first);
    }
    return held;
}

void take_pieces(const log::OpenedSegment& opened, std::vector<package::FileAssembly>& files) {
    for (const log::Event& event : opened.events) {
        if (event.header.type != content::FilePiece::type) continue;
        const auto piece = content::read_piece(event.payload);
        if (!piece.ok()) continue;
        for (package::FileAssembly& file : files) file.take(*piece);
    }
}

void take_all(store::Session& session, const AccountId& learner,
              std::vector<package::FileAssembly>& files) {
    if (files.empty()) return;
    const ScopeId scope = learner_scope(learner);
    const auto held = held_places(session);
    for (const store::StreamEnd& end : session.segments().of_account(learner)) {
        if (end.kind != log::LogKind::record) continue;
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const log::SegmentHeader& header = segment.header;
            if (header.scope != scope || held.contains({end.stream, header.first})) return true;
            const auto* key = session.keyring().find(log::scope_key_name(scope, header.epoch));
            if (key == nullptr || segment.is_stub()) return true;
            const auto opened = log::open_segment(segment, *key);
            if (opened.ok()) take_pieces(*opened, files);
            return true;
        });
    }
}

}  // namespace

std::vector<HandedFile> arrivals_of(store::Session& session, const AccountId& learner,
                                    const std::vector<content::FileValue>& files) {
    std::vector<package::FileAssembly> found;
    for (const content::FileValue& file : files) {
        found.emplace_back(file, package::FileAssembly::Holds::nothing);
    }
    take_all(session, learner, found);
    std::vector<HandedFile> rows;
    for (const package::FileAssembly& one : found) {
        const content::FileValue& file = one.file();
        rows.push_back({file.content, file.name, file.media_type, file.size, one.is_complete()});
    }
    return rows;
}

Result<Bytes> bytes_of_file(store::Session& session, const AccountId& learner,
                            const content::FileValue& file) {
    std::vector<package::FileAssembly> found{package::FileAssembly(file)};
    take_all(session, learner, found);
    return found.front().bytes();
}

}  // namespace approdo::app
