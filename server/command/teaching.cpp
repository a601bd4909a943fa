// `marking list/show`, `announcement list/add/correct/withdraw`: what trainers do in their own
// program and in the browser, for whoever runs the machine. Marks are a person's and are given
// there alone.
#include <fstream>
#include <iterator>

#include "content/import/source/html_text.hpp"
#include "server/app/teaching_json.hpp"
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string edition;
    std::string attempt;
    bool marked_too = false;
    std::string announcement;
    std::string title;
    std::string text;
    std::string file;
    std::string language = "it";
};

std::string text_of(const app::MarkingLine& row) {
    return row.attempt.hex().substr(0, 12) + "  " + utc_text(row.handed_in) + "  " +
           row.display_name + "  " + row.course_title + " / " + row.unit_title + "  " +
           std::to_string(row.waiting) + " to mark, " + std::to_string(row.marked) + " marked";
}

std::string text_of(const app::MarkingSheet& sheet) {
    std::string text = text_of(sheet.line);
    for (std::size_t i = 0; i < sheet.answers.size(); ++i) {
        const app::AnswerToMark& one = sheet.answers[i];
        text += "\n\n" + std::to_string(i + 1) + ". " + import::plain_text(one.html) + "\n\n" +
                one.answer;
        if (!one.guide_html.empty()) text += "\n\nGuide: " + import::plain_text(one.guide_html);
        if (one.mark) {
            text += "\n\nMarked by " + one.mark->name + ": " +
                    content::points_text(one.mark->points) + " of " +
                    content::points_text(one.points_max);
            if (!one.mark->source.empty()) text += "\n" + one.mark->source;
        } else {
            text += "\n\nWaits for a mark, at most " + content::points_text(one.points_max);
        }
    }
    return text;
}

std::string text_of(const app::AnnouncementRow& row) {
    return row.id.hex().substr(0, 12) + "  " + utc_text(row.published) + "  " + row.title +
           (row.written > row.published ? "  (corrected " + utc_text(row.written) + ")" : "");
}

Result<void> list_marking(Context& context, app::Site& site, const Wish& wish) {
    app::MarkingWish asked;
    if (!wish.edition.empty()) {
        APPRODO_TRY(asked.edition, site.find_edition(wish.edition));
    }
    asked.marked_too = wish.marked_too;
    APPRODO_TRY(const app::MarkingList list, site.marking(console, asked));
    for (const app::MarkingLine& line : list.lines) {
        context.out.row(app::to_json(line), text_of(line));
    }
    if (list.lines.empty()) context.out.note("Nothing waits for a mark.");
    if (list.more) context.out.note("There are more: name an edition with --edition.");
    return {};
}

Result<void> show_marking(Context& context, app::Site& site, const Wish& wish) {
    app::MarkingWish asked;
    asked.marked_too = true;
    APPRODO_TRY(const app::MarkingList list, site.marking(console, asked));
    const app::MarkingLine* found = nullptr;
    for (const app::MarkingLine& line : list.lines) {
        if (!line.attempt.hex().starts_with(wish.attempt)) continue;
        if (found != nullptr) {
            return fail(ErrorCode::invalid_input,
                        "Several attempts begin with " + wish.attempt + ": give more digits.");
        }
        found = &line;
    }
    if (found == nullptr) {
        return fail(ErrorCode::not_found,
                    "There is no such attempt to mark: see marking list --marked.");
    }
    APPRODO_TRY(const app::MarkingSheet sheet,
                site.marking_sheet(console, found->enrolment, found->attempt, false));
    context.out.row(app::to_json(sheet), text_of(sheet));
    return {};
}

Result<std::string> words_of(const Wish& wish) {
    if (wish.file.empty()) return wish.text;
    std::ifstream file(wish.file, std::ios::binary);
    if (!file) return fail(ErrorCode::not_found, "cannot read " + wish.file);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<app::AnnouncementRow> announcement_called(app::Site& site, const EditionId& edition,
                                                 const std::string& id) {
    APPRODO_TRY(const auto rows, site.announcements(console, edition));
    const app::AnnouncementRow* found = nullptr;
    for (const app::AnnouncementRow& row : rows) {
        if (!row.id.hex().starts_with(id)) continue;
        if (found != nullptr) {
            return fail(ErrorCode::invalid_input,
                        "Several announcements begin with " + id + ": give more digits.");
        }
        found = &row;
    }
    if (found == nullptr) {
        return fail(ErrorCode::not_found, "There is no such announcement: see announcement list.");
    }
    return *found;
}

void tell(Context& context, const app::AnnouncementRow& row) {
    context.out.row(app::to_json(row), text_of(row));
}

Result<void> list_announcements(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto rows, site.announcements(console, edition));
    for (const app::AnnouncementRow& row : rows) tell(context, row);
    return {};
}

Result<void> add_announcement(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const std::string words, words_of(wish));
    APPRODO_TRY(const auto row,
                site.announce(console, edition, {wish.title, words, wish.language}));
    tell(context, row);
    return {};
}

Result<void> correct_announcement(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto before, announcement_called(site, edition, wish.announcement));
    APPRODO_TRY(std::string words, words_of(wish));
    if (words.empty()) words = before.source;
    const std::string title = wish.title.empty() ? before.title : wish.title;
    APPRODO_TRY(const auto row, site.correct_announcement(console, edition, before.id, before.state,
                                                          {title, words, before.language}));
    tell(context, row);
    return {};
}

Result<void> withdraw_announcement(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto before, announcement_called(site, edition, wish.announcement));
    APPRODO_CHECK(site.withdraw_announcement(console, edition, before.id, before.state));
    context.out.row({{"id", before.id.hex()}, {"withdrawn", true}},
                    "withdrawn: it goes from each device with its next exchange.");
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

void add_words(Command& command, const std::shared_ptr<Wish>& wish) {
    command.option("--text", wish->text, "its words, as Markdown");
    command.option("--file", wish->file, "a file with its words");
}

}  // namespace

void add_staff_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command marking = tree.family("marking", "answers that a person marks");
    Command waiting =
        tree.leaf(marking, "list", "what waits for a mark", on_site(list_marking, wish));
    waiting.option("--edition", wish->edition, "of this edition only, by name or id");
    waiting.flag("--marked", wish->marked_too, "also what was marked already");
    Command one = tree.leaf(marking, "show", "an attempt's answers, marks and feedback",
                            on_site(show_marking, wish));
    one.required("attempt", wish->attempt, "its id, or the beginning of it");

    Command announcement = tree.family("announcement", "what an edition's participants are told");
    Command list = tree.leaf(announcement, "list", "those that hold, the newest first",
                             on_site(list_announcements, wish));
    Command add = tree.leaf(announcement, "add", "tell all participants of an edition",
                            on_site(add_announcement, wish));
    add.required("title", wish->title, "its title");
    Command correct = tree.leaf(announcement, "correct", "write an announcement anew",
                                on_site(correct_announcement, wish));
    Command withdraw = tree.leaf(announcement, "withdraw", "take an announcement back",
                                 on_site(withdraw_announcement, wish));
    for (Command* command : {&correct, &withdraw}) {
        command->required("announcement", wish->announcement, "its id, or the beginning of it");
    }
    for (Command* command : {&list, &add, &correct, &withdraw}) {
        command->required("--edition", wish->edition, "edition, by name or id");
    }
    add_words(add, wish);
    add_words(correct, wish);
    add.option("--language", wish->language, "of its words, such as ar [it]");
    correct.option("--title", wish->title, "another title");
}

}  // namespace approdo::server
