// Writing JSON: objects and lists in the order in which they are written, texts escaped, broken
// UTF-8 replaced; in one line, or indented for people to read. For results that leave the core;
// reading JSON is the shells' business.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/ids.hpp"

namespace approdo::client {

class JsonWriter {
  public:
    enum class Layout : std::uint8_t { one_line, indented };
    explicit JsonWriter(Layout layout = Layout::one_line) : layout_(layout) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_list();
    JsonWriter& end_list();
    JsonWriter& name(std::string_view text);

    JsonWriter& text(std::string_view value);
    JsonWriter& number(std::uint64_t value);
    JsonWriter& number_signed(std::int64_t value);
    JsonWriter& flag(bool value);
    JsonWriter& null();
    // JSON that is there already, and sound.
    JsonWriter& whole(std::string_view json);

    JsonWriter& member(std::string_view key, std::string_view value) {
        return name(key).text(value);
    }
    JsonWriter& member(std::string_view key, const char* value) { return name(key).text(value); }
    JsonWriter& member(std::string_view key, bool value) { return name(key).flag(value); }
    template <std::integral Number>
    JsonWriter& member(std::string_view key, Number value) {
        name(key);
        if constexpr (std::is_signed_v<Number>) return number_signed(value);
        return number(value);
    }
    template <class Tag, std::size_t Size>
    JsonWriter& member(std::string_view key, const FixedBytes<Tag, Size>& id) {
        return name(key).text(id.hex());
    }

    std::string take() { return std::move(out_); }

  private:
    void separate();
    JsonWriter& begin(char bracket);
    JsonWriter& end(char bracket);
    void break_line();

    Layout layout_;
    std::string out_;
    std::size_t depth_ = 0;
    bool comma_ = false;
    bool after_name_ = false;
};

}  // namespace approdo::client
