// Assignments and the files of answers: choosing, handing in, reading back.
#include "client_core/core/handing_in.hpp"
#include "content/model/encoding.hpp"

namespace approdo::client {
namespace {

using content::CompletionKind;
using content::FileValue;

std::vector<FileValue> handed_before(const Place& place) {
    std::vector<FileValue> files;
    const auto* record = place.record->unit(place.unit->id);
    if (record == nullptr) return files;
    for (const auto& [stamp, one] : record->handed_in) {
        const auto work = content::handed_work(one.value.response);
        files.insert(files.end(), work.files.begin(), work.files.end());
    }
    return files;
}

std::vector<FileValue> named_by_hash(std::span<const Hash> hashes) {
    std::vector<FileValue> named;
    for (const Hash& hash : hashes) named.push_back({hash, {}, {}, 0});
    return named;
}

void find_in(ByteView response, const Hash& content, std::optional<FileValue>& found) {
    const auto decoded = content::decode<content::Response>(response);
    if (!decoded.ok()) return;
    for (FileValue& file : content::files_in(*decoded)) {
        if (file.content == content) found = std::move(file);
    }
}

// As whatever answer or handed-in work of the person names it.
std::optional<FileValue> file_named(const content::LearnerRecord& learner, const Hash& content) {
    std::optional<FileValue> found;
    for (const auto& [enrolment, record] : learner.enrolments) {
        for (const auto& [id, unit] : record.units) {
            for (const auto& [stamp, one] : unit.handed_in) {
                find_in(one.value.response, content, found);
            }
            for (const auto& [attempt_id, attempt] : unit.attempts) {
                for (const auto& [question, answers] : attempt.answers) {
                    for (const auto& [stamp, one] : answers) {
                        find_in(one.value.response, content, found);
                    }
                }
            }
        }
    }
    return found;
}

Result<Place> find_assignment(Client::Parts& parts, std::string_view name) {
    APPRODO_TRY(const Place place, parts.find_unit(name));
    if (place.unit->kind == content::UnitKind::assignment) return place;
    return fail(ErrorCode::invalid_input,
                "nothing is handed in at this unit: see its page, or its quiz");
}

}  // namespace

AssignmentView assignment_on(const Place& place) {
    AssignmentView view;
    view.completed_by = place.unit->completion.kind;
    const auto* record = place.record->unit(place.unit->id);
    if (record == nullptr) return view;
    view.completed =
        content::view_of(record, *place.unit, nullptr).progress == content::Progress::completed;
    view.times = static_cast<std::uint32_t>(record->handed_in.size());
    const auto* last = content::last_handed_in(*record);
    if (last == nullptr) return view;
    view.waits_for_person = content::waits_for_person(*record);
    auto work = content::handed_work(last->second.value.response);
    view.handed_in = last->second.place.wall;
    view.text = std::move(work.text);
    view.files = std::move(work.files);
    const auto said = record->attempts.find(content::attempt_of(last->first));
    if (said == record->attempts.end()) return view;
    for (const auto& [question, given] : said->second.feedback) {
        if (!given.value.html.empty()) view.feedback.push_back(given.value.html);
    }
    return view;
}

Result<FileValue> Client::choose_file(std::string_view name, std::string_view media_type,
                                      ByteView bytes) {
    APPRODO_CHECK(parts_->need_joined());
    return parts_->chosen.add(name, media_type, bytes);
}

Result<AssignmentView> Client::hand_in(std::string_view unit, std::string_view text,
                                       std::span<const Hash> files) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const Place place, find_assignment(*parts_, unit));
    APPRODO_CHECK(need_thawed(place));
    if (text.empty() && files.empty()) {
        return fail(ErrorCode::invalid_input,
                    "there is nothing to hand in yet: write some words or choose a file");
    }
    if (text.size() > content::handed_text_bytes_max) {
        return fail(ErrorCode::too_large,
                    "the text is longer than 32 KB: hand it in as a file instead");
    }
    APPRODO_TRY(auto named, files_called(*parts_, named_by_hash(files), handed_before(place)));
    APPRODO_CHECK(content::check_files(named, content::FileLimits{}));
    APPRODO_TRY(auto events, pieces_for(*parts_, place, named));
    content::HandedIn handed;
    handed.response = content::encode(content::handed_response(std::string(text), named));
    events.push_back(parts_->event_on(place, handed.type, content::make_payload(handed)));
    auto done = parts_->completion(place, CompletionKind::submitted, parts_->seconds_on(place));
    if (done) events.push_back(std::move(*done));
    append_with_files(*parts_, events, named);
    APPRODO_TRY(const Place after, find_assignment(*parts_, unit));
    return assignment_on(after);
}

Result<Bytes> Client::handed_file(const Hash& content) {
    APPRODO_CHECK(parts_->need_joined());
    const auto file = file_named(parts_->folding.learner(), content);
    if (!file) return fail(ErrorCode::not_found, "you handed in no such file");
    return parts_->progress.handed().bytes(*file);
}

}  // namespace approdo::client
