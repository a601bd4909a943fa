#include "content/import/foreign/lom.hpp"

#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

using namespace content;

namespace {

LocalText strings_of(pugi::xml_node node) {
    LocalText words;
    for (const pugi::xml_node one : node.children()) {
        const std::string_view name = local_name(one);
        if (name != "string" && name != "langstring") continue;
        const std::string text(trimmed(text_within(one)));
        std::string_view language = attribute(one, "language");
        if (language.empty()) language = attribute(one, "lang");
        if (!text.empty()) words.set(is_language_tag(language) ? language : "und", text);
    }
    return words;
}

// The value of a vocabulary entry: <value>Author</value>, or with a langstring in it.
std::string value_of(pugi::xml_node entry) {
    return std::string(trimmed(text_within(child(entry, "value"))));
}

// Of a vCard, the name it gives: of a person, or else of an organisation.
std::string name_of_card(std::string_view card) {
    std::string organisation;
    for (std::size_t at = 0; at < card.size();) {
        const std::size_t end = std::min(card.find('\n', at), card.size());
        const std::string_view line = trimmed(card.substr(at, end - at));
        at = end + 1;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view key = line.substr(0, std::min(line.find(';'), colon));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (key == "FN" && !value.empty()) return std::string(value);
        if (key == "ORG") organisation = value;
    }
    return organisation;
}

void read_contributors(pugi::xml_node life_cycle, ForeignMetadata& metadata) {
    for (const pugi::xml_node one : children(life_cycle, "contribute")) {
        const std::string role = value_of(child(one, "role"));
        if (role != "Author" && role != "author") continue;
        for (const pugi::xml_node card : one.children()) {
            const std::string_view name = local_name(card);
            if (name != "entity" && name != "centity") continue;
            const std::string words = name_of_card(text_within(card));
            if (!words.empty()) metadata.authors.push_back(words);
        }
    }
}

}  // namespace

ForeignMetadata read_lom(pugi::xml_node lom) {
    ForeignMetadata metadata;
    const pugi::xml_node general = child(lom, "general");
    const pugi::xml_node identifier = child(general, "identifier");
    metadata.identifier = trimmed(text_within(child(identifier, "entry")));
    metadata.title = strings_of(child(general, "title"));
    metadata.description = strings_of(child(general, "description"));
    for (const pugi::xml_node one : children(general, "language")) {
        const std::string language(trimmed(text_within(one)));
        if (is_language_tag(language)) metadata.languages.push_back(language);
    }
    for (const pugi::xml_node one : children(general, "keyword")) {
        LocalText words = strings_of(one);
        if (!words.empty()) metadata.keywords.push_back(std::move(words));
    }
    pugi::xml_node life_cycle = child(lom, "lifeCycle");
    if (!life_cycle) life_cycle = child(lom, "lifecycle");
    read_contributors(life_cycle, metadata);
    const LocalText rights = strings_of(child(child(lom, "rights"), "description"));
    if (!rights.empty()) metadata.licence = rights.texts.front().text;
    return metadata;
}

}  // namespace approdo::import
