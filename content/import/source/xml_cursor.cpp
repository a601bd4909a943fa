#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "content/import/source/limits.hpp"
#include "content/import/source/xml.hpp"
#include "content/import/source/xml_encoding.hpp"

namespace approdo::import {
namespace {

// Mapped, so that a file of any size is read without being held; empty when it cannot be.
std::string_view mapping_of(const std::string& on_disk) {
    const int handle = ::open(on_disk.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return {};
    struct ::stat state {};
    std::string_view mapped;
    if (::fstat(handle, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0) {
        const auto size = static_cast<std::size_t>(state.st_size);
        void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
        if (memory != MAP_FAILED) {
            ::madvise(memory, size, MADV_SEQUENTIAL);
            mapped = {static_cast<const char*>(memory), size};
        }
    }
    ::close(handle);
    return mapped;
}

char* memory_of(std::string_view mapped) {
    return const_cast<char*>(mapped.data());
}

}  // namespace

XmlCursor::XmlCursor(const SourceFiles& files, std::string path, Report& report)
    : file_(std::move(path)), report_(report) {
    if (files.exists(file_)) mapped_ = mapping_of(files.on_disk(file_));
    if (mapped_.empty()) {
        broken(0, "this file is missing or empty");
        return;
    }
    auto text = xml_as_utf8(mapped_);
    if (!text.ok()) {
        broken(0, text.error().message);
        return;
    }
    converted_ = std::move(text->holder);
    text_ = converted_.empty() ? text->text : converted_;
    scan_.emplace(text_);
}

XmlCursor::~XmlCursor() {
    if (!mapped_.empty()) ::munmap(memory_of(mapped_), mapped_.size());
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

// Pages that were read stay with the process until it says that it is done with them.
void XmlCursor::count_to(std::size_t position, std::size_t lines) {
    constexpr std::size_t step = 4 * limits::mib;
    counted_to_ = position;
    lines_before_ += lines;
    const std::size_t whole_steps = position / step * step;
    if (whole_steps <= given_back_ || !converted_.empty()) return;
    ::madvise(memory_of(mapped_) + given_back_, whole_steps - given_back_, MADV_DONTNEED);
    given_back_ = whole_steps;
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
