#include "content/model/encoding.hpp"

#include "tests/support/full_content.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::test;

namespace {

template <class T>
void check_every_truncation_and_flip(const T& value) {
    const Bytes bytes = encode(value);
    REQUIRE(decode<T>(bytes).ok());
    CHECK(decode<T>(bytes).value() == value);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(decode<T>(ByteView(bytes).first(size)).ok());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes flipped = bytes;
            flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1 << bit));
            const Result<T> decoded = decode<T>(flipped);
            // Whatever still decodes is the one encoding of what it decodes to.
            if (decoded.ok()) {
                INFO("byte " << i << " bit " << bit);
                CHECK(encode(decoded.value()) == flipped);
            }
        }
    }
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK_FALSE(decode<T>(longer).ok());
}

}  // namespace

TEST_CASE("encoding: courses, quizzes, keys and responses come back as they were, and only so") {
    check_every_truncation_and_flip(full_course());
    check_every_truncation_and_flip(full_quiz());
    check_every_truncation_and_flip(full_key());
    check_every_truncation_and_flip(canonical(full_response()));
    Page page{UnitId{{1}}, "ar", Direction::right_to_left, "t", "<p id=\"b1\">x</p>", 1,
              {"a.png"},   {}};
    check_every_truncation_and_flip(page);
}

TEST_CASE("encoding: a response has one encoding in whatever order it was put together") {
    Response other = full_response();
    std::swap(other.parts[0], other.parts[1]);
    std::swap(other.parts[1].values[0], other.parts[1].values[1]);
    CHECK(encode(other) == encode(full_response()));
    CHECK(decode<Response>(encode(other)).value().part(4) == nullptr);
}

TEST_CASE("encoding: what a newer program added is kept and written back") {
    Course course = full_course();
    course.tail = {3, {1, 2, 3}};
    course.modules[0].units[0].tail = {7, {9}};
    const Bytes bytes = encode(course);
    const Course again = decode<Course>(bytes).value();
    CHECK(again == course);
    CHECK(encode(again) == bytes);
}

TEST_CASE("encoding: a kind of part from the future is kept as it is") {
    QuizPublic quiz = full_quiz();
    quiz.questions[0].parts[0].shape =
        UnknownPart{42, "", BaseType::text, Cardinality::single, {1, 2, 3}};
    const QuizPublic again = decode<QuizPublic>(encode(quiz)).value();
    CHECK(std::get<UnknownPart>(again.questions[0].parts[0].shape).tag == 42);
    CHECK(encode(again) == encode(quiz));
    Response response;
    response.at(1).values = {UnknownValue{99, {1, 2}}};
    CHECK(decode<Response>(encode(response)).value() == response);
}

TEST_CASE("encoding: what says nothing new is written as before there was anything new to say") {
    QuestionPublic plain;
    plain.id = QuestionId{{3}};
    plain.text = rich("Testo");
    // The bytes of the first version, written down when it was the only one.
    const std::string first =
        "0121030000000000000000000000000000000e0005546573746f026974010000000000";
    CHECK(to_hex(encode(plain)) == first);
    CHECK(decode<QuestionPublic>(encode(plain)).value() == plain);
    plain.numbering = Numbering::digits;
    CHECK(encode(plain)[0] == 2);
    CHECK(decode<QuestionPublic>(encode(plain)).value() == plain);
}

TEST_CASE("encoding: the second version with nothing to say is not canonical") {
    QuestionPublic plain;
    plain.numbering = Numbering::digits;
    Bytes bytes = encode(plain);
    bytes[bytes.size() - 3] = 0;
    CHECK_FALSE(decode<QuestionPublic>(bytes).ok());
}
