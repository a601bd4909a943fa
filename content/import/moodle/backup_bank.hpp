// questions.xml of a backup, which may be larger than anything that is held: read once for what
// there is (index_bank) and once more for the questions that are wanted (read_bank). Before Moodle
// 4.0 a category has questions; since then it has entries, and these have versions.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/moodle/moodle_question.hpp"
#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct BankQuestion {
    std::string id;
    std::string entry;  // empty before 4.0
    std::string category;
    std::string type;
    std::uint32_t version = 0;
    bool ready = true;  // neither hidden nor a draft
};

class QuestionBank {
  public:
    // False when the file cannot be read.
    bool index(const SourceFiles& files, Report& report);

    const BankQuestion* question(std::string_view id) const;
    // The version asked for, else the newest that is ready.
    const BankQuestion* of_entry(std::string_view entry, std::string_view version) const;
    // All that are ready in a category, the newest version of each.
    std::vector<const BankQuestion*> in_category(std::string_view category,
                                                 bool with_subcategories) const;
    // In the order of the file, every version; those that only draw others left out.
    std::vector<const BankQuestion*> all() const;
    bool is_newest(const BankQuestion& one) const;  // of its entry
    std::string path_of(std::string_view category) const;
    // Of a part of another question, or of a random one.
    std::string_view text_of(std::string_view id) const;
    std::size_t categories() const { return categories_.size(); }
    std::size_t questions() const { return questions_.size(); }

    struct Read {
        const BankQuestion& row;
        const MoodleQuestion& question;
        bool with_subcategories = false;
    };
    // Hands out the wanted questions in the order of the file.
    bool read(const SourceFiles& files, const std::set<std::string, std::less<>>& wanted,
              const std::function<void(const Read&)>& take, Report& report) const;

  private:
    struct Category {
        std::string name;
        std::string parent;
    };
    bool is_below(std::string_view category, std::string_view ancestor) const;

    std::map<std::string, Category, std::less<>> categories_;
    std::map<std::string, BankQuestion, std::less<>> questions_;               // by id
    std::map<std::string, std::vector<std::string>, std::less<>> of_entries_;  // ids
    std::map<std::string, std::string, std::less<>> parts_;  // texts of embedded answers
    std::vector<std::string> order_;                         // of ids
};

}  // namespace approdo::import
