// A course of 200 MB as a folder of Markdown pages, pictures and videos, all of it drawn from
// seeds, and the edits whose cost is measured. Media are random bytes, as compressed media are;
// pages are prose. Every file is dated an hour back, so that tools that go by dates see an edit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace approdo::bench {

class BigCourse {
  public:
    static constexpr const char* slug = "grande";

    explicit BigCourse(std::filesystem::path folder);

    // 10 KB inserted in the middle of a 30 MB video, a picture replaced, two pages edited, a video
    // renamed, a document of 100 KB added.
    void five_edits();
    void edit_one_page();
    void make_20_typos();

    const std::filesystem::path& folder() const { return folder_; }
    std::uint64_t bytes() const;
    void date_back() const;

  private:
    void write_pages();
    void write_media();
    void write_toml();
    void rewrite_paragraph(int page, std::size_t paragraph, std::uint64_t seed) const;

    std::filesystem::path folder_;
};

}  // namespace approdo::bench
