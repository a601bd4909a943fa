#include "client_core/cli/questions.hpp"

#include "client_core/cli/handed_files.hpp"
#include "client_core/cli/html_text.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/answers.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::cli {
namespace {

using client::QuestionView;

constexpr Text question_head{"Domanda {0} di {1}", "Question {0} of {1}"};
constexpr Text for_example{"per esempio: {0}", "such as: {0}"};
constexpr Text a_file{"compito.pdf", "work.pdf"};
constexpr Text some_words{"parole", "words"};
constexpr Text hint_line{"  Suggerimento:", "  Hint:"};
constexpr Text right_count{"  giuste: {0} su {1}", "  right: {0} of {1}"};
constexpr Text given_line{"  (risposta data: {0})", "  (answered: {0})"};

std::string example_for(const content::PartShape& shape) {
    if (const auto* choice = std::get_if<content::ChoicePart>(&shape)) {
        return choice->chosen_max == 1 ? "a" : "a, c";
    }
    if (std::holds_alternative<content::MatchPart>(shape)) return "1-b 2-a";
    if (std::holds_alternative<content::DragPart>(shape)) return "1-b 2-a";
    if (std::holds_alternative<content::OrderPart>(shape)) return "c, a, b";
    if (std::holds_alternative<content::NumberPart>(shape)) return "12";
    if (std::holds_alternative<content::FilePart>(shape)) return say(a_file);
    return say(some_words);
}

// As it was given, files by their names.
std::string answer_shown(const QuestionView& view) {
    const auto files = content::files_in(*view.answer);
    std::string text = client::answer_text(view.question, view.plan, *view.answer);
    for (const content::FileValue& file : files) {
        const std::string hash = file.content.hex();
        const auto at = text.find(hash);
        if (at != std::string::npos) text.replace(at, hash.size(), file_line(file.name, file.size));
    }
    return text;
}

void print_options(const Console& console, const QuestionView& view) {
    for (const content::Part& part : view.question.parts) {
        const auto options = client::shown_options(part, view.plan);
        const bool has_lines = !part.label.empty() || !options.empty();
        if (view.question.parts.size() > 1 && has_lines) {
            console.line("  [" + std::to_string(part.number) + "]" +
                         (part.label.empty() ? "" : " " + part.label));
        }
        if (const auto* match = std::get_if<content::MatchPart>(&part.shape)) {
            std::size_t number = 0;
            for (const content::Option& left : match->left) {
                console.line("  " + std::to_string(++number) + ") " + line_of_html(left.text.html));
            }
        }
        std::size_t index = 0;
        for (const content::Option& option : options) {
            std::string words = line_of_html(option.text.html);
            if (option.id == content::option_true) words = say({"Vero", "True"});
            if (option.id == content::option_false) words = say({"Falso", "False"});
            console.line("  " + client::letter_of(index++) + ") " + words);
        }
    }
}

}  // namespace

std::string answer_prompt(const content::QuestionPublic& question) {
    std::string example;
    for (const content::Part& part : question.parts) {
        if (!example.empty()) example += " | ";
        example += example_for(part.shape);
    }
    if (example == say(some_words)) return ">";
    return "(" + say(for_example, {example}) + ") >";
}

void print_question(const Console& console, const QuestionView& view, std::size_t number,
                    std::size_t total) {
    console.line("");
    console.line(
        console.strong(say(question_head, {std::to_string(number), std::to_string(total)})));
    console.line(text_of_html(view.question.text.html, terminal_width()));
    print_options(console, view);
    if (view.answer) {
        console.line(say(given_line, {answer_shown(view)}));
    }
}

void print_feedback(const Console& console, const QuestionView& view) {
    if (view.outcome) {
        const bool right = view.outcome->verdict == content::Verdict::right;
        const bool partly = view.outcome->verdict == content::Verdict::partly;
        console.line(right    ? say({"  ✓ giusto", "  ✓ right"})
                     : partly ? say({"  ~ in parte", "  ~ partly"})
                              : say({"  ✗ sbagliato", "  ✗ wrong"}));
    }
    if (view.items_right) {
        console.line(say(right_count, {std::to_string(view.items_right->first),
                                       std::to_string(view.items_right->second)}));
    }
    for (const content::RichText& text : view.feedback) {
        console.line(text_of_html(text.html, terminal_width()));
    }
    if (view.finished || view.hints.empty()) return;
    console.line(say(hint_line));
    console.line(text_of_html(view.hints.back().html, terminal_width()));
}

}  // namespace approdo::cli
