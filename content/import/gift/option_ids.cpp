#include "content/import/gift/option_ids.hpp"

#include <algorithm>

#include "content/import/gift/quiz_settings.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/model/random.hpp"

namespace approdo::import {

namespace {

struct Entry {
    OptionId id;
    std::string mark;
    bool taken = false;
};

// Four digits of the words' draw: enough to know one option of a question from the others.
std::string mark_of(std::string_view words) {
    Bytes input = copy_of(bytes_of("option words"));
    input.push_back(0);
    append(input, bytes_of(words));
    const std::uint64_t draw = content::Draws(content::Seed{}, input).next();
    return to_hex(Bytes{static_cast<std::uint8_t>(draw), static_cast<std::uint8_t>(draw >> 8)});
}

std::vector<Entry> entries_of(std::string_view directive) {
    std::vector<Entry> entries;
    if (directive.empty()) return entries;
    for (const std::string_view text : split(directive, ',')) {
        const std::size_t dash = std::min(text.find('-'), text.size());
        const auto id = OptionId::from_hex(text.substr(0, dash));
        if (!id) continue;
        entries.push_back({*id, std::string(text.substr(std::min(dash + 1, text.size()))), false});
    }
    return entries;
}

}  // namespace

std::vector<std::string> right_column(const GiftBlock& block) {
    std::vector<std::string> column;
    for (const GiftPair& pair : block.pairs) {
        if (std::find(column.begin(), column.end(), pair.right) == column.end())
            column.push_back(pair.right);
    }
    return column;
}

std::vector<std::string> option_words(const GiftItem& item) {
    std::vector<std::string> words;
    const bool ordering = std::any_of(
        item.directives.begin(), item.directives.end(),
        [](const Directive& one) { return one.key == "type" && one.value == "ordering"; });
    for (const GiftBlock& block : item.blocks) {
        if (block.kind == GiftKind::multiple_choice ||
            (ordering && block.kind == GiftKind::short_answer)) {
            for (const GiftChoice& choice : block.choices) words.push_back(choice.text.text);
        }
        if (block.kind != GiftKind::matching) continue;
        for (const GiftPair& pair : block.pairs) {
            if (!pair.left.text.empty()) words.push_back(pair.left.text);
        }
        for (std::string& right : right_column(block)) words.push_back("-> " + std::move(right));
    }
    return words;
}

OptionIds match_option_ids(std::string_view directive, const std::vector<std::string>& words) {
    std::vector<Entry> entries = entries_of(directive);
    OptionIds result;
    result.ids.resize(words.size());
    std::vector<bool> found(words.size());
    const auto take = [&](std::size_t word, Entry& entry) {
        entry.taken = true;
        found[word] = true;
        result.ids[word] = entry.id;
    };
    // The same words, best at the same place; then, in order, those that were reworded.
    for (std::size_t i = 0; i < words.size() && i < entries.size(); ++i) {
        if (entries[i].mark == mark_of(words[i])) take(i, entries[i]);
    }
    for (std::size_t i = 0; i < words.size() && !entries.empty(); ++i) {
        if (found[i]) continue;
        const std::string mark = mark_of(words[i]);
        const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) {
            return !one.taken && one.mark == mark;
        });
        if (entry != entries.end()) take(i, *entry);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (found[i]) continue;
        const auto entry = std::find_if(entries.begin(), entries.end(),
                                        [](const Entry& one) { return !one.taken; });
        if (entry != entries.end()) {
            take(i, *entry);
            continue;
        }
        ++result.missing;
    }
    return result;
}

std::string options_directive(const std::vector<OptionId>& ids,
                              const std::vector<std::string>& words) {
    std::string directive;
    for (std::size_t i = 0; i < words.size(); ++i)
        directive += (i > 0 ? "," : "") + ids[i].hex() + "-" + mark_of(words[i]);
    return directive;
}

QuestionId question_id_from(std::string_view text) {
    if (const auto id = QuestionId::from_hex(text)) return *id;
    return derived_id<QuestionId>("gift", {"id", text});
}

}  // namespace approdo::import
