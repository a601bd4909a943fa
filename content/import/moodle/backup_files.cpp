#include "content/import/moodle/backup_files.hpp"

#include <algorithm>

#include "content/import/moodle/backup_xml.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

namespace {

constexpr std::size_t beginning_max = 256 * 1024;  // where the size of any picture stands

bool is_hash(std::string_view text) {
    return text.size() == 40 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Questions' files are found by their item alone, activities' by their context as well.
std::string area_of(pugi::xml_node row) {
    const std::string_view component = backup_value(row, "component");
    const std::string area(backup_value(row, "filearea"));
    if (component == "question" || component.starts_with("qtype_"))
        return "question/" + area + "/" + std::string(backup_value(row, "itemid"));
    return std::string(component) + "/" + area + "/" + std::string(backup_value(row, "contextid")) +
           "/" + std::string(backup_value(row, "itemid"));
}

}  // namespace

std::string BackupFiles::blob(const std::string& hash) {
    return "files/" + hash.substr(0, 2) + "/" + hash;
}

void BackupFiles::read(Report& report) {
    if (!files_.exists("files.xml")) return;
    XmlCursor cursor(files_, "files.xml", report);
    const auto wanted = [](const std::vector<XmlOpen>& path) {
        return path.size() == 2 && path[1].name == "file";
    };
    while (cursor.next(wanted)) {
        const pugi::xml_node node = cursor.element().root();
        BackupFile file;
        file.hash = backup_value(node, "contenthash");
        const std::string_view name = backup_value(node, "filename");
        if (name == "." || name.empty()) continue;
        if (!is_hash(file.hash)) {
            report.warning("files.xml", cursor.element().line_of(node),
                           "the file «" + std::string(name) + "» has no hash and was left out",
                           "make the backup again, with files");
            continue;
        }
        std::string_view folder = backup_value(node, "filepath");
        if (folder.starts_with('/')) folder.remove_prefix(1);
        file.path = std::string(folder) + std::string(name);
        file.is_main = backup_value(node, "sortorder") == "1";
        file.line = cursor.element().line_of(node);
        ++count_;
        blobs_.insert(file.hash);
        if (!files_.exists(blob(file.hash))) {
            report.warning("files.xml", cursor.element().line_of(node),
                           "the file «" + file.path + "» is not in the backup",
                           "make the backup again, with files");
            continue;
        }
        rows_.emplace(area_of(node), std::move(file));
    }
}

std::optional<Links::Asset> BackupFiles::take(const BackupFile& file) {
    const std::string path = blob(file.hash);
    taken_.insert(&file);
    return keep_on_disk(file.path, file.hash, files_.on_disk(path), files_.size(path),
                        files_.beginning(path, beginning_max));
}

void BackupFiles::report_unused(Report& report) const {
    for (const auto& [area, file] : rows_) {
        const bool of_people = area.starts_with("assignsubmission_") ||
                               area.starts_with("assignfeedback_") || area.starts_with("user/");
        if (!of_people && !taken_.contains(&file))
            report.warning(
                "files.xml", file.line,
                "no text and no activity here shows the file «" + file.path + "»: it was left out",
                "put it into a text, and make the backup again");
    }
}

std::optional<Links::Asset> BackupFiles::find(const MoodleText& text, std::string_view path) {
    const auto [first, last] = rows_.equal_range(text.area);
    for (auto row = first; row != last; ++row) {
        if (!path.empty() && row->second.path != path) continue;
        return take(row->second);
    }
    return std::nullopt;
}

std::optional<std::string> BackupFiles::link(std::string_view address) {
    // "$@PAGEVIEWBYID*1507@$"
    constexpr std::string_view mark = "VIEWBYID*";
    const std::size_t at = address.find(mark);
    if (!address.starts_with("$@") || at == std::string_view::npos) return std::nullopt;
    const std::size_t begin = at + mark.size();
    const std::size_t end = address.find_first_not_of("0123456789", begin);
    return unit_of_(std::string(address.substr(begin, end - begin)));
}

std::vector<const BackupFile*> BackupFiles::in_area(std::string_view area) const {
    std::vector<const BackupFile*> found;
    const std::string prefix = std::string(area) + "/";
    for (auto row = rows_.lower_bound(prefix); row != rows_.end(); ++row) {
        if (!row->first.starts_with(prefix)) break;
        found.push_back(&row->second);
    }
    std::sort(found.begin(), found.end(), [](const BackupFile* a, const BackupFile* b) {
        return std::pair(!a->is_main, a->path) < std::pair(!b->is_main, b->path);
    });
    return found;
}

}  // namespace approdo::import
