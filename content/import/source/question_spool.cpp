#include "content/import/source/question_spool.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "content/model/encoding.hpp"
#include "sync/base/check.hpp"

namespace approdo::import {

using namespace content;

namespace {

int unnamed_file_in(const std::string& folder) {
    namespace fs = std::filesystem;
    const fs::path place = folder.empty() ? fs::temp_directory_path() : fs::path(folder);
    std::string name = (place / "approdo-questions-XXXXXX").string();
    const int handle = ::mkostemp(name.data(), O_CLOEXEC);
    if (handle < 0) throw std::runtime_error("cannot write below " + place.string());
    ::unlink(name.c_str());
    return handle;
}

void write_at(int handle, std::uint64_t offset, ByteView bytes) {
    while (!bytes.empty()) {
        const ::ssize_t written =
            ::pwrite(handle, bytes.data(), bytes.size(), static_cast<::off_t>(offset));
        if (written <= 0) throw std::runtime_error("cannot put questions aside: is the disk full?");
        offset += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

Bytes read_at(int handle, std::uint64_t offset, std::size_t size) {
    Bytes bytes(size);
    for (std::size_t at = 0; at < size;) {
        const ::ssize_t got =
            ::pread(handle, bytes.data() + at, size - at, static_cast<::off_t>(offset + at));
        if (got <= 0) throw std::runtime_error("cannot read questions that were put aside");
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

class SpooledQuestions final : public QuestionStore {
  public:
    SpooledQuestions(std::shared_ptr<const QuestionSpool> spool,
                     std::vector<QuestionSpool::Place> places)
        : spool_(std::move(spool)), places_(std::move(places)) {}

    std::size_t count() const override { return places_.size(); }
    std::vector<Question> read() const override {
        std::vector<Question> questions;
        questions.reserve(places_.size());
        for (const QuestionSpool::Place& place : places_) questions.push_back(spool_->read(place));
        return questions;
    }

  private:
    std::shared_ptr<const QuestionSpool> spool_;
    std::vector<QuestionSpool::Place> places_;
};

struct PartBytes {
    static std::size_t of(const std::vector<Option>& options) {
        std::size_t bytes = 0;
        for (const Option& one : options) bytes += sizeof(Option) + one.text.html.capacity();
        return bytes;
    }
    std::size_t operator()(const ChoicePart& part) const { return of(part.options); }
    std::size_t operator()(const OrderPart& part) const { return of(part.items); }
    std::size_t operator()(const MatchPart& part) const { return of(part.left) + of(part.right); }
    template <class Shape>
    std::size_t operator()(const Shape&) const {
        return 0;
    }
};

}  // namespace

QuestionSpool::~QuestionSpool() {
    if (handle_ >= 0) ::close(handle_);
}

QuestionSpool::Place QuestionSpool::add(const Question& question) {
    if (handle_ < 0) handle_ = unnamed_file_in(folder_);
    Bytes bytes = encode(question.shown);
    const std::size_t shown = bytes.size();
    append(bytes, encode(question.key));
    const Place place{end_, static_cast<std::uint32_t>(shown),
                      static_cast<std::uint32_t>(bytes.size() - shown)};
    write_at(handle_, end_, bytes);
    end_ += bytes.size();
    return place;
}

Question QuestionSpool::read(const Place& place) const {
    const Bytes bytes =
        read_at(handle_, place.offset, std::size_t{place.shown_bytes} + place.key_bytes);
    auto shown = decode<QuestionPublic>(ByteView(bytes).first(place.shown_bytes));
    auto key = decode<QuestionKey>(ByteView(bytes).subspan(place.shown_bytes));
    APPRODO_ASSERT(shown.ok() && key.ok());
    return {std::move(*shown), std::move(*key)};
}

std::shared_ptr<const QuestionStore> store_of(std::shared_ptr<const QuestionSpool> spool,
                                              std::vector<QuestionSpool::Place> places) {
    return std::make_shared<SpooledQuestions>(std::move(spool), std::move(places));
}

void put_aside(AuthoredQuiz& quiz, const std::shared_ptr<QuestionSpool>& spool) {
    auto& shown = quiz.languages.front().shown.questions;
    auto& keys = quiz.key.questions;
    APPRODO_ASSERT(quiz.languages.size() == 1 && shown.size() == keys.size());
    std::vector<QuestionSpool::Place> places;
    places.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i)
        places.push_back(spool->add({std::move(shown[i]), std::move(keys[i])}));
    shown = {};
    keys = {};
    quiz.elsewhere = store_of(spool, std::move(places));
}

std::size_t held_bytes(const Question& question) {
    std::size_t bytes = sizeof(Question) + question.shown.text.html.capacity();
    for (const Part& part : question.shown.parts)
        bytes += sizeof(Part) + sizeof(PartKey) + std::visit(PartBytes{}, part.shape);
    for (const Feedback& feedback : question.key.feedback) {
        for (const RichText& text : feedback.text.texts)
            bytes += sizeof(Feedback) + sizeof(RichText) + text.html.capacity();
    }
    return bytes;
}

}  // namespace approdo::import
