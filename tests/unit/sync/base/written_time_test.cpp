#include "sync/base/written_time.hpp"

#include "tests/support/test.hpp"

using namespace approdo;

TEST_CASE("written time: a moment with its zone is that moment, wherever it is read") {
    constexpr std::int64_t half_past_two = 1'796'304'600'000;  // 2026-12-03 13:30 UTC
    CHECK(written_time("2026-12-03T13:30Z") == WrittenTime{UtcMs{half_past_two}, true});
    CHECK(written_time("2026-12-03T14:30+01:00") == WrittenTime{UtcMs{half_past_two}, true});
    CHECK(written_time("2026-12-03 14:30:00+0100") == WrittenTime{UtcMs{half_past_two}, true});
    CHECK(written_time("2026-12-03T08:00-05:30") == WrittenTime{UtcMs{half_past_two}, true});
    CHECK(written_time("1970-01-01T00:00Z") == WrittenTime{UtcMs{0}, true});
    CHECK(written_time("1969-12-31T23:59:59Z") == WrittenTime{UtcMs{-1000}, true});
}

TEST_CASE("written time: without a zone it says that it has none") {
    CHECK(written_time("1970-01-02T00:01") == WrittenTime{UtcMs{86'460'000}, false});
}

TEST_CASE("written time: no such day or hour is none") {
    for (const char* text : {"",
                             "2026",
                             "2026-12-03",
                             "2026-12-03T",
                             "2026-12-03T14",
                             "2026-12-03T14:3",
                             "2026-12-03T24:00Z",
                             "2026-12-03T14:60Z",
                             "2026-12-03T14:30:60Z",
                             "2026-02-29T14:30Z",
                             "2026-13-03T14:30Z",
                             "2026-00-03T14:30Z",
                             "2026-12-00T14:30Z",
                             "2026-12-03T14:30+1",
                             "2026-12-03T14:30+15:00",
                             "2026-12-03T14:30+01:60",
                             "2026-12-03T14:30Zx",
                             " 2026-12-03T14:30Z",
                             "2026/12/03T14:30Z",
                             "03-12-2026T14:30Z"}) {
        INFO(text);
        CHECK_FALSE(written_time(text));
    }
    CHECK(written_time("2028-02-29T14:30Z"));
}
