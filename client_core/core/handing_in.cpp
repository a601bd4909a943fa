#include "client_core/core/handing_in.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

using content::FileValue;

// What else the person does goes on to fit when files have filled the rest.
constexpr std::uint64_t kept_free_bytes = 16 * limits::mib;
constexpr std::uint64_t piece_overhead_bytes = 512;

Result<void> need_room(Client::Parts& parts, const std::vector<NewEvent>& pieces) {
    std::uint64_t bytes = kept_free_bytes;
    for (const NewEvent& piece : pieces) bytes += piece.payload.size() + piece_overhead_bytes;
    if (parts.progress.handed().account_bytes() + bytes <= limits::account_bytes_max) return {};
    return fail(ErrorCode::too_large,
                "the site keeps at most 256 MB of one person, and this file does not fit any more: "
                "hand in a smaller one, or bring it to your trainer");
}

}  // namespace

Result<std::vector<FileValue>> files_called(Client::Parts& parts, std::span<const FileValue> named,
                                            std::span<const FileValue> earlier) {
    std::vector<FileValue> files;
    for (const FileValue& one : named) {
        const auto same = [&](const FileValue& other) { return other.content == one.content; };
        if (std::any_of(files.begin(), files.end(), same)) continue;
        if (const auto* chosen = parts.chosen.find(one.content)) {
            files.push_back(chosen->file);
            continue;
        }
        const auto before = std::find_if(earlier.begin(), earlier.end(), same);
        if (before == earlier.end()) {
            return fail(ErrorCode::not_found,
                        "this file is not in memory any more: choose it again");
        }
        files.push_back(*before);
    }
    return files;
}

Result<content::Response> with_files(Client::Parts& parts, const content::QuestionPublic& question,
                                     std::span<const content::Response> earlier,
                                     content::Response response) {
    std::vector<FileValue> before;
    for (const content::Response& one : earlier) {
        const auto files = content::files_in(one);
        before.insert(before.end(), files.begin(), files.end());
    }
    for (const content::Part& part : question.parts) {
        const auto* shape = std::get_if<content::FilePart>(&part.shape);
        if (shape == nullptr || response.part(part.number) == nullptr) continue;
        content::PartResponse& given = response.at(part.number);
        content::Response alone;
        alone.parts.push_back(given);
        const auto named = content::files_in(alone);
        APPRODO_TRY(const auto files, files_called(parts, named, before));
        APPRODO_CHECK(content::check_files(files, content::limits_of(*shape)));
        given.cardinality = content::Cardinality::ordered;
        given.values.assign(files.begin(), files.end());
    }
    return content::canonical(std::move(response));
}

Result<std::vector<NewEvent>> pieces_for(Client::Parts& parts, const Place& place,
                                         std::span<const FileValue> files) {
    std::vector<NewEvent> events;
    for (const FileValue& file : files) {
        if (parts.progress.handed().is_here(file)) continue;
        const auto* chosen = parts.chosen.find(file.content);
        if (chosen == nullptr) continue;  // another device of the person has it
        for (const content::FilePiece& piece : package::pieces_of(chosen->bytes)) {
            events.push_back(parts.event_on(place, piece.type, content::make_payload(piece)));
        }
    }
    if (!events.empty()) APPRODO_CHECK(need_room(parts, events));
    return events;
}

void append_with_files(Client::Parts& parts, std::span<const NewEvent> events,
                       std::span<const FileValue> files) {
    parts.progress.append(log::LogKind::record, events);
    for (const FileValue& file : files) parts.chosen.forget(file.content);
    parts.folding.refresh();
}

}  // namespace approdo::client
