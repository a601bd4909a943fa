#include "content/import/gift/gift_questions.hpp"

#include <algorithm>
#include <set>

#include "content/import/gift/gift_lines.hpp"
#include "content/import/gift/option_ids.hpp"
#include "content/import/gift/question_parts.hpp"
#include "content/import/gift/quiz_settings.hpp"
#include "content/import/gift/whole_question.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/markdown.hpp"
#include "content/import/source/quiz_course.hpp"

namespace approdo::import {

using namespace content;

namespace {

std::string part_mark(std::uint32_t number) {
    return "<span data-part=\"" + std::to_string(number) + "\"></span>";
}

std::string html_of(const GiftText& text) {
    if (text.format == "markdown") return markdown_to_html(text.text);
    if (text.format == "html") return text.text;
    std::string html = text.format == "plain" ? escaped_text(text.text) : text.text;
    for (std::size_t at = html.find('\n'); at != std::string::npos; at = html.find('\n', at + 5))
        html.replace(at, 1, "<br>\n");
    return html;
}

// The paragraph that Markdown makes of a single one says nothing in a question.
std::string without_paragraph(std::string html) {
    while (html.ends_with('\n')) html.pop_back();
    if (html.starts_with("<p>") && html.ends_with("</p>") &&
        html.find("<p>", 3) == std::string::npos)
        return html.substr(3, html.size() - 7);
    return html;
}

RichText clean(const GiftText& text, const QuizReading& reading, std::size_t line) {
    HtmlOptions options;
    options.direction = direction_of(reading.language);
    options.is_page = false;
    CleanHtml result = clean_html(html_of(text), reading.links, options);
    for (const HtmlFinding& one : result.findings)
        reading.report.findings.push_back(
            {one.severity, reading.file, line, one.message, one.mend});
    if (text.format == "markdown") result.html = without_paragraph(std::move(result.html));
    return {std::move(result.html), reading.language, Direction::inherit};
}

std::string name_of(const GiftItem& item) {
    return item.title ? *item.title : item.stem().text;
}

class QuestionReader {
  public:
    // `nth` of the items that are called alike, by title or by their words.
    QuestionReader(const GiftItem& item, const QuizReading& reading, const std::string& name,
                   std::size_t nth)
        : item_(item),
          reading_(reading),
          name_(name),
          nth_(nth),
          directives_(item.directives, reading.file, reading.report) {}

    std::optional<Question> run(const std::string& category) {
        if (has_model(item_.directives)) return read_whole();
        Question question;
        QuestionPublic& shown = question.shown;
        if (!take_ids(shown.id)) return std::nullopt;
        question.key.id = shown.id;
        shown.title = item_.title.value_or("");
        shown.tags = item_.tags;
        shown.category = category;
        if (item_.kind == GiftItemKind::description) {
            shown.text = text_with_gaps(false);
            question.key.points = {};
            refuse_what_follows_a_blank_line();
            return question;
        }
        const bool cloze = item_.blocks.size() > 1 || directives_.text("type") == "cloze";
        BlockContext context{item_, reading_, directives_, option_ids_, 0, 1, cloze};
        for (const GiftBlock& block : item_.blocks) {
            auto part = read_block(block, context);
            if (!part) return std::nullopt;
            shown.parts.push_back(std::move(part->part));
            question.key.parts.push_back(std::move(part->key));
            add_feedback(question.key, std::move(part->feedback));
            add_general(question.key, block);
            shown.kind = cloze ? QuestionKind::cloze : part->kind;
            ++context.part_number;
        }
        shown.text = text_with_gaps(true);
        read_common(question.key);
        directives_.report_unused();
        auto halves = split(std::move(question));
        if (!halves) {
            reading_.report.error(reading_.file, item_.line, halves.error().message);
            return std::nullopt;
        }
        return Question{std::move(halves->shown), std::move(halves->key)};
    }

  private:
    std::optional<Question> read_whole() {
        auto question = whole_question(directives_, reading_.links);
        directives_.text("options");
        directives_.report_unused();
        if (question && split(*question).ok()) return question;
        reading_.report.error(reading_.file, item_.line,
                              "the lines model=… of this question are damaged",
                              "take them as they were written, or write the question anew");
        return std::nullopt;
    }

