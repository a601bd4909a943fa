// The C interface: joining, exchange, content and study.
#include "client_core/core/approdo.h"

#include <algorithm>

#include "client_core/core/answers.hpp"
#include "client_core/core/border.hpp"

namespace approdo::client {
namespace {

// "text,video:it" as the person picked it; empty: everything.
Result<std::vector<content::ContentPart>> parts_from(std::string_view text) {
    std::vector<content::ContentPart> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view piece = text.substr(0, comma);
        const auto colon = std::min(piece.find(':'), piece.size());
        content::ContentPart part;
        APPRODO_TRY(part.type, part_from(piece.substr(0, colon)));
        if (colon < piece.size()) part.language = piece.substr(colon + 1);
        parts.push_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

Result<content::AttemptId> attempt_from(const char* text, std::size_t size) {
    return content::AttemptId::from_hex(text_from(text, size));
}

Result<Bytes> answer(Client& client, std::string_view attempt_text, std::string_view question_text,
                     std::string_view answer_text, std::uint64_t duration_ms) {
    APPRODO_TRY(const auto attempt, content::AttemptId::from_hex(attempt_text));
    APPRODO_TRY(const auto question, QuestionId::from_hex(question_text));
    APPRODO_TRY(const auto view, client.attempt(attempt));
    for (const QuestionView& one : view.questions) {
        if (one.question.id != question) continue;
        APPRODO_TRY(const auto response, read_answer(one.question, one.plan, answer_text));
        return json_of(client.answer(attempt, question, response, duration_ms));
    }
    return fail(ErrorCode::not_found, "this question is not in this attempt");
}

Bytes texts_json(std::string_view name, const std::vector<std::string>& texts) {
    return object_of([&](JsonWriter& json) {
        json.name(name).begin_list();
        for (const std::string& text : texts) json.text(text);
        json.end_list();
    });
}

std::vector<std::string> hex_of(const std::vector<ChunkId>& ids) {
    std::vector<std::string> texts;
    for (const ChunkId& id : ids) texts.push_back(id.hex());
    return texts;
}

}  // namespace
}  // namespace approdo::client

using namespace approdo;
using namespace approdo::client;

extern "C" {

approdo_code approdo_join_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, const uint8_t* passphrase,
                                  size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->join_request(text_from(link, link_size), text_from(name, name_size),
                                            bytes_from(passphrase, passphrase_size));
    });
}

approdo_code approdo_salt_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->salt_request(text_from(link, link_size), text_from(name, name_size));
    });
}

approdo_code approdo_sign_in_request(approdo_client* client, const uint8_t* passphrase,
                                     size_t passphrase_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->sign_in_request(bytes_from(passphrase, passphrase_size));
    });
}

approdo_code approdo_join_answer(approdo_client* client, const uint8_t* parcels, size_t size,
                                 approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->join_answer(bytes_from(parcels, size))); });
}

approdo_code approdo_pending_join(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> { return client->client->pending_join(); });
}

approdo_code approdo_person(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        return copy_of(bytes_of(to_json(client->client->person())));
    });
}

approdo_code approdo_speak(approdo_client* client, const char* language, size_t size,
                           approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        client->client->speak(text_from(language, size));
        return done();
    });
}

approdo_code approdo_output(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return client->client->output(); });
}

approdo_code approdo_receive(approdo_client* client, const uint8_t* parcels, size_t size,
                             approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->receive(bytes_from(parcels, size))); });
}

approdo_code approdo_carried_output(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return client->client->carried_output(); });
}

approdo_code approdo_carried_was_taken(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        client->client->carried_was_taken();
        return done();
    });
}

approdo_code approdo_export(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return client->client->export_parcels(); });
}

approdo_code approdo_link_failed(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        client->client->link_failed();
        return done();
    });
}

approdo_code approdo_exchange_due(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        const bool due = client->client->exchange_due();
        return object_of([&](JsonWriter& json) { json.member("due", due); });
    });
}

approdo_code approdo_courses(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->courses()); });
}

approdo_code approdo_course(approdo_client* client, const char* course, size_t course_size,
                            approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->course(text_from(course, course_size))); });
}

approdo_code approdo_download_plan(approdo_client* client, const char* course, size_t course_size,
                                   const char* parts, size_t parts_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto picked, parts_from(text_from(parts, parts_size)));
        return json_of(client->client->plan_download(text_from(course, course_size), picked));
    });
}

