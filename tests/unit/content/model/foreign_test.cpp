#include "content/model/foreign.hpp"

#include "content/model/encoding.hpp"
#include "tests/support/full_foreign.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::test;

namespace {

void check_bytes(const ForeignPackage& package) {
    const Bytes bytes = encode(package);
    CHECK(decode<ForeignPackage>(bytes).value() == package);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(decode<ForeignPackage>(ByteView(bytes).first(size)).ok());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes flipped = bytes;
            flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1 << bit));
            const auto decoded = decode<ForeignPackage>(flipped);
            if (decoded.ok()) CHECK(encode(decoded.value()) == flipped);
        }
    }
}

}  // namespace

TEST_CASE("foreign: every kind of structure comes back as it was, and only so") {
    check_bytes(package_of(full_scorm()));
    check_bytes(package_of(full_cmi5()));
    check_bytes(package_of(full_h5p()));
}

TEST_CASE("foreign: a kind of package from the future is kept as it is") {
    const ForeignPackage package = package_of(UnknownForeign{42, {1, 2, 3}});
    const ForeignPackage again = decode<ForeignPackage>(encode(package)).value();
    CHECK(std::get<UnknownForeign>(again.shape).tag == 42);
    CHECK(encode(again) == encode(package));
}

TEST_CASE("foreign: a tree with a hole in it is refused") {
    ScormPackage scorm = full_scorm();
    scorm.organizations[1].items[1].level = 3;
    CHECK_FALSE(decode<ForeignPackage>(encode(package_of(scorm))).ok());
    Cmi5Course course = full_cmi5();
    course.nodes[0].level = 0;
    CHECK_FALSE(decode<ForeignPackage>(encode(package_of(course))).ok());
}

TEST_CASE("foreign: an activity takes from the shared sequencing what it does not say itself") {
    const ScormPackage scorm = full_scorm();
    const ScormItem& lesson = scorm.organization()->items[1];
    const Sequencing whole = scorm.resolved(lesson.sequencing);
    CHECK(whole.controls.flow);
    CHECK(whole.rules == lesson.sequencing.rules);
    REQUIRE(whole.objectives.size() == 1);
    CHECK(whole.objectives[0].id == "obj-1");
    CHECK(whole.delivery == DeliveryControls{});
    CHECK(whole.own ==
          (sequencing_group::controls | sequencing_group::rules | sequencing_group::objectives));
    CHECK(scorm.resolved(Sequencing{}) == Sequencing{});
}
