#include "content/narration/script.hpp"

#include <algorithm>

#include "content/narration/blocks.hpp"
#include "content/narration/sentences.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::narration {
namespace {

// Dashes, dots and arrows are in U+2000 and what follows, where no script has its letters.
bool can_be_spoken(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (static_cast<unsigned char>(c) >= 0xC3 && c != '\xE2');
    });
}

void add(Script& script, const Block& block, const std::string& language) {
    const std::size_t before = script.size();
    for (std::string& text : sentences_in(block.text)) {
        if (can_be_spoken(text))
            script.push_back({std::move(text), block.language.empty() ? language : block.language});
    }
    if (script.size() > before) script.back().ends_block = true;
}

}  // namespace

Script script_of(std::string_view title, std::string_view html, const std::string& language) {
    Script script;
    add(script, {on_one_line(title), {}}, language);
    for (const Block& block : blocks_of(html)) add(script, block, language);
    return script;
}

std::string hash_of(const Script& script) {
    std::string whole;
    for (const Sentence& one : script) {
        whole += one.language + '\t' + one.text + (one.ends_block ? "\n\n" : "\n");
    }
    return crypto::hash16(crypto::domain::raw_content, {bytes_of(whole)}).hex();
}

std::string narration_of(std::string_view page_path) {
    constexpr std::string_view page_end = ".page";
    if (page_path.ends_with(page_end)) page_path.remove_suffix(page_end.size());
    return std::string(page_path) + std::string(narration_end);
}

}  // namespace approdo::narration
