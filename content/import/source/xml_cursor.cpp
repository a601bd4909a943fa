#include <algorithm>
#include <utility>

#include "content/import/source/limits.hpp"
#include "content/import/source/xml.hpp"
#include "content/import/source/xml_encoding.hpp"

namespace approdo::import {

XmlCursor::XmlCursor(const SourceFiles& files, std::string path, Report& report)
    : file_(std::move(path)), report_(report) {
    if (files.exists(file_)) mapped_.emplace(files.on_disk(file_));
    if (!mapped_ || mapped_->text().empty()) {
        broken(0, "this file is missing or empty");
        return;
    }
    auto text = xml_as_utf8(mapped_->text());
    if (!text.ok()) {
        broken(0, text.error().message);
        return;
    }
    converted_ = std::move(text->holder);
    text_ = converted_.empty() ? text->text : converted_;
    scan_.emplace(text_);
}

bool XmlCursor::broken(std::size_t position, std::string message, std::string mend) {
    scan_.reset();
    if (!text_.empty()) advance_to(position);
    const std::size_t line = text_.empty() ? 0 : lines_before_ + 1;
    report_.error(file_, line, std::move(message), std::move(mend));
    return false;
}

void XmlCursor::advance_to(std::size_t position) {
    if (position <= counted_to_) return;
    const std::string_view part = text_.substr(counted_to_, position - counted_to_);
    count_to(position, static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n')));
}

void XmlCursor::count_to(std::size_t position, std::size_t lines) {
    counted_to_ = position;
    lines_before_ += lines;
    if (converted_.empty()) mapped_->give_back(position);
}

bool XmlCursor::next(const Wanted& wanted) {
    if (!scan_) return false;
    if (std::exchange(handed_out_, false)) {
        count_to(scan_->tag().end, element_.line_begins_.size());
        path_.pop_back();
    }
    while (true) {
        const auto step = scan_->next();
        if (step == XmlScan::Step::end) {
            scan_.reset();
            return false;
        }
        if (step == XmlScan::Step::broken)
            return broken(scan_->problem().position, scan_->problem().message);
        const XmlTag tag = scan_->tag();
        if (tag.begin - counted_to_ > limits::mib) advance_to(tag.begin);
        if (tag.kind == XmlTagKind::close) {
            path_.pop_back();
            continue;
        }
        path_.push_back({tag.name, tag.text});
        if (wanted(path_)) return read_element();
        if (tag.kind == XmlTagKind::empty) path_.pop_back();
    }
}

// From the start tag that the scan has just told to the end tag that belongs to it.
bool XmlCursor::read_element() {
    const XmlTag first = scan_->tag();
    const std::size_t outside = scan_->depth() - (first.kind == XmlTagKind::open ? 1 : 0);
    while (scan_->depth() > outside) {
        if (scan_->next() != XmlScan::Step::tag)
            return broken(scan_->problem().position, scan_->problem().message);
        if (scan_->tag().end - first.begin > limits::xml_bytes_max)
            return broken(
                first.begin,
                "the element <" + std::string(first.name) + "> is larger than can be held",
                "take large files out of it, or import it in parts");
    }
    advance_to(first.begin);
    handed_out_ = true;
    return element_.load(text_.substr(first.begin, scan_->tag().end - first.begin),
                         lines_before_ + 1) ||
           broken(first.begin, "this is not XML");
}

}  // namespace approdo::import
