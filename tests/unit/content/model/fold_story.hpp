// Events of one learner and of the site to that learner, as folds meet them: a long story with one
// of nearly every kind.
#pragma once

#include "content/model/encoding.hpp"
#include "content/model/folds.hpp"

namespace approdo::content {

struct StoredFact {
    LogId log;
    Hash hash;
    bool from_site;
    log::EventHeader header;
    Bytes payload;
    ScopeId scope{{7}};
    Fact fact() const { return {log, hash, from_site, header, payload, scope}; }
};

// Writes events into two logs of one learner and one of the site.
class Story {
  public:
    template <class T>
    StoredFact& add(std::uint8_t log, const T& payload, std::uint8_t unit = 1) {
        StoredFact& one = facts.emplace_back();
        one.log = LogId{{log}};
        ++count_;
        one.hash = Hash{
            {static_cast<std::uint8_t>(count_ * 37), static_cast<std::uint8_t>(count_ >> 3), 1}};
        one.from_site = event_info(T::type)->log == LogKind::site;
        one.header.type = T::type;
        one.header.enrolment = EnrolmentId{{5}};
        one.header.unit = UnitId{{unit}};
        one.header.content_version = {1U + count_ % 2};
        one.header.lamport = {10 + count_ / 3U};
        one.header.time.wall = {1'700'000'000'000 + static_cast<std::int64_t>(count_ * 977 % 1000)};
        one.payload = make_payload(payload);
        return one;
    }
    std::vector<StoredFact> facts;

  private:
    std::uint32_t count_ = 0;
};

inline AttemptId attempt(std::uint8_t n) {
    return AttemptId{{n}};
}

inline Answered answer(std::uint8_t attempt_number, std::uint8_t question, std::uint8_t option) {
    Answered payload;
    payload.attempt = attempt(attempt_number);
    payload.question = QuestionId{{question}};
    payload.response = encode(choose({OptionId{{option}}}));
    return payload;
}

inline Story long_story() {
    Story story;
    Enrolled enrolled;
    enrolled.zone = "Europe/Rome";
    enrolled.from = {2026, 9, 1};
    story.add(9, enrolled, 0);
    for (std::uint8_t log = 1; log <= 2; ++log) {
        for (std::uint8_t n = 0; n < 12; ++n) {
            story.add(log, Opened{"it", {}}, n % 3);
            story.add(log, PageSeen{n * 2U, 30, {}}, 1);
            story.add(log, MediaSeen{n * 1000ULL * log, n * 1000ULL * log + 1500, "it", {}}, 2);
            story.add(log, TimeOnTask{n * 10ULL, {}}, 1);
            story.add(log, answer(1, n % 4, n), 3);
            story.add(log, Preference{"lingua", n % 2 ? "it" : "ar", {}}, 0);
            story.add(
                log,
                Note{NoteId{{static_cast<std::uint8_t>(n % 2)}}, "b1", std::string(n, 'x'), {}});
            story.add(log, BookmarkAdded{BookmarkId{{n, log}}, "b" + std::to_string(n), {}});
            if (n > 6)
                story.add(log, BookmarkRemoved{
                                   {BookmarkId{{static_cast<std::uint8_t>(n - 5), log}}}, {}});
        }
        for (std::uint8_t n = 1; n <= 2; ++n)
            story.add(log, ErasureRequested{RequestId{{n}}, n == log, UtcMs{7}, "basta", {}}, 0);
        AttemptOpened opened;
        opened.attempt = attempt(1);
        story.add(log, opened, 3);
        story.add(log,
                  Submitted{attempt(1), 4, 1000, true, {2'000'000}, {4'000'000}, false, false, {}},
                  3);
        story.add(log, Completed{CompletionKind::read, 0, 60, {}}, 1);
        story.add(log, Attended{MeetingId{{1}}, log * 60U, AttendanceProof::code, {}}, 0);
        story.add(log, HoursDeclared{NoteId{{2}}, log * 30U, {2026, 1, 2}, "visita", {}}, 0);
        story.add(log, HandedIn{{1}, {}}, 4);
        story.add(log, QuestionnaireAnswered{QuestionId{{1}}, {1}, {}}, 5);
        story.add(log,
                  Practised{QuestionId{{1}}, Verdict::right, 3, ReviewId{{log}}, Rating::good, {}},
                  5);
    }
    story.add(9, Grade{attempt(2), {3'000'000}, {4'000'000}, true, false, MarkedBy::person, {}, {}},
              3);
    story.add(
        9, Grade{attempt(2), {1'000'000}, {4'000'000}, false, false, MarkedBy::machine, {}, {}}, 3);
    story.add(9,
              FeedbackGiven{attempt(2),
                            QuestionId{{1}},
                            "<p>x</p>",
                            "it",
                            "x",
                            AccountId{{2}},
                            UtcMs{5},
                            true,
                            Points{500'000},
                            Points{1'000'000},
                            {}},
              3);
    story.add(9, AttemptSeed{1, {1, 2}, {}}, 3);
    story.add(9, TimeExtension{600, 1, {}}, 3);
    story.add(9, AttemptVoided{attempt(3), "prova", {}}, 3);
    story.add(9, Recognition{{}, 120, true, "corso precedente", {}}, 4);
    story.add(9, AttestationIssued{{1, 7}, {1, 2, 3}, {}}, 0);
    story.add(9, AttestationIssued{{2, 1}, {4}, {}}, 0);
    story.add(9, AttestationRevoked{{1, 7}, "nome errato", {}}, 0);
    story.add(9, ErasureRefused{RequestId{{1}}, UtcMs{8}, "serve ancora", {}}, 0);
    story.add(9, AttendanceMarked{MeetingId{{1}}, 50, AccountId{{2}}, UtcMs{6}, {}}, 0);
    story.add(9, AttendanceMarked{MeetingId{{2}}, 0, AccountId{{2}}, UtcMs{7}, {}}, 0);
    story.add(9, Unenrolled{"fine", {}}, 0);
    return story;
}

}  // namespace approdo::content
