#include "client_core/core/words.hpp"

#include <optional>

namespace approdo::client {

extern const std::span<const Sentence> italian_of_sync;
extern const std::span<const Sentence> italian_of_content;
extern const std::span<const Sentence> italian_of_client;
extern const std::span<const Sentence> italian_of_files;
extern const std::span<const Sentence> italian_of_import;
extern const std::span<const Sentence> italian_of_server;
extern const std::span<const Sentence> italian_of_source;
extern const std::span<const Sentence> italian_of_formats;
extern const std::span<const Sentence> italian_of_moodle;
extern const std::span<const Sentence> italian_of_narration;
extern const std::span<const Sentence> italian_of_packages;
extern const std::span<const Sentence> italian_of_qti;

namespace {

using Values = std::vector<std::string_view>;

// "{0}" … "{9}": where the next one stands.
std::size_t next_mark(std::string_view text, std::size_t from = 0) {
    for (auto at = text.find('{', from); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        if (at + 2 < text.size() && text[at + 2] == '}') return at;
    }
    return std::string_view::npos;
}

// The values that make the template into the sentence; none: it is another sentence.
std::optional<Values> match(std::string_view form, std::string_view sentence) {
    Values values;
    auto mark = next_mark(form);
    const std::string_view head = form.substr(0, mark);
    if (!sentence.starts_with(head)) return std::nullopt;
    sentence.remove_prefix(head.size());
    while (mark != std::string_view::npos) {
        form.remove_prefix(mark + 3);
        mark = next_mark(form);
        const std::string_view piece = form.substr(0, mark);
        const bool is_last = mark == std::string_view::npos;
        auto at = is_last ? sentence.rfind(piece) : sentence.find(piece);
        if (piece.empty()) at = is_last ? sentence.size() : 0;
        if (at == std::string_view::npos) return std::nullopt;
        values.push_back(sentence.substr(0, at));
        sentence.remove_prefix(at + piece.size());
    }
    return sentence.empty() ? std::optional(values) : std::nullopt;
}

std::string fill(std::string_view form, const Values& values) {
    std::string out;
    for (auto mark = next_mark(form); mark != std::string_view::npos; mark = next_mark(form)) {
        out += form.substr(0, mark);
        const auto number = static_cast<std::size_t>(form[mark + 1] - '0');
        if (number < values.size()) out += in_language("it", values[number]);
        form.remove_prefix(mark + 3);
    }
    return out.append(form);
}

// Of several templates that fit, the one with the fewest bytes left to values says most.
std::string in_italian(std::string_view sentence) {
    std::optional<Values> best;
    std::string_view italian;
    std::size_t open_bytes_min = sentence.size();
    for (const auto& part : catalogue()) {
        for (const Sentence& entry : part) {
            auto values = match(entry.en, sentence);
            if (!values) continue;
            std::size_t open_bytes = 0;
            for (const std::string_view value : *values) open_bytes += value.size();
            if (best && open_bytes >= open_bytes_min) continue;
            best = std::move(values);
            italian = entry.it;
            open_bytes_min = open_bytes;
        }
    }
    return best ? fill(italian, *best) : std::string(sentence);
}

}  // namespace

std::vector<std::span<const Sentence>> catalogue() {
    return {italian_of_sync,    italian_of_content, italian_of_client,   italian_of_import,
            italian_of_server,  italian_of_source,  italian_of_packages, italian_of_qti,
            italian_of_formats, italian_of_moodle,  italian_of_files,    italian_of_narration};
}

std::string in_language(std::string_view language, std::string_view sentence) {
    if (!language.starts_with("it") || sentence.empty()) return std::string(sentence);
    return in_italian(sentence);
}

}  // namespace approdo::client