approdo_code approdo_download_begin(approdo_client* client, const char* course, size_t course_size,
                                    const char* parts, size_t parts_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto picked, parts_from(text_from(parts, parts_size)));
        return json_of(client->client->begin_download(text_from(course, course_size), picked));
    });
}

approdo_code approdo_downloads(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->downloads()); });
}

approdo_code approdo_chunks_wanted(approdo_client* client, size_t count_max, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        return texts_json("chunks", hex_of(client->client->wanted_chunks(count_max)));
    });
}

approdo_code approdo_chunk_put(approdo_client* client, const uint8_t* id, const uint8_t* sealed,
                               size_t size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto chunk, ChunkId::from(bytes_from(id, ChunkId::size)));
        APPRODO_CHECK(client->client->put_chunk(chunk, bytes_from(sealed, size)));
        return done();
    });
}

approdo_code approdo_chunks_put(approdo_client* client, const uint8_t* parcels, size_t size,
                                approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto taken, client->client->put_chunks(bytes_from(parcels, size)));
        return object_of([&](JsonWriter& json) { json.member("taken", taken); });
    });
}

approdo_code approdo_download_cancel(approdo_client* client, const char* course, size_t course_size,
                                     approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(client->client->cancel_download(text_from(course, course_size)));
        return done();
    });
}

approdo_code approdo_download_remove(approdo_client* client, const char* course, size_t course_size,
                                     approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(client->client->remove_download(text_from(course, course_size)));
        return done();
    });
}

approdo_code approdo_cache_budget(approdo_client* client, uint64_t bytes, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        client->client->set_cache_budget(bytes);
        return done();
    });
}

approdo_code approdo_download_finish(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(client->client->advance_downloads());
        return json_of(client->client->courses());
    });
}

approdo_code approdo_file(approdo_client* client, const char* course, size_t course_size,
                          const char* path, size_t path_size, approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->file(text_from(course, course_size), text_from(path, path_size));
    });
}

approdo_code approdo_file_info(approdo_client* client, const char* course, size_t course_size,
                               const char* path, size_t path_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto info, client->client->file_info(text_from(course, course_size),
                                                               text_from(path, path_size)));
        return object_of([&](JsonWriter& json) {
            json.member("type", info.media_type).member("size", info.size);
        });
    });
}

approdo_code approdo_file_part(approdo_client* client, const char* course, size_t course_size,
                               const char* path, size_t path_size, uint64_t offset, uint32_t size,
                               approdo_buffer** out) {
    return guarded(out, [&] {
        return client->client->file_part(text_from(course, course_size), text_from(path, path_size),
                                         offset, size);
    });
}

approdo_code approdo_read(approdo_client* client, const char* unit, size_t unit_size,
                          approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->read(text_from(unit, unit_size))); });
}

approdo_code approdo_page_turn(approdo_client* client, const char* unit, size_t unit_size,
                               uint32_t furthest_block, uint32_t seconds, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const bool completed,
                    client->client->page_turn(text_from(unit, unit_size), furthest_block, seconds));
        return object_of([&](JsonWriter& json) { json.member("completed", completed); });
    });
}

approdo_code approdo_declare_completed(approdo_client* client, const char* unit, size_t unit_size,
                                       approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_CHECK(client->client->declare_completed(text_from(unit, unit_size)));
        return done();
    });
}

approdo_code approdo_notes(approdo_client* client, const char* unit, size_t unit_size,
                           approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->notes(text_from(unit, unit_size))); });
}

approdo_code approdo_note(approdo_client* client, const char* unit, size_t unit_size,
                          const char* note, size_t note_size, const char* text, size_t text_size,
                          approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        std::optional<content::NoteId> earlier;
        if (note_size > 0) {
            APPRODO_TRY(earlier, content::NoteId::from_hex(text_from(note, note_size)));
        }
        return json_of(client->client->write_note(text_from(unit, unit_size), earlier,
                                                  text_from(text, text_size)));
    });
}

approdo_code approdo_media_seen(approdo_client* client, const char* unit, size_t unit_size,
                                uint32_t from_ms, uint32_t to_ms, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const bool completed,
                    client->client->media_seen(text_from(unit, unit_size), from_ms, to_ms));
        return object_of([&](JsonWriter& json) { json.member("completed", completed); });
    });
}

