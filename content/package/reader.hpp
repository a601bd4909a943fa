// PackageReader: one version of a course, read from sealed chunks wherever they lie. Everything is
// checked against the signed head before it is shown: a wrong key, an altered chunk, a manifest of
// another version or from a later format each give an error of their own. A chunk that is not
// there gives `missing`: that part was not downloaded. The client, the server and the publisher's
// own verification use it.
#pragma once

#include <functional>

#include "content/model/foreign.hpp"
#include "content/model/quiz.hpp"
#include "content/package/manifest.hpp"
#include "content/package/paper.hpp"
#include "content/package/store.hpp"

namespace approdo::package {

// What a learner chose to have. No types: all of them; no languages: all of them. Bytes for every
// language always belong to the choice.
struct PartChoice {
    std::vector<content::PartType> types;
    std::vector<std::string> languages;
    bool includes(const content::ContentPart& part) const;
};

// Where a file lies; valid as long as the reader.
struct FileInfo {
    ModuleId module;
    std::string path;
    std::string media_type;
    content::ContentPart part;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;  // within `chunks`
    ChunkList chunks;          // shared by the files of a group
};

// Called for each chunk; an error ends the walk.
using ChunkVisitor = std::function<Result<void>(const ChunkRef&)>;

class PackageReader {
  public:
    // `channel` and `source` have to outlive the reader. `head` comes from verify_head().
    static Result<PackageReader> open(const ChannelHead& head, const ChannelDescriptor& channel,
                                      const PackageKey& key, ChunkSource& source);

    const ChannelHead& head() const { return head_; }
    const Manifest& manifest() const { return manifest_; }
    const Bytes& signed_manifest() const { return signed_manifest_; }

    Result<content::Course> course() const;
    // All files, by module and path.
    Result<std::vector<FileInfo>> files() const;
    Result<FileInfo> file(std::string_view path) const;
    // At most `size` bytes from `offset`; fewer only at the end.
    Result<Bytes> read(const FileInfo& file, std::uint64_t offset, std::size_t size) const;
    Result<Bytes> read_all(const FileInfo& file, std::size_t size_max) const;
    // Piece by piece, in order, for files of any size.
    Result<void> read_through(const FileInfo& file,
                              const std::function<Result<void>(ByteView)>& use) const;

    Result<content::Page> page(std::string_view path) const;
    // The public part of a practice or graded quiz. `locked`: it is a paper (see paper.hpp).
    Result<content::QuizPublic> quiz(std::string_view path) const;
    // What marks a practice quiz; `forbidden` for quizzes that only the site marks.
    Result<content::QuizKey> practice_key(const UnitId& unit) const;
    // What a player of SCORM, cmi5 or H5P works from.
    Result<content::ForeignPackage> foreign(const UnitId& unit) const;
    // A timed quiz, sealed: open_paper() needs the key of its sitting.
    Result<PaperSeal> paper(std::string_view path) const;

    // The manifest's own nodes, the course tree among them; then the content of the chosen parts.
    // Nodes that are not there end the first walk with `missing`. A chunk may come more than once.
    Result<void> visit_nodes(const ChunkVisitor& visit) const;
    Result<void> visit_content(const PartChoice& choice, const ChunkVisitor& visit) const;
    // Every chunk of this version has to be there and be the one that is named.
    Result<void> verify_all() const;

    Result<Bytes> open_chunk_at(const ChunkRef& ref) const;
    Result<ModuleNode> module(const ModuleRef& ref) const;
    Result<FilesNode> file_list(const ChunkRef& ref) const;
    Result<void> visit_list(const ChunkList& list, const ChunkVisitor& visit) const;

  private:
    PackageReader(ChannelHead head, ChunkSource& source)
        : head_(std::move(head)), source_(source) {}

    Result<void> read_range(const FileInfo& file, std::uint64_t offset, std::uint64_t size,
                            const std::function<Result<void>(ByteView)>& use) const;
    Result<Bytes> value_at(std::string_view path, std::string_view media_type) const;

    ChannelHead head_;
    Manifest manifest_;
    Bytes signed_manifest_;
    ChunkSource& source_;
};

}  // namespace approdo::package
