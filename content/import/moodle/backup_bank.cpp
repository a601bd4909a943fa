#include "content/import/moodle/backup_bank.hpp"

#include <algorithm>

#include "content/import/moodle/backup_question.hpp"
#include "content/import/moodle/backup_xml.hpp"
#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

namespace {

constexpr const char* bank_file = "questions.xml";
constexpr int parents_max = 100;

using Path = std::vector<XmlOpen>;

// "question_categories/question_category/…": of the category around.
std::string_view category_of(const Path& path) {
    return path.size() > 1 ? raw_attribute(path[1].tag, "id") : std::string_view();
}

bool is_category_value(const Path& path) {
    return path.size() == 3 && (path[2].name == "name" || path[2].name == "parent");
}
bool is_old_question(const Path& path) {
    return path.size() == 4 && path[2].name == "questions" && path[3].name == "question";
}
bool is_entry(const Path& path) {
    return path.size() == 4 && path[3].name == "question_bank_entry";
}

std::uint32_t number_in(std::string_view text) {
    std::uint32_t number = 0;
    for (const char c : text.substr(0, 9)) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

// All questions of one element: an entry's versions, or the element itself.
template <class Take>
void each_question(pugi::xml_node node, const Take& take) {
    if (std::string_view(node.name()) == "question") return take(node, pugi::xml_node());
    for (const pugi::xml_node version :
         node.child("question_version").children("question_versions"))
        for (const pugi::xml_node question : version.child("questions").children("question"))
            take(question, version);
}

BankQuestion row_of(pugi::xml_node node, pugi::xml_node version, pugi::xml_node around,
                    std::string_view category) {
    BankQuestion row;
    row.id = node.attribute("id").value();
    row.category = category;
    row.type = backup_value(node, "qtype");
    if (version) {
        row.entry = around.attribute("id").value();
        row.version = number_in(backup_value(version, "version"));
        const std::string_view status = backup_value(version, "status");
        row.ready = status.empty() || status == "ready";
    } else {
        row.ready = !backup_flag(node, "hidden");
    }
    return row;
}

}  // namespace

bool QuestionBank::index(const SourceFiles& files, Report& report) {
    if (!files.exists(bank_file)) return true;
    XmlCursor cursor(files, bank_file, report);
    const auto wanted = [](const Path& path) {
        return is_category_value(path) || is_old_question(path) || is_entry(path);
    };
    while (cursor.next(wanted)) {
        const pugi::xml_node element = cursor.element().root();
        const std::string category(category_of(cursor.path()));
        const std::string_view name = element.name();
        if (name == "name") categories_[category].name = backup_value(element);
        if (name == "parent") categories_[category].parent = backup_value(element);
        if (name == "name" || name == "parent") continue;
        each_question(element, [&](pugi::xml_node node, pugi::xml_node version) {
            BankQuestion row = row_of(node, version, element, category);
            // What belongs to another question is no question by itself.
            const std::string_view parent = backup_value(node, "parent");
            const bool is_part = !parent.empty() && parent != "0" && parent != row.id;
            if (is_part) {
                parts_[row.id] = backup_value(node.child("questiontext"));
                return;
            }
            if (!row.entry.empty()) of_entries_[row.entry].push_back(row.id);
            if (row.type == "random") parts_[row.id] = backup_value(node.child("questiontext"));
            order_.push_back(row.id);
            questions_.emplace(row.id, std::move(row));
        });
    }
    return !report.has_errors();
}

const BankQuestion* QuestionBank::question(std::string_view id) const {
    const auto found = questions_.find(id);
    return found == questions_.end() ? nullptr : &found->second;
}

const BankQuestion* QuestionBank::of_entry(std::string_view entry, std::string_view version) const {
    const auto ids = of_entries_.find(entry);
    if (ids == of_entries_.end()) return nullptr;
    const BankQuestion* best = nullptr;
    for (const std::string& id : ids->second) {
        const BankQuestion* const one = question(id);
        if (!version.empty() && one->version == number_in(version)) return one;
        const bool better = best == nullptr || std::pair(one->ready, one->version) >
                                                   std::pair(best->ready, best->version);
        if (better) best = one;
    }
    return best;
}

bool QuestionBank::is_newest(const BankQuestion& one) const {
    return one.entry.empty() || of_entry(one.entry, {}) == &one;
}

std::vector<const BankQuestion*> QuestionBank::all() const {
    std::vector<const BankQuestion*> found;
    for (const std::string& id : order_) {
        if (const BankQuestion* const one = question(id); one->type != "random")
            found.push_back(one);
    }
    return found;
}

std::vector<const BankQuestion*> QuestionBank::in_category(std::string_view category,
                                                           bool with_subcategories) const {
    std::vector<const BankQuestion*> found;
    for (const BankQuestion* const one : all()) {
        if (!one->ready || one->type == "description" || !is_newest(*one)) continue;
        const bool inside =
            one->category == category || (with_subcategories && is_below(one->category, category));
        if (inside) found.push_back(one);
    }
    return found;
}

bool QuestionBank::is_below(std::string_view category, std::string_view ancestor) const {
    auto at = categories_.find(category);
    for (int step = 0; at != categories_.end() && step < parents_max; ++step) {
        if (at->second.parent == ancestor) return true;
        at = categories_.find(at->second.parent);
    }
    return false;
}

std::string QuestionBank::path_of(std::string_view category) const {
    std::string path;
    auto at = categories_.find(category);
    for (int step = 0; at != categories_.end() && step < parents_max; ++step) {
        // The root that Moodle gives every context says nothing.
        const bool is_top = at->second.name == "top" && !categories_.contains(at->second.parent);
        if (!is_top) path = at->second.name + (path.empty() ? "" : "/") + path;
        at = categories_.find(at->second.parent);
    }
    return path;
}

std::string_view QuestionBank::text_of(std::string_view id) const {
    const auto found = parts_.find(id);
    return found == parts_.end() ? std::string_view() : std::string_view(found->second);
}

bool QuestionBank::read(const SourceFiles& files, const std::set<std::string, std::less<>>& wanted,
                        const std::function<void(const Read&)>& take, Report& report) const {
    if (wanted.empty()) return true;
    XmlCursor cursor(files, bank_file, report);
    const auto stands_here = [](const Path& path) {
        return is_old_question(path) || is_entry(path);
    };
    const BackupPart part = [&](std::string_view id) { return text_of(id); };
    while (cursor.next(stands_here)) {
        each_question(cursor.element().root(), [&](pugi::xml_node node, pugi::xml_node) {
            const BankQuestion* const row = question(node.attribute("id").value());
            if (row == nullptr || !wanted.contains(row->id)) return;
            BackupQuestion read;
            read_backup_question(node, part, read);
            read.question.line = cursor.element().line_of(node);
            take({*row, read.question, read.with_subcategories});
        });
    }
    return !report.has_errors();
}

}  // namespace approdo::import
