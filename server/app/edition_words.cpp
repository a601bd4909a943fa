#include "server/app/edition_words.hpp"

#include <algorithm>

namespace approdo::app {

content::EditionRecord edition_words(store::Session& session, const EditionId& edition,
                                     std::initializer_list<log::EventType> types) {
    const ScopeId scope = edition_scope(edition);
    content::EditionRecord record;
    const auto take = [&](const log::Segment& segment) {
        const auto* key = session.keyring().find(log::scope_key_name(scope, segment.header.epoch));
        if (key == nullptr || segment.is_stub()) return true;
        const auto opened = log::open_segment(segment, *key);
        if (!opened.ok()) return true;
        for (std::size_t i = 0; i < opened->events.size(); ++i) {
            const log::Event& event = opened->events[i];
            const bool is_asked_for =
                std::find(types.begin(), types.end(), event.header.type) != types.end();
            if (opened->is_erased(i) || !is_asked_for) continue;
            (void)record
                .apply({segment.header.log, opened->hashes[i], true, event.header, event.payload,
                        scope})
                .ok();
        }
        return true;
    };
    for (const store::StreamEnd& end : session.segments().of_scope(log::LogKind::site, scope)) {
        session.segments().walk(end.stream, Seq{1}, take);
    }
    return record;
}

}  // namespace approdo::app
