#include "content/import/moodle/backup_activities.hpp"

#include <algorithm>

#include "content/import/moodle/backup_xml.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t page_bytes_max = 4 * 1024 * 1024;

std::string link_to(const std::string& address, const std::string& words) {
    return "<a href=\"" + escaped_attribute(address) + "\">" + escaped_text(words) + "</a>";
}

MoodleText as_html(const MoodleText& text, const std::string& html) {
    MoodleText result = text;
    result.text = html;
    result.format = MoodleFormat::html;
    return result;
}

}  // namespace

// One activity while it is read: its record, and what its files belong to.
struct BackupActivities::Now {
    const BackupActivity& activity;
    std::string file;
    std::string context;
    pugi::xml_node node;
    XmlDocument document;

    std::string area(const std::string& name, std::string_view item = "0") const {
        return "mod_" + activity.type + "/" + name + "/" + context + "/" + std::string(item);
    }
    MoodleText introduction() const { return backup_text(node, "intro", area("intro")); }
    std::string title() const {
        const std::string name = with_references_replaced(backup_value(node, "name"));
        return name.empty() ? activity.title : name;
    }
};

void BackupActivities::lost(const Now& now, std::string message, std::string mend) {
    reading_.report.warning(now.file, 0, std::move(message), std::move(mend));
}

void BackupActivities::add(const BackupActivity& activity) {
    Now now{activity, activity.folder + "/" + activity.type + ".xml", {}, {}, {}};
    if (!files_.exists(now.file)) {
        lost(now, "the activity «" + activity.title + "» is missing from the backup",
             "make the backup again in Moodle");
        return;
    }
    auto document = read_xml(files_, now.file, reading_.report);
    if (!document) return;
    now.document = std::move(*document);
    now.context = now.document.root().attribute("contextid").value();
    now.node = now.document.root().child(activity.type.c_str());
    using Add = void (BackupActivities::*)(const Now&);
    static const std::map<std::string, Add> known{
        {"page", &BackupActivities::add_page},     {"label", &BackupActivities::add_page},
        {"url", &BackupActivities::add_link},      {"resource", &BackupActivities::add_resource},
        {"folder", &BackupActivities::add_folder}, {"book", &BackupActivities::add_book},
        {"lesson", &BackupActivities::add_lesson}, {"assign", &BackupActivities::add_assignment}};
    const auto found = known.find(activity.type);
    (this->*(found == known.end() ? &BackupActivities::add_rest : found->second))(now);
}

void read_module(const SourceFiles& files, const BackupActivity& activity, Unit& unit,
                 Report& report) {
    const std::string file = activity.folder + "/module.xml";
    if (!files.exists(file)) return;
    const auto document = read_xml(files, file, report);
    if (!document) return;
    const pugi::xml_node node = document->root();
    const std::string& title = unit.variants.front().title;
    if (!backup_flag(node, "visible", true)) {
        unit.required = false;
        report.advice(
            file, 0, "«" + title + "» was hidden in Moodle: here it shows, but nobody has to do it",
            "take it out if it is not for learners");
    }
    if (backup_value(node, "completion") == "1") unit.completion.kind = CompletionKind::declared;
    if (backup_value(node, "availability").find("\"type\"") != std::string_view::npos)
        report.warning(file, 0, "who may see «" + title + "», and when, was left out",
                       "set its prerequisites and dates anew");
}

std::string BackupActivities::list_of_files(const std::string& area) const {
    std::string html;
    for (const BackupFile* const file : media_.in_area(area)) {
        std::string address = "@@PLUGINFILE@@/";
        for (const char c : file->path) {
            if (c == '%' || c == '?' || c == '#') {
                address += c == '%' ? "%25" : c == '?' ? "%3F" : "%23";
            } else {
                address.push_back(c);
            }
        }
        html += "<li>" + link_to(address, file->path) + "</li>";
    }
    return html.empty() ? html : "<ul>" + html + "</ul>";
}

void BackupActivities::add_text_page(const Now& now, const std::string& id,
                                     const std::string& title, const MoodleText& text) {
    Unit& unit = course_.add_unit(UnitKind::page, id, title);
    course_.set_page(page_html(text, reading_, title));
    read_module(files_, now.activity, unit, reading_.report);
}

void BackupActivities::add_page(const Now& now) {
    const bool is_label = now.activity.type == "label";
    const MoodleText text =
        is_label ? now.introduction() : backup_text(now.node, "content", now.area("content"));
    std::string title = now.title();
    if (is_label) title = title.substr(0, std::min<std::size_t>(title.find('\n'), 100));
    add_text_page(now, now.activity.module, title, text);
}

