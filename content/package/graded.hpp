// What learners must not be able to open: the keys, points and feedback of graded and timed
// quizzes, and the keys of papers. All of it goes into one part of a version, sealed to the site's
// box key with fresh randomness and padded to a bucket, so that neither its bytes nor its size say
// anything about the answers; the head names it, the learners' manifest does not. The publisher
// seals it, the site opens it.
#pragma once

#include "content/model/quiz.hpp"
#include "content/package/channel.hpp"
#include "content/package/paper.hpp"
#include "content/package/store.hpp"
#include "sync/crypto/box.hpp"

namespace approdo::package {

// One of these for every graded quiz; a timed one has its papers' key and sitting besides.
struct GradedQuiz {
    static constexpr std::uint32_t wire_version = 1;
    content::QuizMode mode = content::QuizMode::graded;
    Bytes key;  // content::encode(QuizKey)
    SittingId sitting;
    Bytes paper_key;  // empty unless timed
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(mode, key, sitting, paper_key);
    }
};

struct SitePart {
    static constexpr std::uint32_t wire_version = 1;
    static constexpr std::size_t bucket = 128 * limits::kib;
    ChannelId channel;
    ContentVersion version;
    std::vector<GradedQuiz> quizzes;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, version, quizzes);
    }
};

// Puts the part's chunks into the sink and returns their ids for the head; none for no quizzes.
Result<std::vector<ChunkId>> seal_site_part(const SitePart& part, const crypto::BoxPublicKey& site,
                                            ChunkSink& sink, Random& random);
Result<SitePart> open_site_part(const ChannelHead& head, const crypto::BoxKey& site,
                                ChunkSource& source);

// Puts everything a learner may reorder into an order that only the library's secret decides: an
// importer may have derived option ids from their places, and then even the order of ids would
// tell which came first.
void hide_option_order(content::QuestionPublic& question, const Library& library);

}  // namespace approdo::package
