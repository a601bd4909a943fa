#include "content/model/number.hpp"

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

TEST_CASE("number: three times a third, as percent with five places, is the whole") {
    const Share third = share_from_percent("33.33333").value();
    CHECK(third.parts * 3 == Share::whole);
    CHECK(share_from_percent("14.28571").value().parts * 7 == Share::whole);
    CHECK(share_from_percent("11.11111").value().parts * 9 == Share::whole);
    CHECK(share_from_percent("-100").value() == Share{-Share::whole});
    CHECK(!share_from_percent("lots").ok());
}

TEST_CASE("number: a percentage that was written reads back as the same share") {
    for (std::int64_t parts = -Share::whole; parts <= Share::whole; parts += 977) {
        CHECK(share_from_percent(percent_text(Share{parts})).value() == Share{parts});
    }
    CHECK(percent_text(Share::of(1, 3)) == "33.33333");
    CHECK(percent_text(Share::of(1, 2)) == "50");
}

TEST_CASE("number: points times a share round half away from zero") {
    CHECK((Points{1'000'000} * Share::of(1, 3)).micro == 333'333);
    CHECK((Points{2'000'000} * Share::of(1, 3)).micro == 666'667);
    CHECK((Points{1'000'000'000'000} * Share::all()).micro == 1'000'000'000'000);
    CHECK((Points{-1'000'000} * Share::of(1, 2)).micro == -500'000);
}

TEST_CASE("number: a pass mark is reached exactly or not at all") {
    CHECK(share_of(Points{6'000'000}, Points{10'000'000}) == Share::of(6, 10));
    CHECK(share_of(Points{5'999'999}, Points{10'000'000}) < Share::of(6, 10));
    CHECK(share_of(Points{0}, Points{0}) == Share::none());
    CHECK(share_of(Points{11}, Points{10}) == Share::all());
}

TEST_CASE("number: what people type is read as a decimal") {
    CHECK(decimal_from("1822").value() == Decimal{1822, 0});
    CHECK(decimal_from(" -3,50 ").value() == Decimal{-35, -1});
    CHECK(decimal_from("+.5").value() == Decimal{5, -1});
    CHECK(decimal_from("6.02e23").value() == Decimal{602, 21});
    CHECK(decimal_from("1'000'000").value() == Decimal{1, 6});
    CHECK(decimal_from("1\xC2\xA0"
                       "500")
              .value() == Decimal{15, 2});
    CHECK(decimal_from("\xE2\x88\x92"
                       "2")
              .value() == Decimal{-2, 0});
    CHECK(decimal_from("0").value() == Decimal{});
    CHECK(decimal_from("-0.0").value() == Decimal{});
    for (const char* bad :
         {"", "x", "1.2.3", "1e", "1e1234", "1234567890123456789", "--1", "'1", "1e99"})
        CHECK_FALSE(decimal_from(bad).ok());
}

TEST_CASE("number: a decimal's text reads back as the same decimal") {
    for (const Decimal decimal :
         {Decimal{}, Decimal{-35, -1}, Decimal{602, 21}, Decimal{1, -40},
          Decimal{999'999'999'999'999'999, 40}, Decimal{5, -1}, Decimal{7, 3}})
        CHECK(decimal_from(decimal_text(decimal)).value() == decimal);
}

TEST_CASE("number: decimals compare exactly, whatever their size") {
    CHECK(compare(Decimal{1, 40}, Decimal{1, -40}) > 0);
    CHECK(compare(Decimal{-1, 0}, Decimal{1, -40}) < 0);
    CHECK(compare(Decimal{31415, -4}, Decimal{31415, -4}) == 0);
    // 0.1 + 0.2 is 0.3 here.
    CHECK(sum_of(Decimal{1, -1}, Decimal{2, -1}).value() == Decimal{3, -1});
    CHECK(sum_of(Decimal{1, 0}, Decimal{-1, 0}).value() == Decimal{});
    CHECK_FALSE(sum_of(Decimal{1, 40}, Decimal{1, -40}).ok());
    CHECK(half_of(Decimal{5, 0}).value() == Decimal{25, -1});
}

TEST_CASE("number: a tolerance includes its ends") {
    const DecimalRange range = range_around(Decimal{31415, -4}, Decimal{5, -4}).value();
    CHECK(range == DecimalRange{Decimal{3141, -3}, Decimal{3142, -3}});
    const Decimal one{1, 0};
    CHECK(is_between(Decimal{3141, -3}, one, range.low, range.high));
    CHECK(is_between(Decimal{3142, -3}, one, range.low, range.high));
    CHECK_FALSE(is_between(Decimal{31420001, -7}, one, range.low, range.high));
    CHECK(is_between(Decimal{3142, 0}, Decimal{1, -3}, range.low, range.high));
}

TEST_CASE("number: a sum is the same whether its numbers are short or long") {
    const auto text_of_sum = [](const char* a, const char* b) {
        const auto sum = sum_of(decimal_from(a).value(), decimal_from(b).value());
        return sum.ok() ? decimal_text(*sum) : std::string("none");
    };
    CHECK(text_of_sum("0.1", "0.2") == "0.3");
    CHECK(text_of_sum("9.5", "0.5") == "10");
    CHECK(text_of_sum("5", "-5") == "0");
    CHECK(text_of_sum("100000000", "0.00000001") == "100000000.00000001");
    CHECK(text_of_sum("999999999999999999", "-999999999999999999") == "0");
    CHECK(text_of_sum("999999999999999999", "0.5") == "none");
    const std::uint64_t chance = test::seed_of_run();
    INFO("APPRODO_SEED=" << chance);
    test::SeededRandom random(chance);
    for (int round = 0; round < 3000; ++round) {
        const auto drawn = [&] {
            const auto mantissa = static_cast<std::int64_t>(random.below(4'000'000'001));
            const auto exponent = static_cast<std::int32_t>(random.below(16)) - 12;
            return decimal_from(decimal_text({mantissa - 2'000'000'000, exponent})).value();
        };
        const Decimal a = drawn();
        const Decimal b = drawn();
        const auto sum = sum_of(a, b);
        if (!sum.ok()) continue;
        CHECK(sum->is_valid());
        // Exact: what was added can be taken off again.
        const auto back = sum_of(*sum, negated(b));
        if (back.ok()) CHECK(*back == a);
        CHECK(*sum == *sum_of(b, a));
    }
}