void BackupActivities::add_link(const Now& now) {
    const std::string address(backup_value(now.node, "externalurl"));
    const MoodleText introduction = now.introduction();
    const std::string html =
        std::string(introduction.text) + "<p>" + link_to(address, now.title()) + "</p>";
    add_text_page(now, now.activity.module, now.title(), as_html(introduction, html));
}

void BackupActivities::add_resource(const Now& now) {
    const auto files = media_.in_area("mod_resource/content/" + now.context);
    if (files.empty())
        return lost(now, "the file of «" + now.title() + "» is not in the backup",
                    "make the backup again, with files");
    const BackupFile& main = *files.front();
    const std::string extension = extension_of(main.path);
    const std::string blob = BackupFiles::blob(main.hash);
    if ((extension == ".html" || extension == ".htm") && files_.size(blob) <= page_bytes_max) {
        const std::string html = files_.read(blob).value_or(std::string());
        MoodleText text;
        text.text = html;
        text.area = now.area("content");
        return add_text_page(now, now.activity.module, now.title(), text);
    }
    const auto asset = media_.take(main);
    Unit& unit = course_.add_unit(UnitKind::media, now.activity.module, now.title());
    unit.completion.kind = CompletionKind::opened;
    media_.use(asset->path, reading_.language);
    course_.set_file(asset->path, type_of(main.path).media_type);
    read_module(files_, now.activity, unit, reading_.report);
    if (files.size() > 1)
        lost(now, "of the files of «" + now.title() + "» only «" + main.path + "» was taken",
             "make a folder of them in Moodle");
}

void BackupActivities::add_folder(const Now& now) {
    const MoodleText introduction = now.introduction();
    MoodleText text = as_html(introduction, {});
    const std::string html =
        std::string(introduction.text) + list_of_files("mod_folder/content/" + now.context);
    text.text = html;
    text.area = now.area("content");
    add_text_page(now, now.activity.module, now.title(), text);
}

void BackupActivities::add_book(const Now& now) {
    bool any = false;
    for (const pugi::xml_node node : now.node.child("chapters").children("chapter")) {
        if (backup_flag(node, "hidden")) {
            lost(now,
                 "the chapter «" + with_references_replaced(backup_value(node, "title")) +
                     "» of the book «" + now.title() + "» is hidden in Moodle, and was left out",
                 "show it in Moodle, and make the backup again");
            continue;
        }
        const std::string id = node.attribute("id").value();
        const MoodleText text = backup_text(node, "content", now.area("chapter", id));
        add_text_page(now, now.activity.module + "/" + id,
                      with_references_replaced(backup_value(node, "title")), text);
        any = true;
    }
    if (!any) lost(now, "the book «" + now.title() + "» has no chapters", "take it out in Moodle");
}

void BackupActivities::add_lesson(const Now& now) {
    constexpr std::string_view content_page = "20";
    std::size_t questions = 0;
    for (const pugi::xml_node node : now.node.child("pages").children("page")) {
        if (backup_value(node, "qtype") != content_page) {
            ++questions;
            continue;
        }
        const std::string id = node.attribute("id").value();
        MoodleText text = backup_text(node, "contents", now.area("page_contents", id));
        add_text_page(now, now.activity.module + "/" + id, std::string(backup_value(node, "title")),
                      text);
    }
    lost(now,
         "of the lesson «" + now.title() + "» only its pages were taken: its paths and its " +
             std::to_string(questions) + " questions were left out",
         "make a quiz of its questions");
}

void BackupActivities::add_assignment(const Now& now) {
    Unit& unit = course_.add_unit(UnitKind::assignment, now.activity.module, now.title());
    course_.set_page(page_html(now.introduction(), reading_, now.title()));
    unit.completion.kind = CompletionKind::by_trainer;
    read_module(files_, now.activity, unit, reading_.report);
    if (!media_.in_area("mod_assign/introattachment/" + now.context).empty())
        lost(now, "the files beside the assignment «" + now.title() + "» were left out",
             "put them into its text");
}

void BackupActivities::add_rest(const Now& now) {
    const bool is_package = now.activity.type == "scorm" || now.activity.type == "h5pactivity" ||
                            now.activity.type == "imscp";
    const bool described = !trimmed(now.introduction().text).empty();
    lost(now,
         "«" + now.title() + "» is an activity of the type «" + now.activity.type +
             "», which has no place in a course here" +
             (described ? ": its description became a page" : ""),
         is_package ? "import its package by itself" : "");
    if (described) add_text_page(now, now.activity.module, now.title(), now.introduction());
}

}  // namespace approdo::import
