// Quizzes, keys, rules, courses, responses and foreign structures as version 1 wrote them: packages
// and events hold such bytes for years.
#include "content/model/handed_work.hpp"
#include "content/model/learning.hpp"
#include "content/model/processing/fields.hpp"
#include "tests/golden/kept.hpp"
#include "tests/support/full_content.hpp"
#include "tests/support/full_foreign.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

template <class T>
void check_kept(const std::string& name, const T& value) {
    INFO(name);
    const Bytes bytes = encode(value);
    const Bytes kept = golden::kept_bytes("content/v1", name, [&] { return bytes; });
    CHECK(kept == bytes);
    const auto read = decode<T>(kept);
    REQUIRE(read.ok());
    CHECK(*read == value);
}

}  // namespace

TEST_CASE("golden: quizzes, courses and responses of version 1 read back and are written alike") {
    check_kept("quiz", test::full_quiz());
    check_kept("quiz-key", test::full_key());
    check_kept("course", test::full_course());
    check_kept("response", canonical(test::full_response()));
}

TEST_CASE("golden: a course that asks for attendance reads back, in the form it has had since") {
    Course course = test::full_course();
    course.rules.attended_minutes_min = 240;
    check_kept("course-attendance", course);
}

namespace {

// The payload of an event, as devices and sites keep it for years.
template <class T>
T check_payload(const std::string& name, const T& value) {
    INFO(name);
    const Bytes bytes = make_payload(value);
    const Bytes kept = golden::kept_bytes("content/v1", name, [&] { return bytes; });
    CHECK(kept == bytes);
    auto read = read_payload<T>(kept);
    REQUIRE(read.ok());
    CHECK(make_payload(*read) == kept);
    return std::move(*read);
}

}  // namespace

TEST_CASE("golden: what the site says of meetings is written alike and reads back") {
    MeetingPlanned planned;
    planned.meeting = MeetingId{{1}};
    planned.edition = EditionId{{2}};
    planned.title = "Lezione in presenza";
    planned.starts = UtcMs{1'796'304'600'000};
    planned.minutes = 90;
    planned.zone = "Europe/Rome";
    planned.place = "Sala grande, secondo piano";
    planned.link = "https://incontri.example.org/a";
    planned.notes = "Portate un documento.\nC’è un ascensore.";
    planned.language = "it";
    planned.by = AccountId{{3}};
    planned.written = UtcMs{1'796'000'000'000};
    planned.change = 2;
    CHECK(check_payload("meeting-planned", planned).notes == planned.notes);

    MeetingCancelled cancelled;
    cancelled.meeting = planned.meeting;
    cancelled.edition = planned.edition;
    cancelled.reason = "Sala chiusa";
    cancelled.by = planned.by;
    cancelled.written = UtcMs{1'796'100'000'000};
    cancelled.change = 3;
    CHECK(check_payload("meeting-cancelled", cancelled).change == 3);

    AttendanceMarked marked;
    marked.meeting = planned.meeting;
    marked.minutes = 75;
    marked.by = planned.by;
    marked.written = UtcMs{1'796'400'000'000};
    CHECK(check_payload("attendance-marked", marked).minutes == 75);
}

TEST_CASE("golden: a question's rules of version 1 read back and are written alike") {
    const processing::ItemRules rules = test::full_rules();
    const Bytes bytes = processing::encode(rules);
    const Bytes kept = golden::kept_bytes("content/v1", "item-rules", [&] { return bytes; });
    CHECK(kept == bytes);
    CHECK(processing::decode_item_rules(kept).value() == rules);
}

TEST_CASE("golden: a wish to be erased and its refusal of version 1 are read and written alike") {
    const auto check = [](const std::string& name, const auto& payload) {
        INFO(name);
        const Bytes bytes = make_payload(payload);
        const Bytes kept = golden::kept_bytes("content/v1", name, [&] { return bytes; });
        CHECK(kept == bytes);
        using Payload = std::decay_t<decltype(payload)>;
        CHECK(make_payload(read_payload<Payload>(kept).value()) == kept);
        return read_payload<Payload>(kept).value();
    };
    const UtcMs at{1'795'000'000'000};
    const ErasureRequested asked{RequestId{{0xe5}}, false, at, "Cambio ufficio", {}};
    CHECK(check("erasure-requested", asked).words == "Cambio ufficio");
    const ErasureRequested withdrawn{RequestId{{0xe5}}, true, at, "", {}};
    CHECK(check("erasure-withdrawn", withdrawn).withdrawn);
    const ErasureRefused refused{RequestId{{0xe5}}, at, "Il corso va rendicontato", {}};
    CHECK(check("erasure-refused", refused).at == at);
}

TEST_CASE("golden: foreign structures of version 1 read back and are written alike") {
    check_kept("scorm", test::package_of(test::full_scorm()));
    check_kept("cmi5", test::package_of(test::full_cmi5()));
    check_kept("h5p", test::package_of(test::full_h5p()));
}

TEST_CASE("golden: statuses of version 1 read back, with devices and of before they were told") {
    const auto check = [](const std::string& name, const StaffStatus& status) {
        INFO(name);
        const Bytes bytes = make_payload(status);
        const Bytes kept = golden::kept_bytes("content/v1", name, [&] { return bytes; });
        CHECK(kept == bytes);
        const StaffStatus read = read_payload<StaffStatus>(kept).value();
        CHECK(make_payload(read) == kept);
        CHECK(read.devices == status.devices);
        CHECK(read.answers == status.answers);
    };
    StaffStatus status;
    status.edition = EditionId{{1, 2}};
    status.account = AccountId{{3, 4}};
    status.organisation = OrganisationId{{5, 6}};
    status.required = 4;
    status.required_completed = 3;
    status.has_score = true;
    status.score = 750'000;
    status.seconds = 1234;
    status.answers = 17;
    status.last_activity = UtcMs{1'790'000'000'000};
    check("staff-status", status);
    status.devices.emplace();
    status.devices->push_back({UtcMs{1'789'000'000'000}, UtcMs{1'790'000'060'000}});
    status.devices->push_back({UtcMs{1'789'500'000'000}, UtcMs{}});
    check("staff-status-devices", status);
}

TEST_CASE("golden: a piece of a file, and what is handed in, are written alike and read back") {
    const FilePiece piece{Hash{{1, 2, 3}}, 2, 7, {9, 8, 7}, {}};
    CHECK(check_payload("file-piece", piece).bytes == piece.bytes);
    HandedIn handed;
    handed.response = encode(handed_response(
        "Il mio ufficio", {{Hash{{1, 2, 3}}, "piano.pdf", "application/pdf", 400'000}}));
    CHECK(check_payload("handed-in", handed).response == handed.response);
}