    bool take_ids(QuestionId& id) {
        const std::vector<std::string> words = option_words(item_);
        const OptionIds options = match_option_ids(directives_.text("options"), words);
        option_ids_ = options.ids;
        const bool whole = item_.id.has_value() && options.missing == 0;
        if (!whole && reading_.ids_required) {
            reading_.report.error(reading_.file, item_.line,
                                  "this question or one of its options has no id yet",
                                  "run `approdo check` on the folder: it writes them");
            return false;
        }
        id = item_.id
                 ? question_id_from(*item_.id)
                 : derived_id<QuestionId>("gift", {reading_.file, name_, std::to_string(nth_)});
        if (options.missing > 0) derive_option_ids(id, words);
        return true;
    }

    void derive_option_ids(const QuestionId& id, const std::vector<std::string>& words) {
        // Of the words alone: their place would tell the order of things to be ordered.
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!option_ids_[i].is_zero()) continue;
            const auto here = words.begin() + static_cast<std::ptrdiff_t>(i);
            const auto nth = std::count(words.begin(), here, words[i]);
            option_ids_[i] =
                derived_id<OptionId>("gift", {id.hex(), words[i], std::to_string(nth)});
        }
    }

    // A blank line ends a question in GIFT: then its settings end up on the text before it.
    void refuse_what_follows_a_blank_line() {
        if (item_.directives.empty()) return;
        reading_.report.error(
            reading_.file, item_.line,
            "there are settings for a question, but this text ends without one",
            "a blank line ends a question: write \\n\\n for a new paragraph within it");
    }

    // Gaps stand in the text when something follows them, or there are several.
    RichText text_with_gaps(bool is_question) {
        const bool embedded = is_question && item_.has_embedded_answers();
        std::string text = item_.texts[0];
        for (std::size_t i = 1; i < item_.texts.size(); ++i) {
            if (embedded) text += part_mark(static_cast<std::uint32_t>(i));
            text += item_.texts[i];
        }
        GiftText gift{item_.format, std::string(trimmed(text))};
        // Marks are HTML: text that is plain is escaped around them.
        if (gift.format == "plain" && embedded) {
            std::string escaped = escaped_text(gift.text);
            for (std::uint32_t n = 1; n < item_.texts.size(); ++n) {
                const std::string mark = escaped_text(part_mark(n));
                if (const std::size_t at = escaped.find(mark); at != std::string::npos)
                    escaped.replace(at, mark.size(), part_mark(n));
            }
            gift = {"moodle", escaped};
        }
        return clean(gift, reading_, item_.line);
    }

    void add_feedback(QuestionKey& key, std::vector<Feedback> feedback) {
        for (Feedback& one : feedback) key.feedback.push_back(std::move(one));
    }

    void add_general(QuestionKey& key, const GiftBlock& block) {
        if (!block.global_feedback) return;
        LocalRich text;
        text.set(rich_from_gift(*block.global_feedback, reading_, block.line));
        if (key.general_feedback != 0) {
            reading_.report.error(reading_.file, block.line,
                                  "a question has two general feedbacks (####)",
                                  "keep one, in any of its gaps");
            return;
        }
        key.general_feedback = general_feedback_id;
        key.feedback.insert(key.feedback.begin(), {general_feedback_id, std::move(text)});
    }

    void read_common(QuestionKey& key) {
        if (const Directive* const points = directives_.find("points")) {
            const auto value = points_from(points->value);
            if (value && value->micro >= 0) {
                key.points = *value;
            } else {
                directives_.refuse(*points, "points=2, or points=0.5");
            }
        }
        key.penalty = directives_.percent("penalty").value_or(Share::none());
        for (const Directive* const hint : directives_.all("hint")) {
            LocalRich text;
            text.set(rich_from_gift({"moodle", hint->value}, reading_, hint->line));
            key.hints.push_back(std::move(text));
        }
    }

    const GiftItem& item_;
    const QuizReading& reading_;
    const std::string& name_;
    std::size_t nth_;
    Directives directives_;
    std::vector<OptionId> option_ids_;
};

bool same_answers(const PartKey& a, const PartKey& b) {
    if (a.number != b.number || a.weight != b.weight || a.shape.index() != b.shape.index())
        return false;
    if (const auto* choice = std::get_if<ChoiceKey>(&a.shape)) {
        const auto& other = std::get<ChoiceKey>(b.shape);
        return std::equal(choice->options.begin(), choice->options.end(), other.options.begin(),
                          other.options.end(), [](const ChosenKey& x, const ChosenKey& y) {
                              return x.option == y.option && x.share == y.share;
                          });
    }
    if (const auto* pairs = std::get_if<MatchKey>(&a.shape))
        return pairs->pairs == std::get<MatchKey>(b.shape).pairs;
    if (const auto* order = std::get_if<OrderKey>(&a.shape))
        return order->order == std::get<OrderKey>(b.shape).order;
    return true;
}

