// Questions put aside on the disk, so that what is held stays small however many a source has.
// Importers add them as they read, and hand a quiz over with a store that reads its own back. The
// file has no name: it goes with the last who knows it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "content/model/authored.hpp"

namespace approdo::import {

class QuestionSpool {
  public:
    struct Place {
        std::uint64_t offset = 0;
        std::uint32_t shown_bytes = 0;
        std::uint32_t key_bytes = 0;
    };

    // In `folder`, or where temporary files go when it is empty; made with the first question.
    explicit QuestionSpool(std::string folder) : folder_(std::move(folder)) {}
    QuestionSpool(const QuestionSpool&) = delete;
    QuestionSpool& operator=(const QuestionSpool&) = delete;
    ~QuestionSpool();

    Place add(const content::Question& question);
    content::Question read(const Place& place) const;
    std::uint64_t bytes() const { return end_; }

  private:
    std::string folder_;
    int handle_ = -1;
    std::uint64_t end_ = 0;
};

std::shared_ptr<const content::QuestionStore> store_of(std::shared_ptr<const QuestionSpool> spool,
                                                       std::vector<QuestionSpool::Place> places);
// All questions of a quiz, which has one language.
void put_aside(content::AuthoredQuiz& quiz, const std::shared_ptr<QuestionSpool>& spool);

// About what a question takes while it is held.
std::size_t held_bytes(const content::Question& question);

}  // namespace approdo::import
