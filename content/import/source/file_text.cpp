#include "content/import/source/file_text.hpp"

#include <algorithm>

#include "sync/base/limits.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {

FileText::FileText(const Source& source, Report& report)
    : mapped_(source.files.exists(source.file) ? source.files.on_disk(source.file) : "") {
    if (is_utf8_in_steps()) return;
    report.advice(source.file, 0, "this file is not saved as UTF-8; it was read as Windows-1252",
                  "save it as UTF-8, and look at its letters with accents");
    converted_ = from_windows_1252(mapped_.text());
}

// By lines, so that what was looked at need not stay.
bool FileText::is_utf8_in_steps() {
    constexpr std::size_t step = limits::mib;
    const std::string_view text = mapped_.text();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t line = text.find('\n', std::min(at + step, text.size()));
        const std::size_t end = std::min(line, text.size());
        if (!is_utf8(text.substr(at, end - at))) return false;
        at = end;
        mapped_.give_back(at);
    }
    mapped_.begin_again();
    return true;
}

void FileText::give_back(std::size_t position) {
    if (converted_.empty()) mapped_.give_back(position);
}

}  // namespace approdo::import
