#include <algorithm>

#include "tests/unit/client_core/core/school.hpp"

namespace {

using namespace approdo;
using namespace approdo::client;
using approdo::test::School;

TEST_CASE(
    "downloads: an update switches when it is whole, and an attempt ends on the version it began "
    "on") {
    School school;
    school.get();
    const AttemptView attempt = school.learner->open_quiz("prova/verifica").value();
    school.course.publish("Seconda versione");
    REQUIRE(school.learner.sync(school.site).ok());
    school.course.download(*school.learner);
    CHECK(school.learner->courses()->front().state == CourseState::update);
    CHECK(school.learner->read("prova/pagina")->html.find("Prima") != std::string::npos);
    school.get();
    CHECK(school.learner->read("prova/pagina")->html.find("Seconda") != std::string::npos);
    CHECK(school.learner->attempt(attempt.attempt)->version == ContentVersion{1});
    CHECK(school.learner->submit(attempt.attempt).ok());
}

TEST_CASE("downloads: a head that goes back is refused") {
    School school;
    const content::ContentHead old = school.course.announced;
    school.course.publish("Seconda versione");
    REQUIRE(school.learner.sync(school.site).ok());
    school.site.say(old, {});
    REQUIRE(school.learner.sync(school.site).ok());
    CHECK(school.learner->courses()->front().newest == ContentVersion{2});
}

TEST_CASE("downloads: the cache gives way to a budget, never what is in use") {
    School school;
    school.get();
    Bytes stranger(1000, 1);
    const ChunkId id{crypto::hash(crypto::domain::chunk_id, {stranger}).bytes};
    REQUIRE(school.learner->put_chunk(id, stranger).ok());
    const auto before = school.learner->status()->cache_bytes;
    school.learner->set_cache_budget(1);
    CHECK(school.learner->status()->cache_bytes == before - stranger.size());
    CHECK(school.learner->read("prova/pagina").ok());
}

TEST_CASE("downloads: a download that is cancelled wants nothing more and can be begun again") {
    School school;
    REQUIRE(school.learner->begin_download("prova", {}).ok());
    REQUIRE_FALSE(school.learner->downloads()->empty());
    CHECK(school.learner->downloads()->front().bytes > 0);
    REQUIRE(school.learner->cancel_download("prova").ok());
    CHECK(school.learner->downloads()->empty());
    CHECK(school.learner->advance_downloads().ok());
    CHECK(school.learner->wanted_chunks(100).empty());
    CHECK(school.learner->courses()->front().state == CourseState::available);
    school.get();
    // Of what is in use nothing goes.
    REQUIRE(school.learner->begin_download("prova", {}).ok());
    REQUIRE(school.learner->cancel_download("prova").ok());
    CHECK(school.learner->courses()->front().state == CourseState::ready);
    CHECK(school.learner->read("prova/pagina").ok());
}

TEST_CASE("downloads: a part that was left out comes later, and a change of mind leaves it out") {
    School school;
    school.course.add_sound();
    school.course.publish("Con l’audio");
    REQUIRE(school.learner.sync(school.site).ok());
    school.course.download(*school.learner);
    const auto holds_sound = [&] {
        const auto plan = school.learner->plan_download("prova", {}).value();
        const auto sound = std::find_if(
            plan.parts.begin(), plan.parts.end(),
            [](const DownloadPart& one) { return one.part.type == content::PartType::audio; });
        REQUIRE(sound != plan.parts.end());
        return sound->held;
    };
    CHECK(holds_sound());  // of nothing that is here yet, everything is proposed
    REQUIRE(school.learner->begin_download("prova", {{content::PartType::text, ""}}).ok());
    school.course.download(*school.learner);
    REQUIRE(school.learner->courses()->front().state == CourseState::ready);
    CHECK_FALSE(holds_sound());

    REQUIRE(school.learner->begin_download("prova", {}).ok());
    REQUIRE(school.learner->cancel_download("prova").ok());
    CHECK_FALSE(holds_sound());
    CHECK(school.learner->advance_downloads().ok());
    CHECK(school.learner->wanted_chunks(100).empty());

    school.get();
    CHECK(holds_sound());
    CHECK(school.learner->plan_download("prova", {})->chunks_missing == 0);
}

TEST_CASE("downloads: a removed course leaves what was learned, and not while a quiz is open") {
    School school;
    school.get();
    REQUIRE(school.learner->page_turn("prova/pagina", 2, 20).value());
    const auto attempt = school.learner->open_quiz("prova/verifica").value();
    CHECK(school.learner->remove_download("prova").error().code == ErrorCode::conflict);
    school.answer_all(attempt);
    REQUIRE(school.learner->submit(attempt.attempt).ok());
    const auto before = school.learner->status()->cache_bytes;
    REQUIRE(school.learner->remove_download("prova").ok());
    CHECK(school.learner->advance_downloads().ok());
    CHECK(school.learner->wanted_chunks(100).empty());
    CHECK(school.learner->status()->cache_bytes < before);
    CHECK(school.learner->courses()->front().state == CourseState::available);
    CHECK(school.learner->courses()->front().units_completed > 0);
    CHECK_FALSE(school.learner->read("prova/pagina").ok());
    school.get();
    CHECK(school.learner->read("prova/pagina").ok());
}

TEST_CASE("downloads: a stretch of a file is the same bytes as the whole one has there") {
    School school;
    school.get();
    CHECK(school.learner->file_info("prova", "nowhere").error().code == ErrorCode::not_found);
    const std::string path = "uno/pagina";
    const auto info = school.learner->file_info("prova", path);
    REQUIRE(info.ok());
    const Bytes whole = school.learner->file("prova", path).value();
    REQUIRE(whole.size() == info->size);
    const Bytes part = school.learner->file_part("prova", path, 3, 5).value();
    CHECK(part == Bytes(whole.begin() + 3, whole.begin() + 8));
    CHECK(school.learner->file_part("prova", path, whole.size(), 5).value().empty());
}

}  // namespace
