// What a learner answered, as tagged values with QTI's cardinalities and base types, so that any
// kind of question, now or later, fits the same bytes. A response that we cannot interpret is still
// kept whole: a kind this program does not know stays as its tag and its bytes. encode() and
// decode_response() are in content/model/encoding.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "content/model/number.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

enum class Cardinality : std::uint8_t { single = 1, multiple = 2, ordered = 3, record = 4 };

// Numbers are in the encoding: never change one, never use one again.
enum class BaseType : std::uint8_t {
    identifier = 1,
    boolean = 2,
    integer = 3,
    decimal = 4,
    text = 5,
    point = 6,
    pair = 7,           // unordered
    directed_pair = 8,  // from left to right
    duration = 9,
    file = 10,
    uri = 11,
};

struct Point {
    std::int32_t x = 0;
    std::int32_t y = 0;
    auto operator<=>(const Point&) const = default;
};
struct Pair {
    OptionId first;
    OptionId second;
    auto operator<=>(const Pair&) const = default;
};
struct DirectedPair {
    OptionId from;
    OptionId to;
    auto operator<=>(const DirectedPair&) const = default;
};
struct DurationMs {
    std::int64_t value = 0;
    auto operator<=>(const DurationMs&) const = default;
};
// The bytes travel on their own, as pieces (FilePiece); the event names them.
struct FileValue {
    Hash content;
    std::string name;
    std::string media_type;
    std::uint64_t size = 0;
    auto operator<=>(const FileValue&) const = default;
};
struct Uri {
    std::string text;
    auto operator<=>(const Uri&) const = default;
};
struct UnknownValue {
    std::uint64_t tag = 0;
    Bytes raw;
    auto operator<=>(const UnknownValue&) const = default;
};

using Value = std::variant<OptionId, bool, std::int64_t, Decimal, std::string, Point, Pair,
                           DirectedPair, DurationMs, FileValue, Uri, UnknownValue>;

// The answer to one part of a question. No values: the learner left it empty (QTI's NULL).
struct PartResponse {
    std::uint32_t part = 1;
    Cardinality cardinality = Cardinality::single;
    std::vector<Value> values;
    std::vector<std::string> names;  // of a record's values, one each; otherwise empty
    bool operator==(const PartResponse&) const = default;
};

struct Response {
    std::vector<PartResponse> parts;  // by ascending part number, each once

    const PartResponse* part(std::uint32_t number) const;
    PartResponse& at(std::uint32_t number);  // made when it is not there
    bool is_empty() const;
    bool operator==(const Response&) const = default;
};

// Brings a response into its one canonical form: parts by number, `multiple` values and unordered
// pairs sorted, repeated `multiple` values dropped, empty parts dropped.
Response canonical(Response response);

// The usual responses in one call.
Response choose(std::vector<OptionId> options);
Response type_text(std::string text);
Response put_in_order(std::vector<OptionId> options);
Response match(std::vector<DirectedPair> pairs);

}  // namespace approdo::content
