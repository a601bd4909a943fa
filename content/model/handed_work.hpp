// What learners hand in: which files a question or an assignment takes, what an assignment's
// response is made of, and which one counts. The bytes of files travel apart, in pieces
// (content/package/file_pieces.hpp). Client and site use it.
#pragma once

#include <span>

#include "content/model/folds.hpp"
#include "content/model/question.hpp"

namespace approdo::content {

// Bounds of what is handed in; 1 MB is a million bytes. No question takes a file that is larger
// than the last of them: it is held whole in memory, in a browser too.
inline constexpr std::uint64_t handed_bytes_default = 5'000'000;
inline constexpr std::uint32_t handed_files_default = 5;
inline constexpr std::uint64_t handed_bytes_max = 50'000'000;
inline constexpr std::uint32_t handed_files_max = 20;
inline constexpr std::size_t handed_name_bytes_max = 200;
inline constexpr std::size_t handed_text_bytes_max = 32 * 1024;  // of an assignment's words

// What may be handed in at one place.
struct FileLimits {
    std::vector<std::string> media_types;  // empty: any
    std::uint64_t bytes_max = handed_bytes_default;
    std::uint32_t count_max = handed_files_default;
};
FileLimits limits_of(const FilePart& part);

// invalid_input or too_large: says what to do.
Result<void> check_files(std::span<const FileValue> files, const FileLimits& limits);
// The name without folders and control characters; empty: nothing was left of it.
std::string file_name_from(std::string_view name);

// malformed: sizes and numbers that no program of ours writes.
Result<FilePiece> read_piece(ByteView payload);

// All files that a response names, in its order.
std::vector<FileValue> files_in(const Response& response);

// --- Assignments: one response, of which part 1 is the words and part 2 the files. ---
inline constexpr std::uint32_t handed_text_part = 1;
inline constexpr std::uint32_t handed_files_part = 2;
Response handed_response(std::string text, std::vector<FileValue> files);
struct HandedWork {
    std::string text;
    std::vector<FileValue> files;
};
HandedWork handed_work(ByteView response);
// What was handed in last; nullptr: nothing. It is what counts.
const std::pair<const Stamp, Kept<HandedIn>>* last_handed_in(const UnitRecord& unit);
// Under which what persons say of it is kept, as of an attempt.
AttemptId attempt_of(const Stamp& handed_in);
// Whether a person has still to say something of what was handed in last.
bool waits_for_person(const UnitRecord& unit);

}  // namespace approdo::content
