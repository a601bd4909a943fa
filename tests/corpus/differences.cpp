#include "tests/corpus/differences.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"

namespace approdo::test {

using namespace content;

namespace {

using Lines = std::vector<std::string>;

// Numbers feedback by where its words are first used, and leaves out what is used nowhere.
class FeedbackNumbers {
  public:
    explicit FeedbackNumbers(QuestionKey& key) : key_(key) {}

    void renumber() {
        for (FeedbackId* id : {&key_.general_feedback, &key_.right_feedback, &key_.partly_feedback,
                               &key_.wrong_feedback})
            take(*id);
        for (PartKey& part : key_.parts)
            std::visit([&](auto& shape) { take_of(shape); }, part.shape);
        for (processing::ShownFeedback& one : key_.rules.feedback) take(one.feedback);
        std::erase_if(key_.feedback, [&](const Feedback& one) { return of(one.id) == 0; });
        for (Feedback& one : key_.feedback) one.id = of(one.id);
        std::sort(key_.feedback.begin(), key_.feedback.end(),
                  [](const Feedback& a, const Feedback& b) { return a.id < b.id; });
    }

  private:
    FeedbackId of(FeedbackId old) const {
        const auto found = std::find(seen_.begin(), seen_.end(), old);
        return found == seen_.end() ? 0 : static_cast<FeedbackId>(found - seen_.begin() + 1);
    }
    // Whether two places share an entry or have one each with the same words is all one.
    FeedbackId first_with_words_of(FeedbackId id) const {
        const LocalRich* const words = key_.feedback_text(id);
        const auto same = std::find_if(
            key_.feedback.begin(), key_.feedback.end(),
            [&](const Feedback& one) { return words != nullptr && one.text == *words; });
        return same == key_.feedback.end() ? id : same->id;
    }
    void take(FeedbackId& id) {
        if (id == 0) return;
        id = first_with_words_of(id);
        if (of(id) == 0) seen_.push_back(id);
        id = of(id);
    }
    void take_of(ChoiceKey& key) {
        for (ChosenKey& one : key.options) take(one.feedback);
        take(key.not_chosen_feedback);
    }
    void take_of(TextKey& key) {
        for (TextAnswer& one : key.answers) take(one.feedback);
    }
    void take_of(NumberKey& key) {
        for (NumberAnswer& one : key.answers) take(one.feedback);
    }
    void take_of(HotspotKey& key) {
        for (AreaAnswer& one : key.areas) take(one.feedback);
        for (ChosenKey& one : key.places) take(one.feedback);
    }
    template <class Key>
    void take_of(Key&) {}

    QuestionKey& key_;
    std::vector<FeedbackId> seen_;
};

// A text without a language has the one of what it stands in.
void name_language(RichText& text, const std::string& language) {
    if (text.language.empty()) text.language = language;
    if (text.html.empty()) text.language.clear();
}
void name_language(LocalRich& text, const std::string& language) {
    for (RichText& one : text.texts) name_language(one, language);
}
void name_language(std::vector<Option>& options, const std::string& language) {
    for (Option& one : options) name_language(one.text, language);
}

struct NameInPart {
    const std::string& language;
    void operator()(ChoicePart& part) const { name_language(part.options, language); }
    void operator()(MatchPart& part) const {
        name_language(part.left, language);
        name_language(part.right, language);
    }
    void operator()(OrderPart& part) const { name_language(part.items, language); }
    void operator()(DragPart& part) const {
        for (DragItem& one : part.items) name_language(one.text, language);
    }
    template <class Shape>
    void operator()(Shape&) const {}
};

void make_comparable(QuestionPublic& shown, const std::string& language) {
    name_language(shown.text, language);
    for (Part& part : shown.parts) std::visit(NameInPart{language}, part.shape);
    for (PartDetail& detail : shown.details) name_language(detail.prefilled, language);
}

void make_comparable(QuestionKey& key, const std::string& language) {
    for (Feedback& one : key.feedback) name_language(one.text, language);
    for (LocalRich& hint : key.hints) name_language(hint, language);
    for (PartKey& part : key.parts) {
        if (auto* person = std::get_if<PersonKey>(&part.shape))
            name_language(person->guide, language);
    }
    FeedbackNumbers(key).renumber();
    // In which order a rule's names for options are listed says nothing.
    for (processing::Binding& one : key.rules.bindings)
        std::sort(one.options.begin(), one.options.end(),
                  [](const auto& a, const auto& b) { return a.option < b.option; });
}

void make_comparable(AuthoredQuiz& quiz) {
    for (AuthoredQuiz::InLanguage& one : quiz.languages) {
        name_language(one.shown.introduction, one.shown.language);
        for (QuizSection& section : one.shown.sections)
            name_language(section.introduction, one.shown.language);
        for (QuestionPublic& question : one.shown.questions)
            make_comparable(question, one.shown.language);
    }
    for (QuestionKey& key : quiz.key.questions)
        make_comparable(key, quiz.languages.front().shown.language);
}

std::string quoted(const std::string& text) {
    return "«" + text + "»";
}
std::string quoted(const RichText& text) {
    return quoted(text.html) + " in " + quoted(text.language);
}
std::string quoted(std::size_t number) {
    return std::to_string(number);
}

class Comparison {
  public:
    Lines run(AuthoredCourse before, AuthoredCourse after) {
        if (!(before.course == after.course)) compare(before.course, after.course);
        for (AuthoredCourse* one : {&before, &after}) {
            const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
            std::sort(one->pages.begin(), one->pages.end(), by_path);
            std::sort(one->files.begin(), one->files.end(), by_path);
            for (AuthoredQuiz& quiz : one->quizzes) make_comparable(quiz);
        }
        each(before.pages, after.pages, "page",
             [&](const AuthoredPage& a, const AuthoredPage& b) { compare(a, b); });
        each(before.quizzes, after.quizzes, "quiz",
             [&](const AuthoredQuiz& a, const AuthoredQuiz& b) { compare(a, b); });
        each(before.foreign, after.foreign, "package",
             [&](const AuthoredForeign& a, const AuthoredForeign& b) {
                 field("module", a.module == b.module);
                 field("structure", a.package == b.package);
             });
        each(before.files, after.files, "file",
             [&](const AuthoredFile& a, const AuthoredFile& b) { compare(a, b); });
        return std::move(lines_);
    }

