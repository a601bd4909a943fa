#include "content/import/h5p/json.hpp"

#include <algorithm>
#include <boost/json/stream_parser.hpp>
#include <charconv>

namespace approdo::import {

namespace json = boost::json;

namespace {

// A value of JSON takes many times its bytes in memory.
constexpr std::uint64_t json_bytes_max = 4 * 1024 * 1024;
constexpr std::size_t json_depth_max = 100;

}  // namespace

std::optional<json::value> read_json(const SourceFiles& files, const std::string& path,
                                     Severity severity, Report& report) {
    const auto refuse = [&](std::size_t line, std::string message, std::string mend) {
        report.findings.push_back({severity, path, line, std::move(message), std::move(mend)});
        return std::nullopt;
    };
    if (!files.exists(path)) return refuse(0, "this file is not in the package", "put it there");
    if (files.size(path) > json_bytes_max)
        return refuse(0, "this file is too large to be what it should be",
                      "at most 4 MiB are read");
    std::string text = *files.read(path);
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::stream_parser parser({}, options);
    json::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error) parser.finish(error);
    const bool rest_is_blank =
        error || text.find_first_not_of(" \t\r\n", read) == std::string::npos;
    if (!error && rest_is_blank) return parser.release();
    const auto lines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
    return refuse(static_cast<std::size_t>(lines) + 1, "this is no JSON that can be read",
                  "export the package again");
}

const json::value& member(const json::value& object, std::string_view name) {
    static const json::value none;
    const json::object* const members = object.if_object();
    const json::value* const found = members == nullptr ? nullptr : members->if_contains(name);
    return found == nullptr ? none : *found;
}

std::string text_member(const json::value& object, std::string_view name) {
    const json::string* const text = member(object, name).if_string();
    return text == nullptr ? std::string() : std::string(*text);
}

bool truth_member(const json::value& object, std::string_view name) {
    const json::value& value = member(object, name);
    if (const bool* const truth = value.if_bool()) return *truth;
    return number_member(object, name).value_or(0) != 0;
}

std::optional<std::uint32_t> number_member(const json::value& object, std::string_view name) {
    const json::value& value = member(object, name);
    if (const std::int64_t* const number = value.if_int64())
        return *number < 0 || *number > 0xffff'ffff
                   ? std::nullopt
                   : std::optional<std::uint32_t>(static_cast<std::uint32_t>(*number));
    const json::string* const text = value.if_string();
    if (text == nullptr || text->empty()) return std::nullopt;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text->begin(), text->end(), number);
    if (error != std::errc{} || end != text->end()) return std::nullopt;
    return number;
}

std::optional<content::H5pVersion> version_member(const json::value& object) {
    const std::string name = text_member(object, "machineName");
    const auto major = number_member(object, "majorVersion");
    const auto minor = number_member(object, "minorVersion");
    if (name.empty() || !major || !minor) return std::nullopt;
    return content::H5pVersion{name, *major, *minor};
}

std::string name_of(const content::H5pVersion& version) {
    return version.name + " " + std::to_string(version.major) + "." + std::to_string(version.minor);
}

std::optional<content::H5pVersion> version_from(std::string_view text) {
    const std::size_t blank = text.find(' ');
    const std::size_t dot = text.find('.', std::min(blank, text.size()));
    if (blank == 0 || dot == std::string_view::npos) return std::nullopt;
    content::H5pVersion version;
    version.name = text.substr(0, blank);
    const auto read = [](std::string_view digits, std::uint32_t& number) {
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return error == std::errc{} && end == digits.data() + digits.size();
    };
    if (!read(text.substr(blank + 1, dot - blank - 1), version.major) ||
        !read(text.substr(dot + 1), version.minor))
        return std::nullopt;
    return version;
}

}  // namespace approdo::import
