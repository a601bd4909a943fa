#include "content/import/moodle/backup_xml.hpp"

#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

std::string_view backup_value(pugi::xml_node node) {
    const std::string_view value = node.text().get();
    return value == "$@NULL@$" ? std::string_view() : value;
}

std::string_view backup_value(pugi::xml_node node, const char* name) {
    return trimmed(backup_value(node.child(name)));
}

bool backup_flag(pugi::xml_node node, const char* name, bool otherwise) {
    const std::string_view value = backup_value(node, name);
    return value.empty() ? otherwise : value == "1";
}

MoodleText backup_text(pugi::xml_node node, const std::string& name, std::string area) {
    MoodleText text;
    text.text = backup_value(node.child(name.c_str()));
    const std::string_view format = backup_value(node, (name + "format").c_str());
    text.format = format.empty() ? MoodleFormat::html : moodle_format(format);
    text.area = std::move(area);
    return text;
}

}  // namespace approdo::import