void add_texts(LocalRich& to, const LocalRich& from) {
    for (const RichText& text : from.texts) to.set(text);
}

// All but the questions.
QuizSource read_whole_quiz(const std::vector<Directive>& lines, const QuizReading& reading) {
    Directives directives(lines, reading.file, reading.report);
    QuizHeader header = read_quiz_header(directives);
    QuizSource quiz;
    quiz.title = std::move(header.title);
    quiz.settings = header.settings;
    if (!header.introduction.empty())
        quiz.introduction = rich_from_gift({"moodle", header.introduction}, reading, 1);
    if (has_model(lines)) {
        if (auto model = quiz_model(directives, reading.links)) {
            quiz.sections = std::move(model->sections);
            quiz.rules = std::move(model->rules);
        } else {
            directives.refuse_all(
                "the lines model=… of this quiz are damaged",
                "take them as they were written, or take them out: then the quiz has "
                "no sections");
        }
    }
    directives.report_unused();
    return quiz;
}

// FNV-1a: the same everywhere.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
    return hash;
}

}  // namespace

RichText rich_from_gift(const GiftText& text, const QuizReading& reading, std::size_t line) {
    return clean(text, reading, line);
}

QuizReader::QuizReader(const std::vector<Directive>& header, const QuizReading& reading)
    : reading_(reading), quiz_(read_whole_quiz(header, reading)) {}

std::optional<Question> QuizReader::take(const GiftItem& item) {
    if (item.kind == GiftItemKind::category) {
        category_ = item.category;
        return std::nullopt;
    }
    const std::string name = name_of(item);
    return QuestionReader(item, reading_, name, called_[hash_of(name)]++).run(category_);
}

QuizSource read_quiz(const GiftFile& file, const QuizReading& reading) {
    QuizReader reader(file.header, reading);
    QuizSource& quiz = reader.quiz();
    quiz.questions.reserve(file.items.size());
    quiz.lines.reserve(file.items.size());
    for (const GiftItem& item : file.items) {
        if (auto question = reader.take(item)) {
            quiz.questions.push_back(std::move(*question));
            quiz.lines.push_back(item.line);
        }
    }
    std::vector<QuestionId> ids;
    for (const Question& question : quiz.questions) ids.push_back(question.shown.id);
    add_to_sections(quiz.sections, ids);
    return std::move(quiz);
}

bool merge_language(QuestionKey& key, const QuestionKey& translated, std::string& why) {
    if (key.parts.size() != translated.parts.size()) {
        why = "it has another number of gaps";
        return false;
    }
    if (key.points != translated.points) {
        why = "it has other points";
        return false;
    }
    for (std::size_t i = 0; i < key.parts.size(); ++i) {
        if (!same_answers(key.parts[i], translated.parts[i])) {
            why = "its right answers are not the same ones";
            return false;
        }
        if (auto* text = std::get_if<TextKey>(&key.parts[i].shape)) {
            for (const TextAnswer& answer : std::get<TextKey>(translated.parts[i].shape).answers) {
                const auto same = [&](const TextAnswer& one) {
                    return one.pattern == answer.pattern;
                };
                if (std::none_of(text->answers.begin(), text->answers.end(), same))
                    text->answers.push_back(answer);
            }
        }
        if (auto* person = std::get_if<PersonKey>(&key.parts[i].shape))
            add_texts(person->guide, std::get<PersonKey>(translated.parts[i].shape).guide);
    }
    for (const Feedback& one : translated.feedback) {
        const auto same = std::find_if(key.feedback.begin(), key.feedback.end(),
                                       [&](const Feedback& mine) { return mine.id == one.id; });
        if (same != key.feedback.end()) {
            add_texts(same->text, one.text);
        } else {
            key.feedback.push_back(one);
        }
    }
    std::sort(key.feedback.begin(), key.feedback.end(),
              [](const Feedback& a, const Feedback& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < key.hints.size() && i < translated.hints.size(); ++i)
        add_texts(key.hints[i], translated.hints[i]);
    return true;
}

}  // namespace approdo::import
