// Everything that goes into one version, gathered by module and sorted by path before anything is
// written: pages and quizzes by what encodes them, large files by name. What learners must not open
// is taken apart here: graded keys go to the site's part, timed questions into sealed papers.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "content/model/authored.hpp"
#include "content/package/graded.hpp"
#include "content/package/publish_memory.hpp"

namespace approdo::package {

// Small enough that several share a chunk, so that cutting them alone would waste patches and keys.
constexpr std::uint64_t grouped_size_max = 256 * limits::kib;

struct Item {
    std::string path;
    std::string media_type;
    content::ContentPart part;
    std::uint64_t size = 0;
    // Where the bytes are; what the author holds already is not held twice.
    std::string source;              // of the FileSource
    std::function<Bytes()> encoded;  // made when they are read, the same each time
    const Bytes* held = nullptr;
    Bytes bytes;  // when none of these is set

    bool is_grouped() const {
        return part.type == content::PartType::text && size <= grouped_size_max;
    }
};

Item item_of_bytes(std::string path, std::string_view media_type, content::ContentPart part,
                   Bytes bytes);

using Modules = std::map<ModuleId, std::vector<Item>>;

class Gatherer {
  public:
    Gatherer(const Library& library, PublishMemory& memory, Random& random)
        : library_(library), memory_(memory), random_(random) {}

    Result<void> add_all(const content::AuthoredCourse& course);

    Modules modules;
    std::vector<GradedQuiz> graded;
    std::vector<PaperSeal> papers;

  private:
    Result<void> add(const ModuleId& module, Item item);
    Result<void> add_quiz(const content::AuthoredQuiz& quiz);
    Bytes shown_bytes(const content::AuthoredQuiz& whole, std::size_t language, bool hidden) const;
    Result<void> add_papers(const content::AuthoredQuiz& quiz, GradedQuiz& graded_quiz);

    const Library& library_;
    PublishMemory& memory_;
    Random& random_;
    std::set<std::string> paths_;
};

}  // namespace approdo::package
