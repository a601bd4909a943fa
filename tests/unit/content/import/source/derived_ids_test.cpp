#include "content/import/source/derived_ids.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;

TEST_CASE("derived ids: the same thing has the same id everywhere, and no other has it") {
    const auto id = derived_id<QuestionId>("moodle-xml", {"question", "17"});
    CHECK(id == derived_id<QuestionId>("moodle-xml", {"question", "17"}));
    CHECK(id.hex() ==
          "5c4611c9aaa26ff55730b4548f60df7d");  // as every machine and every release makes it
    CHECK(derived_id<CourseId>("scorm", {"a"}).hex() != derived_id<UnitId>("scorm", {"a"}).hex());
    CHECK_FALSE(id == derived_id<QuestionId>("qti", {"question", "17"}));
    CHECK_FALSE(id == derived_id<QuestionId>("moodle-xml", {"question1", "7"}));
    CHECK_FALSE(id == derived_id<QuestionId>("moodle-xml", {"question", "17", ""}));
    CHECK_FALSE(derived_id<OptionId>("qti", {"a"}).is_zero());
}
