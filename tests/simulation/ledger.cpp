#include "tests/simulation/ledger.hpp"

#include <algorithm>

namespace approdo::sim {

namespace {

constexpr std::string_view names[] = {"enrolled",      "attempt opened", "answered", "submitted",
                                      "marked",        "completed",      "read to",  "seconds",
                                      "unknown event", "revoked"};

bool shows_attempt(const content::UnitRecord& unit, const Fact& fact) {
    const auto found = unit.attempts.find(fact.attempt);
    if (found == unit.attempts.end()) return false;
    const content::AttemptRecord& attempt = found->second;
    switch (fact.kind) {
        case FactKind::attempt_opened:
            return !attempt.openings.empty();
        case FactKind::submitted:
            return !attempt.submissions.empty();
        case FactKind::marked:
            return attempt.grade.is_set();
        default:
            break;
    }
    const auto answers = attempt.answers.find(fact.question);
    return answers != attempt.answers.end() &&
           std::any_of(answers->second.begin(), answers->second.end(), [&](const auto& answer) {
               return answer.second.value.duration_ms == fact.value;
           });
}

}  // namespace

std::string text_of(const Fact& fact) {
    std::string text(names[static_cast<std::size_t>(fact.kind)]);
    text += " by " + fact.learner.hex().substr(0, 8);
    if (!fact.unit.is_zero()) text += ", unit " + fact.unit.hex().substr(0, 8);
    if (!fact.attempt.is_zero()) text += ", attempt " + fact.attempt.hex().substr(0, 8);
    if (fact.value != 0) text += ", value " + std::to_string(fact.value);
    for (const auto& [replica, step] : fact.held_since) {
        text += replica == the_site      ? ", at the site"
                : replica == the_archive ? ", archived"
                                         : ", device " + std::to_string(replica);
        text += " since step " + std::to_string(step);
    }
    return text;
}

bool is_in_record(FactKind kind) {
    return kind != FactKind::seconds && kind != FactKind::unknown_event &&
           kind != FactKind::revoked;
}

bool shows(const content::LearnerRecord& record, const Fact& fact) {
    const auto enrolment = record.enrolments.find(fact.enrolment);
    if (enrolment == record.enrolments.end()) return false;
    if (fact.kind == FactKind::enrolled) return enrolment->second.is_active();
    const content::UnitRecord* unit = enrolment->second.unit(fact.unit);
    if (unit == nullptr) return false;
    if (fact.kind == FactKind::completed) return !unit->completions.empty();
    if (fact.kind == FactKind::read_to) {
        const auto mark = unit->read.find(fact.version);
        return mark != unit->read.end() && mark->second.furthest_block >= fact.value;
    }
    return shows_attempt(*unit, fact);
}

void Ledger::add(Fact fact, ReplicaId shown_by, std::size_t step) {
    fact.held_since[shown_by] = step;
    fact.shown_by = shown_by;
    fact.shown_at = step;
    facts_.push_back(std::move(fact));
}

void Ledger::pass(ReplicaId from, ReplicaId to, std::size_t step,
                  const std::optional<AccountId>& learner) {
    for (Fact& fact : facts_) {
        if (learner && fact.learner != *learner) continue;
        if (fact.held_since.count(from) > 0) fact.held_since.emplace(to, step);
    }
}

void Ledger::archive(std::size_t of_step, std::size_t step) {
    for (Fact& fact : facts_) {
        const auto held = fact.held_since.find(the_site);
        const bool is_in_copy = held != fact.held_since.end() && held->second <= of_step;
        if (is_in_copy) fact.held_since.emplace(the_archive, step);
    }
}

void Ledger::put_back(ReplicaId replica, std::size_t to_step) {
    for (Fact& fact : facts_) {
        const auto held = fact.held_since.find(replica);
        if (held != fact.held_since.end() && held->second > to_step) fact.held_since.erase(held);
    }
}

}  // namespace approdo::sim
