#include "content/model/handed_work.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"

namespace approdo::content {
namespace {

constexpr std::uint32_t pieces_max =
    static_cast<std::uint32_t>((handed_bytes_max - 1) / FilePiece::bytes_max + 1);

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

// "application/pdf", "image/*" or ".pdf". What else somebody wrote there cannot be judged here, and
// bars nobody.
bool is_of_type(const FileValue& file, std::string_view wanted_as_written) {
    const std::string wanted = lower_case(wanted_as_written);
    const std::string type = lower_case(file.media_type);
    if (wanted.starts_with('.')) return lower_case(file.name).ends_with(wanted);
    if (wanted.ends_with("/*")) return type.starts_with(wanted.substr(0, wanted.size() - 1));
    return wanted.find('/') == std::string::npos || type == wanted;
}

std::string size_text(std::uint64_t bytes) {
    if (bytes >= 1'000'000) return std::to_string(bytes / 1'000'000) + " MB";
    if (bytes >= 1000) return std::to_string(bytes / 1000) + " kB";
    return std::to_string(bytes) + " B";
}

std::string list_text(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

FileLimits limits_of(const FilePart& part) {
    FileLimits limits;
    limits.media_types = part.media_types;
    if (part.size_max > 0) limits.bytes_max = std::min(part.size_max, handed_bytes_max);
    if (part.count_max > 0) limits.count_max = std::min(part.count_max, handed_files_max);
    return limits;
}

Result<void> check_files(std::span<const FileValue> files, const FileLimits& limits) {
    if (files.size() > limits.count_max) {
        return fail(
            ErrorCode::invalid_input,
            "hand in at most " + std::to_string(limits.count_max) + " files here: take some away");
    }
    for (const FileValue& file : files) {
        if (file.name.empty() || file.name.size() > handed_name_bytes_max) {
            return fail(ErrorCode::invalid_input,
                        "the file's name is too long or has no letters: give it another name");
        }
        if (file.size == 0) {
            return fail(ErrorCode::invalid_input,
                        "«" + file.name + "» is empty: choose the file that has your work in it");
        }
        if (file.size > limits.bytes_max) {
            return fail(ErrorCode::too_large, "«" + file.name + "» is larger than " +
                                                  size_text(limits.bytes_max) +
                                                  ": make it smaller, then choose it again");
        }
        const auto& types = limits.media_types;
        const bool fits = types.empty() || std::any_of(types.begin(), types.end(), [&](auto& one) {
                              return is_of_type(file, one);
                          });
        if (fits) continue;
        return fail(ErrorCode::invalid_input,
                    "«" + file.name + "» is of a kind that is not asked for here: hand in one of " +
                        list_text(types));
    }
    return {};
}

std::string file_name_from(std::string_view name) {
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) {
        name.remove_prefix(slash + 1);
    }
    std::string clean;
    for (const char letter : name) {
        const auto value = static_cast<unsigned char>(letter);
        if (value >= 0x20 && value != 0x7f) clean += letter;
    }
    return clean == "." || clean == ".." ? std::string() : clean;
}

Result<FilePiece> read_piece(ByteView payload) {
    APPRODO_TRY(FilePiece piece, read_payload<FilePiece>(payload));
    const bool fits = piece.number < piece.pieces && piece.pieces <= pieces_max &&
                      !piece.bytes.empty() && piece.bytes.size() <= FilePiece::bytes_max;
    if (!fits) return fail(ErrorCode::malformed, "a piece of a file has sizes that cannot be");
    return piece;
}

std::vector<FileValue> files_in(const Response& response) {
    std::vector<FileValue> files;
    for (const PartResponse& part : response.parts) {
        for (const Value& value : part.values) {
            if (const auto* file = std::get_if<FileValue>(&value)) files.push_back(*file);
        }
    }
    return files;
}

Response handed_response(std::string text, std::vector<FileValue> files) {
    Response response;
    if (!text.empty()) response.at(handed_text_part).values.emplace_back(std::move(text));
    if (!files.empty()) {
        PartResponse& part = response.at(handed_files_part);
        part.cardinality = Cardinality::ordered;
        for (FileValue& file : files) part.values.emplace_back(std::move(file));
    }
    return canonical(std::move(response));
}

HandedWork handed_work(ByteView bytes) {
    const auto response = decode<Response>(bytes);
    if (!response.ok()) return {};  // of a newer program: it is there, and cannot be read here
    HandedWork work;
    work.files = files_in(*response);
    if (const PartResponse* words = response->part(handed_text_part)) {
        for (const Value& value : words->values) {
            if (const auto* text = std::get_if<std::string>(&value)) work.text += *text;
        }
    }
    return work;
}

const std::pair<const Stamp, Kept<HandedIn>>* last_handed_in(const UnitRecord& unit) {
    return unit.handed_in.empty() ? nullptr : &*unit.handed_in.rbegin();
}

AttemptId attempt_of(const Stamp& handed_in) {
    AttemptId id;
    std::copy_n(handed_in.hash.bytes.begin(), AttemptId::size, id.bytes.begin());
    return id;
}

bool waits_for_person(const UnitRecord& unit) {
    const auto* last = last_handed_in(unit);
    if (last == nullptr) return false;
    const auto said = unit.attempts.find(attempt_of(last->first));
    return said == unit.attempts.end() || said->second.feedback.empty();
}

}  // namespace approdo::content