    Lines run(const Question& before, const Question& after) {
        compare(before.shown, after.shown);
        compare(before.key, after.key);
        return std::move(lines_);
    }

  private:
    void line(const std::string& what) {
        std::string text;
        for (const std::string& one : where_) text += one + ": ";
        lines_.push_back(text + what);
    }
    void field(const std::string& name, bool same) {
        if (!same) line(name);
    }
    template <class Value>
    void value(const std::string& name, const Value& before, const Value& after) {
        if (!(before == after)) line(name + ": " + quoted(before) + ", then " + quoted(after));
    }
    template <class List, class Compare>
    void each(const List& before, const List& after, const std::string& name,
              const Compare& compare) {
        value("number of " + name + "s", before.size(), after.size());
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
            where_.push_back(name + " " + std::to_string(i + 1));
            compare(before[i], after[i]);
            where_.pop_back();
        }
    }

    void compare(const Course& before, const Course& after) {
        Course left = before;
        Course right = after;
        each(before.modules, after.modules, "module",
             [&](const Module& a, const Module& b) { compare(a, b); });
        left.modules.clear();
        right.modules.clear();
        field("course", left == right);
    }
    void compare(const Module& before, const Module& after) {
        each(before.units, after.units, "unit",
             [&](const Unit& a, const Unit& b) { compare(a, b); });
        Module left = before;
        Module right = after;
        left.units.clear();
        right.units.clear();
        field("module", left == right);
    }
    void compare(const Unit& before, const Unit& after) {
        if (before == after) return;
        where_.push_back(before.slug);
        each(before.variants, after.variants, "variant", [&](const Variant& a, const Variant& b) {
            value("path", a.path, b.path);
            value("title", a.title, b.title);
            value("language", a.language, b.language);
            value("media type", a.media_type, b.media_type);
            value("words", a.words, b.words);
            value("start", a.start, b.start);
            field("variant", a == b);
        });
        Unit left = before;
        Unit right = after;
        left.variants.clear();
        right.variants.clear();
        value("slug", left.slug, right.slug);
        field("id", left.id == right.id);
        field("kind", left.kind == right.kind);
        value("completion", static_cast<std::size_t>(left.completion.kind),
              static_cast<std::size_t>(right.completion.kind));
        field("completion", left.completion == right.completion);
        field("prerequisites", left.prerequisites == right.prerequisites);
        field("unit", left == right);
        where_.pop_back();
    }
    void compare(const AuthoredPage& before, const AuthoredPage& after) {
        value("path", before.path, after.path);
        field("module", before.module == after.module);
        value("html", before.page.html, after.page.html);
        value("title", before.page.title, after.page.title);
        field("page", before.page == after.page);
    }
    void compare(const AuthoredFile& before, const AuthoredFile& after) {
        value("path", before.path, after.path);
        value("size", before.size, after.size);
        value("media type", before.media_type, after.media_type);
        value("part", static_cast<std::size_t>(before.part.type),
              static_cast<std::size_t>(after.part.type));
        value("language", before.part.language, after.part.language);
        value("module", before.module.hex(), after.module.hex());
    }
    void compare(const AuthoredQuiz& before, const AuthoredQuiz& after) {
        field("unit", before.unit == after.unit);
        field("module", before.module == after.module);
        each(before.languages, after.languages, "language",
             [&](const AuthoredQuiz::InLanguage& a, const AuthoredQuiz::InLanguage& b) {
                 value("path", a.path, b.path);
                 compare(a.shown, b.shown);
             });
        each(before.key.questions, after.key.questions, "key",
             [&](const QuestionKey& a, const QuestionKey& b) { compare(a, b); });
        field("rules", before.key.rules == after.key.rules);
        field("tail of the key", before.key.tail == after.key.tail);
    }
    void compare(const QuizPublic& before, const QuizPublic& after) {
        value("title", before.title, after.title);
        value("language", before.language, after.language);
        value("introduction", before.introduction, after.introduction);
        field("settings", before.settings == after.settings);
        field("sections", before.sections == after.sections);
        each(before.questions, after.questions, "question",
             [&](const QuestionPublic& a, const QuestionPublic& b) { compare(a, b); });
        QuizPublic left = before;
        QuizPublic right = after;
        left.questions.clear();
        right.questions.clear();
        field("quiz", left == right);
    }
    void compare(const QuestionPublic& before, const QuestionPublic& after) {
        if (before == after) return;
        where_.push_back(quoted(before.title));
        field("id", before.id == after.id);
        value("kind", static_cast<std::size_t>(before.kind), static_cast<std::size_t>(after.kind));
        value("title", before.title, after.title);
        value("text", before.text, after.text);
        each(before.parts, after.parts, "part", [&](const Part& a, const Part& b) {
            value("shape", a.shape.index(), b.shape.index());
            compare_options(a.shape, b.shape);
            field("part", a == b);
        });
        field("variables", before.variables == after.variables);
        field("tags", before.tags == after.tags);
        value("category", before.category, after.category);
        field("details", before.details == after.details);
        value("foreign id", before.foreign_id, after.foreign_id);
        field("numbering", before.numbering == after.numbering);
        field("adaptive", before.adaptive == after.adaptive);
        field("tail", before.tail == after.tail);
        where_.pop_back();
    }
    void each_text(const std::vector<Option>& before, const std::vector<Option>& after,
                   const std::string& name) {
        each(before, after, name, [&](const Option& a, const Option& b) {
            field("id", a.id == b.id);
            value("text", a.text, b.text);
        });
    }
    void compare_options(const PartShape& before, const PartShape& after) {
        if (const auto* const match = std::get_if<MatchPart>(&before);
            match != nullptr && std::holds_alternative<MatchPart>(after)) {
            const auto& again = std::get<MatchPart>(after);
            each_text(match->left, again.left, "left");
            each_text(match->right, again.right, "right");
            field("reusable", match->right_reusable == again.right_reusable);
        }
        const auto* const left = std::get_if<ChoicePart>(&before);
        const auto* const right = std::get_if<ChoicePart>(&after);
        if (left == nullptr || right == nullptr) return;
        each_text(left->options, right->options, "option");
    }
    void compare_choices(const PartKeyShape& before, const PartKeyShape& after) {
        const auto* const left = std::get_if<ChoiceKey>(&before);
        const auto* const right = std::get_if<ChoiceKey>(&after);
        if (left == nullptr || right == nullptr) return;
        field("all or nothing", left->all_or_nothing == right->all_or_nothing);
        each(left->options, right->options, "option", [&](const ChosenKey& a, const ChosenKey& b) {
            value("share", percent_text(a.share), percent_text(b.share));
            value("feedback", a.feedback, b.feedback);
        });
    }
    void compare(const QuestionKey& before, const QuestionKey& after) {
        if (before == after) return;
        where_.push_back(before.id.hex().substr(0, 8));
        field("id", before.id == after.id);
        value("points", points_text(before.points), points_text(after.points));
        each(before.parts, after.parts, "part", [&](const PartKey& a, const PartKey& b) {
            value("shape of the key", a.shape.index(), b.shape.index());
            compare_choices(a.shape, b.shape);
            field("key", a == b);
        });
        each(before.feedback, after.feedback, "feedback",
             [&](const Feedback& a, const Feedback& b) {
                 each(a.text.texts, b.text.texts, "text",
                      [&](const RichText& x, const RichText& y) { value("words", x, y); });
             });
        each(before.hints, after.hints, "hint", [&](const LocalRich& a, const LocalRich& b) {
            each(a.texts, b.texts, "text",
                 [&](const RichText& x, const RichText& y) { value("words", x, y); });
        });
        field("general feedback", before.general_feedback == after.general_feedback);
        field("feedback by verdict", before.right_feedback == after.right_feedback &&
                                         before.partly_feedback == after.partly_feedback &&
                                         before.wrong_feedback == after.wrong_feedback);
        field("penalty", before.penalty == after.penalty);
        field("least", before.least == after.least);
        field("hint rules", before.hint_rules == after.hint_rules);
        field("right count", before.show_right_count == after.show_right_count);
        field("formula rules", before.formula_rules == after.formula_rules);
        field("rules", before.rules == after.rules);
        field("tail", before.tail == after.tail);
        where_.pop_back();
    }

    Lines where_;
    Lines lines_;
};

}  // namespace

Lines differences(const AuthoredCourse& before, const AuthoredCourse& after) {
    return Comparison().run(before, after);
}

Lines differences(Question before, Question after, const std::string& language) {
    for (Question* one : {&before, &after}) {
        make_comparable(one->shown, language);
        make_comparable(one->key, language);
    }
    return Comparison().run(before, after);
}

}  // namespace approdo::test
