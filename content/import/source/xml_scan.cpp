#include "content/import/source/xml_scan.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "content/import/source/limits.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Letters outside of ASCII are all taken: what they are is no concern of an importer.
bool may_begin_name(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}
bool may_stand_in_name(char c) {
    return may_begin_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_character(std::uint32_t code) {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
}

// `inside` is what stands between & and ;
bool is_reference(std::string_view inside) {
    if (inside == "amp" || inside == "lt" || inside == "gt" || inside == "quot" || inside == "apos")
        return true;
    if (inside.size() < 2 || inside[0] != '#') return false;
    const bool hex = inside[1] == 'x';
    const std::string_view digits = inside.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    return error == std::errc{} && end == digits.data() + digits.size() && is_character(code);
}

}  // namespace

XmlScan::Step XmlScan::next() {
    tag_read_ = false;
    while (at_ < text_.size()) {
        if (!(text_[at_] == '<' ? read_markup() : read_text())) return Step::broken;
        if (tag_read_) return Step::tag;
    }
    bool whole = true;
    if (!open_.empty()) {
        whole =
            wrong(at_, "the file ends within <" + std::string(open_.back()) + ">: is it whole?");
    } else if (!root_seen_) {
        whole = wrong(at_, "there is no XML element here");
    }
    return whole ? Step::end : Step::broken;
}

bool XmlScan::read_text() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find('<', at_), text_.size());
    if (open_.empty()) {
        const auto words =
            std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                             text_.begin() + static_cast<std::ptrdiff_t>(at_), is_blank);
        const auto place = static_cast<std::size_t>(words - text_.begin());
        return place == at_ || wrong(place, "text stands outside of all XML elements");
    }
    return check_references(begin, at_);
}

bool XmlScan::read_markup() {
    if (starts("<!--")) return read_comment();
    if (starts("<![CDATA[")) return read_section();
    if (starts("<?")) return read_instruction();
    if (starts("<!DOCTYPE")) return read_doctype();
    if (starts("</")) return read_close();
    return read_open();
}

bool XmlScan::read_open() {
    const std::size_t begin = at_++;
    const std::string_view name = take_name();
    if (name.empty()) return wrong(begin, "a «<» begins no tag: write &lt; for the sign itself");
    if (open_.empty() && root_seen_)
        return wrong(begin, "a second element <" + std::string(name) + "> follows the first");
    if (!read_attributes()) return false;
    const bool is_empty = starts("/>");
    if (!is_empty && !starts(">"))
        return wrong(begin, "the tag <" + std::string(name) + "> is not written as XML demands");
    at_ += is_empty ? 2 : 1;
    root_seen_ = true;
    tag_ = {is_empty ? XmlTagKind::empty : XmlTagKind::open, name, text_.substr(begin, at_ - begin),
            begin, at_};
    tag_read_ = true;
    if (is_empty) return true;
    open_.push_back(name);
    return open_.size() <= limits::xml_depth_max ||
           wrong(begin, "elements are nested deeper than any course needs");
}

bool XmlScan::read_attributes() {
    attributes_.clear();
    while (true) {
        const std::size_t before = at_;
        skip_blanks();
        if (at_ == text_.size() || text_[at_] == '>' || text_[at_] == '/') return true;
        const std::size_t begin = at_;
        const std::string_view name = take_name();
        if (name.empty() || before == begin) return true;  // the caller finds no end of the tag
        if (std::find(attributes_.begin(), attributes_.end(), name) != attributes_.end())
            return wrong(begin, "the attribute " + std::string(name) + " is given twice");
        attributes_.push_back(name);
        skip_blanks();
        if (!starts("="))
            return wrong(begin, "the attribute " + std::string(name) + " has no value");
        ++at_;
        skip_blanks();
        if (!starts("\"") && !starts("'"))
            return wrong(begin, "the attribute " + std::string(name) + " has no quotes");
        const std::size_t value = at_ + 1;
        const std::size_t end = text_.find(text_[at_], value);
        if (end == npos)
            return wrong(begin, "the quotes of the attribute " + std::string(name) + " do not end");
        if (text_.substr(value, end - value).find('<') != npos)
            return wrong(begin, "«<» stands in the attribute " + std::string(name));
        if (!check_references(value, end)) return false;
        at_ = end + 1;
    }
}

bool XmlScan::read_close() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string_view name = take_name();
    skip_blanks();
    if (open_.empty() || name != open_.back() || !starts(">"))
        return wrong(begin, open_.empty() ? "</" + std::string(name) + "> closes nothing"
                                          : "</" + std::string(name) + "> stands where </" +
                                                std::string(open_.back()) + "> should");
    ++at_;
    open_.pop_back();
    tag_ = {XmlTagKind::close, name, text_.substr(begin, at_ - begin), begin, at_};
    tag_read_ = true;
    return true;
}