approdo_code approdo_quiz(approdo_client* client, const char* unit, size_t unit_size,
                          approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->quiz(text_from(unit, unit_size))); });
}

approdo_code approdo_quiz_open(approdo_client* client, const char* unit, size_t unit_size,
                               approdo_buffer** out) {
    return guarded(out,
                   [&] { return json_of(client->client->open_quiz(text_from(unit, unit_size))); });
}

approdo_code approdo_quiz_view(approdo_client* client, const char* attempt, size_t attempt_size,
                               approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, attempt_from(attempt, attempt_size));
        return json_of(client->client->attempt(id));
    });
}

approdo_code approdo_quiz_answer(approdo_client* client, const char* attempt, size_t attempt_size,
                                 const char* question, size_t question_size, const char* answer,
                                 size_t answer_size, uint32_t duration_ms, approdo_buffer** out) {
    return guarded(out, [&] {
        return client::answer(*client->client, text_from(attempt, attempt_size),
                              text_from(question, question_size), text_from(answer, answer_size),
                              duration_ms);
    });
}

approdo_code approdo_quiz_submit(approdo_client* client, const char* attempt, size_t attempt_size,
                                 approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, attempt_from(attempt, attempt_size));
        return json_of(client->client->submit(id));
    });
}

approdo_code approdo_announcements(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->announcements()); });
}

approdo_code approdo_announcement_read(approdo_client* client, const char* announcement,
                                       size_t announcement_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id,
                    content::PostId::from_hex(text_from(announcement, announcement_size)));
        APPRODO_CHECK(client->client->announcement_read(id));
        return done();
    });
}

approdo_code approdo_meetings(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->meetings()); });
}

approdo_code approdo_meeting_calendar(approdo_client* client, const char* meeting,
                                      size_t meeting_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        std::optional<content::MeetingId> wanted;
        if (meeting_size > 0) {
            APPRODO_TRY(wanted, content::MeetingId::from_hex(text_from(meeting, meeting_size)));
        }
        APPRODO_TRY(const std::string text, client->client->calendar(wanted));
        return copy_of(bytes_of(text));
    });
}

approdo_code approdo_meeting_attended(approdo_client* client, const char* meeting,
                                      size_t meeting_size, uint32_t minutes, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, content::MeetingId::from_hex(text_from(meeting, meeting_size)));
        APPRODO_CHECK(client->client->declare_attended(id, minutes));
        return done();
    });
}

approdo_code approdo_reviews(approdo_client* client, uint32_t cards_max, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->reviews(cards_max)); });
}

approdo_code approdo_review_answer(approdo_client* client, const char* question,
                                   size_t question_size, uint32_t number, const char* answer,
                                   size_t answer_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, QuestionId::from_hex(text_from(question, question_size)));
        APPRODO_TRY(const auto card, client->client->review(id));
        const QuestionView& shown = card.question;
        APPRODO_TRY(const auto response,
                    read_answer(shown.question, shown.plan, text_from(answer, answer_size)));
        return json_of(client->client->answer_review(id, number, response));
    });
}

approdo_code approdo_review_rate(approdo_client* client, const char* review, size_t review_size,
                                 const char* rating, size_t rating_size, approdo_buffer** out) {
    return guarded(out, [&]() -> Result<Bytes> {
        APPRODO_TRY(const auto id, content::ReviewId::from_hex(text_from(review, review_size)));
        APPRODO_TRY(const auto said, rating_called(text_from(rating, rating_size)));
        return json_of(client->client->rate_review(id, said));
    });
}

approdo_code approdo_record(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->record()); });
}

approdo_code approdo_classes(approdo_client* client, const char* course, size_t course_size,
                             approdo_buffer** out) {
    return guarded(
        out, [&] { return json_of(client->client->classes(text_from(course, course_size))); });
}

approdo_code approdo_status(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->status()); });
}

approdo_code approdo_devices(approdo_client* client, approdo_buffer** out) {
    return guarded(out, [&] { return json_of(client->client->devices()); });
}

approdo_code approdo_check(approdo_client* client, approdo_buffer** out) {
    return guarded(
        out, [&]() -> Result<Bytes> { return texts_json("findings", client->client->check()); });
}

}  // extern "C"
