#include "client_core/cli/handed_files.hpp"

#include "client_core/cli/texts.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::cli {
namespace {

constexpr std::size_t names_tried_max = 1000;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> pieces;
    while (true) {
        const auto end = std::min(text.find(at), text.size());
        pieces.push_back(trimmed(text.substr(0, end)));
        if (end == text.size()) return pieces;
        text.remove_prefix(end + 1);
    }
}

Result<std::string> files_chosen(client::Client& client, const std::string& paths) {
    std::string hashes;
    for (const std::string& path : split(paths, ';')) {
        if (path.empty()) continue;
        APPRODO_TRY(const auto file, choose_file(client, path));
        hashes += (hashes.empty() ? "" : ", ") + file.content.hex();
    }
    return hashes;
}

}  // namespace

Result<content::FileValue> choose_file(client::Client& client, const std::filesystem::path& path) {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) {
        return fail(ErrorCode::not_found,
                    "there is no file " + path.string() + ": give the path of what you hand in");
    }
    APPRODO_TRY(const Bytes bytes, read_file(path, content::handed_bytes_max));
    const std::string name = path.filename().string();
    return client.choose_file(name, import::type_of(name).media_type, bytes);
}

Result<std::string> with_files_chosen(client::Client& client,
                                      const content::QuestionPublic& question,
                                      const std::string& typed) {
    const auto is_file = [](const content::Part& part) {
        return std::holds_alternative<content::FilePart>(part.shape);
    };
    if (std::none_of(question.parts.begin(), question.parts.end(), is_file)) return typed;
    std::vector<std::string> pieces{typed};
    if (question.parts.size() > 1) pieces = split(typed, '|');
    std::string answer;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0) answer += " | ";
        const bool takes_file = i < question.parts.size() && is_file(question.parts[i]);
        if (!takes_file) {
            answer += pieces[i];
            continue;
        }
        APPRODO_TRY(const std::string hashes, files_chosen(client, pieces[i]));
        answer += hashes;
    }
    return answer;
}

Result<std::filesystem::path> save_file(const std::filesystem::path& folder,
                                        const std::string& name, ByteView bytes) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    // The name comes from somebody else's machine.
    std::string plain = content::file_name_from(name);
    if (plain.empty()) plain = "file";
    const std::filesystem::path wanted(plain);
    for (std::size_t number = 1; number <= names_tried_max; ++number) {
        std::filesystem::path path = folder / wanted;
        if (number > 1) {
            path = folder / (wanted.stem().string() + "-" + std::to_string(number) +
                             wanted.extension().string());
        }
        if (std::filesystem::exists(path)) continue;
        APPRODO_CHECK(write_file(path, bytes));
        return path;
    }
    return fail(ErrorCode::conflict,
                folder.string() + " holds too many files of this name: choose another folder");
}

std::string file_line(const std::string& name, std::uint64_t size) {
    return name + " (" + size_text(size) + ")";
}

}  // namespace approdo::cli
