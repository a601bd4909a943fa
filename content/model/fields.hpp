// The fields of every content value in the order in which they are encoded: add new ones at the end
// of a block only, and never reorder. One function serves both directions (see codec.hpp). What a
// block has had since its second version stands in later_fields().
#pragma once

#include "content/model/codec.hpp"
#include "content/model/course.hpp"
#include "content/model/processing/fields.hpp"
#include "content/model/quiz.hpp"

namespace approdo::content {

template <class A, class T>
using FieldRef = typename A::template Ref<T>;

template <class A>
void fields(A& a, FieldRef<A, Points> v) {
    a(v.micro);
}
template <class A>
void fields(A& a, FieldRef<A, Share> v) {
    a(v.parts);
}
template <class A>
void fields(A& a, FieldRef<A, LocalDate> v) {
    a(v.year, v.month, v.day);
}
template <class A>
void fields(A& a, FieldRef<A, DecimalRange> v) {
    a(v.low, v.high);
}
template <class A>
void fields(A& a, FieldRef<A, RichText> v) {
    a(v.html, v.language, v.direction);
}
template <class A>
void fields(A& a, FieldRef<A, LanguageText> v) {
    a(v.language, v.text);
}
template <class A>
void fields(A& a, FieldRef<A, LocalText> v) {
    a(v.texts);
}
template <class A>
void fields(A& a, FieldRef<A, LocalRich> v) {
    a(v.texts);
}
template <class A>
void fields(A& a, FieldRef<A, Decimal> v) {
    a(v.mantissa, v.exponent);
    if constexpr (!A::writing) {
        if (!v.is_valid()) a.fail();
    }
}

// Responses.
template <class A>
void fields(A& a, FieldRef<A, UnknownValue> v) {
    a(v.raw);
}
template <class A>
void fields(A& a, FieldRef<A, Point> v) {
    a(v.x, v.y);
}
template <class A>
void fields(A& a, FieldRef<A, Pair> v) {
    a(v.first, v.second);
}
template <class A>
void fields(A& a, FieldRef<A, DirectedPair> v) {
    a(v.from, v.to);
}
template <class A>
void fields(A& a, FieldRef<A, DurationMs> v) {
    a(v.value);
}
template <class A>
void fields(A& a, FieldRef<A, FileValue> v) {
    a(v.content, v.name, v.media_type, v.size);
}
template <class A>
void fields(A& a, FieldRef<A, Uri> v) {
    a(v.text);
}
template <class A>
void fields(A& a, FieldRef<A, PartResponse> v) {
    a(v.part, v.cardinality, v.values, v.names);
}
template <class A>
void fields(A& a, FieldRef<A, Response> v) {
    a(v.parts);
}

// Questions as learners see them.
template <class A>
void fields(A& a, FieldRef<A, Option> v) {
    a(v.id, v.text);
}
template <class A>
void fields(A& a, FieldRef<A, ChoicePart> v) {
    a(v.options, v.chosen_max, v.fixed_order, v.inline_menu);
}
template <class A>
void fields(A& a, FieldRef<A, TextPart> v) {
    a(v.width_characters);
}
template <class A>
void fields(A& a, FieldRef<A, NumberPart> v) {
    a(v.units);
}
template <class A>
void fields(A& a, FieldRef<A, MatchPart> v) {
    a(v.left, v.right, v.right_reusable);
}
template <class A>
void fields(A& a, FieldRef<A, OrderPart> v) {
    a(v.items);
}
template <class A>
void fields(A& a, FieldRef<A, EssayPart> v) {
    a(v.lines, v.words_min, v.words_max);
}
template <class A>
void fields(A& a, FieldRef<A, FilePart> v) {
    a(v.media_types, v.size_max, v.count_max);
}
template <class A>
void fields(A& a, FieldRef<A, Area> v) {
    a(v.shape, v.coordinates);
}
template <class A>
void fields(A& a, FieldRef<A, Picture> v) {
    a(v.path, v.width, v.height, v.alternative);
}
template <class A>
void fields(A& a, FieldRef<A, NamedPlace> v) {
    a(v.id, v.area, v.label);
}
template <class A>
void fields(A& a, FieldRef<A, HotspotPart> v) {
    a(v.picture, v.places, v.chosen_max);
}
template <class A>
void fields(A& a, FieldRef<A, DragItem> v) {
    a(v.id, v.text, v.uses_max);
}
template <class A>
void fields(A& a, FieldRef<A, DragPart> v) {
    a(v.picture, v.items, v.targets);
}
template <class A>
void fields(A& a, FieldRef<A, UnknownPart> v) {
    a(v.type, v.base_type, v.cardinality, v.raw);
}
template <class A>
void fields(A& a, FieldRef<A, Part> v) {
    a(v.number, v.shape, v.label);
}
template <class A>
void fields(A& a, FieldRef<A, TemplateVariable> v) {
    a(v.name, v.values);
}
template <class A>
void fields(A& a, FieldRef<A, QuestionPublic> v) {
    a(v.id, v.kind, v.title, v.text, v.parts, v.variables, v.tags, v.category, v.adaptive);
}

template <class A>
void fields(A& a, FieldRef<A, DragGroup> v) {
    a(v.member, v.group);
}
template <class A>
void fields(A& a, FieldRef<A, PartDetail> v) {
    a(v.number, v.prefilled, v.format, v.optional, v.groups);
}
template <class A>
void later_fields(A& a, FieldRef<A, QuestionPublic> v) {
    a(v.numbering, v.foreign_id, v.details);
}

// Keys.
template <class A>
void fields(A& a, FieldRef<A, Feedback> v) {
    a(v.id, v.text);
}
template <class A>
void fields(A& a, FieldRef<A, ChosenKey> v) {
    a(v.option, v.share, v.feedback);
}
template <class A>
void fields(A& a, FieldRef<A, ChoiceKey> v) {
    a(v.options, v.all_or_nothing, v.not_chosen_feedback);
}
template <class A>
void fields(A& a, FieldRef<A, TextAnswer> v) {
    a(v.pattern, v.share, v.feedback);
}
template <class A>
void fields(A& a, FieldRef<A, TextKey> v) {
    a(v.answers, v.case_matters);
}
template <class A>
void fields(A& a, FieldRef<A, NumberAnswer> v) {
    a(v.range, v.share, v.feedback, v.any);
}
template <class A>
void fields(A& a, FieldRef<A, NumberUnit> v) {
    a(v.name, v.factor);
}
template <class A>
void fields(A& a, FieldRef<A, NumberKey> v) {
    a(v.answers, v.units, v.unit_penalty, v.unit_required, v.answers_per_set, v.formula);
}
template <class A>
void fields(A& a, FieldRef<A, MatchPair> v) {
    a(v.left, v.right);
}
template <class A>
void fields(A& a, FieldRef<A, MatchKey> v) {
    a(v.pairs, v.all_or_nothing);
}
template <class A>
void fields(A& a, FieldRef<A, OrderKey> v) {
    a(v.order, v.scoring);
}
template <class A>
void fields(A& a, FieldRef<A, PersonKey> v) {
    a(v.guide);
}
template <class A>
void fields(A& a, FieldRef<A, UnknownKey> v) {
    a(v.raw);
}
template <class A>
void fields(A& a, FieldRef<A, AreaAnswer> v) {
    a(v.area, v.share, v.feedback);
}
template <class A>
void fields(A& a, FieldRef<A, HotspotKey> v) {
    a(v.areas, v.places);
}
template <class A>
void fields(A& a, FieldRef<A, DragKey> v) {
    a(v.pairs, v.all_or_nothing);
}
template <class A>
void fields(A& a, FieldRef<A, PartKey> v) {
    a(v.number, v.weight, v.shape);
}
template <class A>
void fields(A& a, FieldRef<A, QuestionKey> v) {
    a(v.id, v.points, v.parts, v.feedback, v.general_feedback, v.hints, v.penalty);
}

template <class A>
void fields(A& a, FieldRef<A, HintRule> v) {
    a(v.show_right_count, v.clear_wrong);
}
template <class A>
void fields(A& a, FieldRef<A, FormulaRule> v) {
    a(v.part, v.tolerance, v.kind, v.places, v.significant);
}
template <class A>
void later_fields(A& a, FieldRef<A, QuestionKey> v) {
    a(v.right_feedback, v.partly_feedback, v.wrong_feedback, v.show_right_count, v.least,
      v.hint_rules, v.formula_rules, v.rules);
}

// Quizzes.
template <class A>
void fields(A& a, FieldRef<A, FeedbackPolicy> v) {
    a(v.time, v.show_points, v.show_right_answers);
}
template <class A>
void fields(A& a, FieldRef<A, QuizSettings> v) {
    a(v.mode, v.time_limit_s, v.attempts_max, v.shuffle_questions, v.shuffle_options, v.one_way,
      v.invigilated, v.questions_shown, v.pass_mark, v.counts, v.feedback);
}
template <class A>
void fields(A& a, FieldRef<A, QuizPublic> v) {
    a(v.unit, v.language, v.direction, v.title, v.introduction, v.settings, v.questions);
}
template <class A>
void later_fields(A& a, FieldRef<A, QuizPublic> v) {
    a(v.settings.behaviour, v.sections);
}
template <class A>
void fields(A& a, FieldRef<A, SectionMember> v) {
    a(v.question, v.section, v.required, v.fixed, v.time_limit_s, v.attempts_max);
}
template <class A>
void fields(A& a, FieldRef<A, QuizSection> v) {
    a(v.name, v.title, v.introduction, v.drawn, v.shuffled, v.kept_together, v.one_way,
      v.time_limit_s, v.members);
}
template <class A>
void fields(A& a, FieldRef<A, QuestionRole::Weight> v) {
    a(v.name, v.value);
}
template <class A>
void fields(A& a, FieldRef<A, QuestionRole::Branch> v) {
    a(v.condition, v.target);
}
template <class A>
void fields(A& a, FieldRef<A, QuestionRole> v) {
    a(v.name, v.question, v.categories, v.weights, v.conditions, v.branches);
}
template <class A>
void fields(A& a, FieldRef<A, QuizRules> v) {
    a(v.variables, v.roles, v.outcomes, v.feedback, v.feedback_texts, v.points_max);
}
template <class A>
void fields(A& a, FieldRef<A, QuizKey> v) {
    a(v.unit, v.questions);
}
template <class A>
void later_fields(A& a, FieldRef<A, QuizKey> v) {
    a(v.rules);
}

// The course tree.
template <class A>
void fields(A& a, FieldRef<A, Availability> v) {
    a(v.from, v.until, v.zone);
}
template <class A>
void fields(A& a, FieldRef<A, CompletionRule> v) {
    a(v.kind, v.share, v.seconds_min);
}
template <class A>
void fields(A& a, FieldRef<A, Prerequisite> v) {
    a(v.unit, v.module, v.kind);
}
template <class A>
void fields(A& a, FieldRef<A, Track> v) {
    a(v.kind, v.language, v.path);
}
template <class A>
void fields(A& a, FieldRef<A, Variant> v) {
    a(v.language, v.direction, v.path, v.title, v.media_type, v.transcript_path, v.start, v.tracks,
      v.duration_ms, v.words);
}
template <class A>
void fields(A& a, FieldRef<A, Unit> v) {
    a(v.id, v.kind, v.slug, v.variants, v.minutes, v.required, v.to_be_done_again, v.completion,
      v.availability, v.prerequisites, v.foreign_format);
}
template <class A>
void fields(A& a, FieldRef<A, Module> v) {
    a(v.id, v.slug, v.title, v.summary, v.availability, v.prerequisites, v.units);
}
template <class A>
void fields(A& a, FieldRef<A, CourseRules> v) {
    a(v.units_completed, v.pass_mark, v.every_quiz_passed, v.seconds_min);
}
template <class A>
void fields(A& a, FieldRef<A, Course> v) {
    a(v.id, v.slug, v.languages, v.title, v.summary, v.competence_area, v.minutes_recognised,
      v.licence, v.authors, v.rules, v.availability, v.modules);
}
template <class A>
void later_fields(A& a, FieldRef<A, Course> v) {
    a(v.rules.attended_minutes_min);
}
template <class A>
void fields(A& a, FieldRef<A, Page> v) {
    a(v.unit, v.language, v.direction, v.title, v.html, v.blocks, v.pictures);
}

}  // namespace approdo::content