bool XmlScan::read_comment() {
    const std::size_t end = text_.find("--", at_ + 4);
    if (end == npos || text_.substr(end, 3) != "-->")
        return wrong(at_, "a comment is not written as XML demands");
    at_ = end + 3;
    return true;
}

bool XmlScan::read_section() {
    const std::size_t end = text_.find("]]>", at_);
    if (open_.empty()) return wrong(at_, "text stands outside of all XML elements");
    if (end == npos) return wrong(at_, "a CDATA section does not end");
    const std::size_t begin = std::exchange(at_, end + 3);
    return check_text(begin, end);
}

bool XmlScan::read_instruction() {
    const std::size_t end = text_.find("?>", at_);
    if (end == npos) return wrong(at_, "an instruction «<?…» does not end with «?>»");
    const std::string_view inside = text_.substr(at_ + 2, end - at_ - 2);
    const bool declares = inside.starts_with("xml") && (inside.size() == 3 || is_blank(inside[3]));
    if (declares && at_ != 0)
        return wrong(at_, "the XML declaration does not stand at the very beginning");
    if (declares && !read_declaration(inside)) return false;
    at_ = end + 2;
    return true;
}

// <?xml version="1.0" encoding="UTF-8"?>: attributes and nothing else.
bool XmlScan::read_declaration(std::string_view inside) {
    const std::size_t end = at_ + 2 + inside.size();
    at_ += 5;
    if (!read_attributes()) return false;
    return (at_ == end && !attributes_.empty() && attributes_.front() == "version") ||
           wrong(0, "the XML declaration is broken");
}

// What it says is left aside; entities of its own would be a way to blow up or to reach outside.
bool XmlScan::read_doctype() {
    const std::size_t begin = at_;
    if (root_seen_) return wrong(begin, "a DOCTYPE stands within the document");
    int brackets = 0;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            const std::size_t end = text_.find(c, at_ + 1);
            if (end == npos) break;
            at_ = end;
        } else if (starts("<!ENTITY")) {
            return wrong(at_, "the DOCTYPE declares entities: they are never expanded here");
        } else if (starts("<!--")) {
            const std::size_t end = text_.find("-->", at_);
            if (end == npos) break;
            at_ = end + 2;
        } else if (c == '[') {
            ++brackets;
        } else if (c == ']') {
            --brackets;
        } else if (c == '>' && brackets == 0) {
            ++at_;
            return true;
        }
    }
    return wrong(begin, "the DOCTYPE does not end");
}

bool XmlScan::check_references(std::size_t begin, std::size_t end) {
    const std::string_view part = text_.substr(begin, end - begin);
    for (std::size_t at = part.find('&'); at != npos; at = part.find('&', at + 1)) {
        const std::string_view behind = part.substr(at + 1, 64);
        const std::string_view inside = behind.substr(0, behind.find(';'));
        if (inside.size() == behind.size() || !is_reference(inside)) {
            const auto shown = std::find_if_not(inside.begin(), inside.end(), may_stand_in_name);
            return wrong(begin + at, "«&" + std::string(inside.begin(), shown) +
                                         "» names nothing in XML: write &amp; for the sign itself");
        }
    }
    return check_text(begin, end);
}

bool XmlScan::check_text(std::size_t begin, std::size_t end) {
    const std::string_view part = text_.substr(begin, end - begin);
    unsigned all = 0;
    unsigned controls = 0;
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        all |= byte;
        controls |=
            static_cast<unsigned>(byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r');
    }
    if (controls != 0) return wrong(begin, "a control character stands in this text");
    return all < 0x80 || is_utf8(part) ||
           wrong(begin, "this text is not UTF-8: save the file as UTF-8 and try again");
}

std::string_view XmlScan::take_name() {
    const std::size_t begin = at_;
    if (at_ < text_.size() && may_begin_name(text_[at_])) ++at_;
    while (at_ > begin && at_ < text_.size() && may_stand_in_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    return is_utf8(name) ? name : std::string_view();
}

void XmlScan::skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool XmlScan::wrong(std::size_t at, std::string message) {
    problem_ = {at, std::move(message)};
    return false;
}

std::size_t line_at(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::string_view raw_attribute(std::string_view tag, std::string_view name) {
    std::size_t at = tag.find_first_of(" \t\r\n");
    while (at != npos) {
        at = tag.find_first_not_of(" \t\r\n", at);
        const std::size_t equals = tag.find('=', std::min(at, tag.size()));
        if (equals == npos) return {};
        const std::string_view found = tag.substr(at, equals - at);
        const std::size_t quote = tag.find_first_of("\"'", equals);
        if (quote == npos) return {};
        const std::size_t end = tag.find(tag[quote], quote + 1);
        if (end == npos) return {};
        if (found.substr(0, found.find_last_not_of(" \t\r\n") + 1) == name)
            return tag.substr(quote + 1, end - quote - 1);
        at = end + 1;
    }
    return {};
}

}  // namespace approdo::import
