#include "content/import/source/simple_html.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "sync/base/text_encoding.hpp"

namespace approdo::import {

namespace {

enum class Sort : std::uint8_t {
    none,       // the text itself
    phrase,     // emphasis and the like: holds words alone
    paragraph,  // holds words and phrases
    list,
    item,
    quote,
};

constexpr std::pair<std::string_view, Sort> elements[] = {
    {"p", Sort::paragraph}, {"b", Sort::phrase},      {"i", Sort::phrase},
    {"em", Sort::phrase},   {"strong", Sort::phrase}, {"u", Sort::phrase},
    {"li", Sort::item},     {"ul", Sort::list},       {"ol", Sort::list},
    {"sub", Sort::phrase},  {"sup", Sort::phrase},    {"span", Sort::phrase},
    {"code", Sort::phrase}, {"small", Sort::phrase},  {"blockquote", Sort::quote}};

// What a parser leaves where it stands: anything else would close or move elements.
bool may_hold(Sort outer, Sort inner) {
    switch (inner) {
        case Sort::phrase:
            return outer != Sort::list;
        case Sort::item:
            return outer == Sort::list;
        case Sort::paragraph:
        case Sort::list:
        case Sort::quote:
            return outer == Sort::none || outer == Sort::item || outer == Sort::quote;
        case Sort::none:
            break;
    }
    return false;
}

constexpr std::pair<std::string_view, std::string_view> references[] = {{"&amp;", "&amp;"},
                                                                        {"&lt;", "&lt;"},
                                                                        {"&gt;", "&gt;"},
                                                                        {"&quot;", "\""},
                                                                        {"&nbsp;", "\xC2\xA0"}};

class Writer {
  public:
    explicit Writer(std::string_view html) : html_(html) { out_.reserve(html.size()); }

    std::optional<std::string> run() {
        while (at_ < html_.size()) {
            const bool taken = html_[at_] == '<' ? take_tag() : take_words();
            if (!taken) return std::nullopt;
        }
        if (depth_ != 0) return std::nullopt;
        while (out_.ends_with('\n') || out_.ends_with(' ')) out_.pop_back();
        return std::move(out_);
    }

  private:
    static constexpr std::size_t depth_max = 32;
    struct Open {
        std::string_view name;
        Sort sort = Sort::none;
    };

    Sort around() const { return depth_ == 0 ? Sort::none : open_[depth_ - 1].sort; }

    bool take_words() {
        const std::size_t end = std::min(html_.find('<', at_), html_.size());
        const std::string_view words = html_.substr(at_, end - at_);
        at_ = end;
        // Between the blocks of a text any blanks are one.
        if (depth_ == 0 && words.find_first_not_of(" \n\t") == std::string_view::npos) {
            if (!out_.empty() && out_.back() != '\n') out_.push_back(' ');
            return true;
        }
        for (std::size_t i = 0; i < words.size();) {
            std::size_t odd = i;
            while (odd < words.size() && words[odd] != '&' && words[odd] != '>') ++odd;
            out_ += words.substr(i, odd - i);
            i = odd;
            if (i == words.size()) break;
            if (words[i] == '>') {
                out_ += "&gt;";
                ++i;
                continue;
            }
            const auto* const known = std::find_if(
                std::begin(references), std::end(references),
                [&](const auto& one) { return words.substr(i).starts_with(one.first); });
            if (known == std::end(references)) return false;
            out_ += known->second;
            i += known->first.size();
        }
        return true;
    }

    bool take_tag() {
        const std::size_t end = html_.find('>', at_);
        if (end == std::string_view::npos || end - at_ > 12) return false;
        std::string_view name = html_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        if (name == "br" || name == "br/" || name == "br /") {
            if (around() == Sort::list) return false;
            out_ += "<br>";
            return true;
        }
        const bool closes = name.starts_with('/');
        if (closes) name.remove_prefix(1);
        if (name.empty()) return false;
        // The first letter tells most of them apart, and comparing strings is most of the work.
        const auto* const known = std::find_if(
            std::begin(elements), std::end(elements),
            [&](const auto& one) { return one.first[0] == name[0] && one.first == name; });
        if (known == std::end(elements)) return false;
        return closes ? close(known->first) : open(known->first, known->second);
    }

    bool open(std::string_view name, Sort sort) {
        if (depth_ == depth_max || !may_hold(around(), sort)) return false;
        open_[depth_++] = {name, sort};
        out_.push_back('<');
        out_ += name;
        out_.push_back('>');
        return true;
    }

    bool close(std::string_view name) {
        if (depth_ == 0 || open_[depth_ - 1].name != name) return false;
        --depth_;
        out_ += "</";
        out_ += name;
        out_.push_back('>');
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::array<Open, depth_max> open_;
    std::size_t depth_ = 0;
    std::string out_;
};

// UTF-8 without control characters, looked at once.
bool is_sound(std::string_view html) {
    unsigned all = 0;
    for (const char c : html) {
        const auto byte = static_cast<std::uint8_t>(c);
        if ((byte < ' ' && c != '\n' && c != '\t') || byte == 0x7F) return false;
        all |= byte;
    }
    return all < 0x80 || is_utf8(html);
}

}  // namespace

std::optional<std::string> simple_html(std::string_view html) {
    if (!is_sound(html)) return std::nullopt;
    return Writer(html).run();
}

}  // namespace approdo::import
