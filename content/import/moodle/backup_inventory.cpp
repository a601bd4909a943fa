#include "content/import/moodle/backup_inventory.hpp"

#include "content/import/moodle/backup_xml.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

namespace {

constexpr const char* inventory_file = "moodle_backup.xml";

std::string text_of_child(pugi::xml_node node, const char* name) {
    return std::string(backup_value(node, name));
}

// Folders of the backup, never others.
bool is_inside(const std::string& folder) {
    return !folder.empty() && folder.find("..") == std::string::npos && folder[0] != '/';
}

bool has_users(pugi::xml_node settings) {
    for (const pugi::xml_node setting : settings.children("setting")) {
        if (backup_value(setting, "level") == "root" && backup_value(setting, "name") == "users")
            return backup_value(setting, "value") == "1";
    }
    return false;
}

}  // namespace

std::optional<BackupInventory> read_inventory(const SourceFiles& files, Report& report) {
    const auto document = read_xml(files, inventory_file, report);
    if (!document) return std::nullopt;
    const pugi::xml_node information = document->root().child("information");
    BackupInventory inventory;
    inventory.release = text_of_child(information, "moodle_release");
    inventory.site = text_of_child(information, "original_site_identifier_hash");
    inventory.course_id = text_of_child(information, "original_course_id");
    inventory.context = text_of_child(information, "original_course_contextid");
    inventory.course_title = text_of_child(information, "original_course_fullname");
    inventory.course_format = text_of_child(information, "original_course_format");
    inventory.kind = text_of_child(information.child("details").child("detail"), "type");
    inventory.with_users = has_users(information.child("settings"));
    const pugi::xml_node contents = information.child("contents");
    inventory.course_folder = text_of_child(contents.child("course"), "directory");
    for (const pugi::xml_node node : contents.child("sections").children("section")) {
        BackupSection section{text_of_child(node, "sectionid"), text_of_child(node, "title"),
                              text_of_child(node, "directory")};
        if (is_inside(section.folder)) inventory.sections.push_back(std::move(section));
    }
    for (const pugi::xml_node node : contents.child("activities").children("activity")) {
        BackupActivity activity{text_of_child(node, "moduleid"), text_of_child(node, "sectionid"),
                                text_of_child(node, "modulename"), text_of_child(node, "title"),
                                text_of_child(node, "directory")};
        if (is_inside(activity.folder)) inventory.activities.push_back(std::move(activity));
    }
    if (!information || inventory.kind.empty()) {
        report.error(inventory_file, 0, "this is not the inventory of a Moodle backup",
                     "make the backup again in Moodle");
        return std::nullopt;
    }
    return inventory;
}

}  // namespace approdo::import
