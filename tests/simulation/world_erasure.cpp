// People have answers erased. What they were told is gone stays so: at the site whatever happens to
// it, in the segments that it keeps and hands out, and in what devices show, which is what the site
// shows.
#include "content/model/learning.hpp"
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

struct Answer {
    AccountId learner;
    Hash event;
    std::uint64_t tag = 0;
};

// Those that the site can read, in all streams of the learner's devices.
std::vector<Answer> answers_at(store::Session& session, const AccountId& learner) {
    std::vector<Answer> found;
    for (const auto& end : session.segments().of_account(learner)) {
        session.segments().walk(end.stream, Seq{1}, [&](const log::Segment& segment) {
            const auto& header = segment.header;
            const auto* key =
                session.keyring().find(log::scope_key_name(header.scope, header.epoch));
            if (key == nullptr || segment.is_stub()) return true;
            const auto opened = log::open_segment(segment, *key);
            if (!opened.ok()) return true;
            for (std::size_t i = 0; i < opened->events.size(); ++i) {
                const log::Event& event = opened->events[i];
                if (event.header.type != content::Answered::type || opened->is_erased(i)) continue;
                const auto answered = content::read_payload<content::Answered>(event.payload);
                if (answered.ok())
                    found.push_back({learner, opened->hashes[i], answered->duration_ms});
            }
            return true;
        });
    }
    return found;
}

}  // namespace

void World::erase_answer(test::SeededRandom& random) {
    if (!site_.site().ok()) return;
    std::vector<Answer> answers;
    site_.look([&](store::Session& session) {
        for (const auto& [user, account] : beginning().accounts) {
            const auto theirs = answers_at(session, account);
            answers.insert(answers.end(), theirs.begin(), theirs.end());
        }
    });
    if (answers.empty()) return say("    there is nothing to erase");
    const Answer answer = answers[random.below(answers.size())];
    const auto done = site_.erase(answer.learner, answer.event);
    const bool is_told = done.ok() && !site_.machine.disk.is_off();
    settle_site();
    erased_[answer.tag] = erased_[answer.tag] || is_told;
    say("    answer " + std::to_string(answer.tag) + (is_told ? " is erased" : " may be erased"));
}

void World::check_erased() {
    if (erased_.empty()) return;
    site_.look([&](store::Session& session) {
        for (const auto& [user, account] : beginning().accounts) {
            for (const Answer& answer : answers_at(session, account)) {
                const auto erased = erased_.find(answer.tag);
                if (erased != erased_.end() && erased->second)
                    throw Violation("an answer that was erased is back at the site: " +
                                    std::to_string(answer.tag));
            }
        }
    });
}

}  // namespace approdo::sim
