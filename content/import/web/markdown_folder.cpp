#include "content/import/web/markdown_folder.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "content/import/source/language_guess.hpp"
#include "content/import/source/markdown.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/web/page_source.hpp"

namespace approdo::import {
namespace {

using content::is_language_tag;
using content::primary_language;

std::string first_part(const std::string& path) {
    const std::size_t slash = path.find('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// "it", "pt-BR": a folder with another short name is not taken for a language.
bool names_language(const std::string& folder) {
    static constexpr std::string_view known =
        " ar bg bn ca cs da de el en es et eu fa fi fr ga he hi hr hu id it ja ko lt lv mk mt nl "
        "no "
        "pl pt ro ru sk sl sq sr sv th tr uk ur vi zh ";
    if (!is_language_tag(folder)) return false;
    const std::string primary = " " + std::string(primary_language(folder)) + " ";
    return known.find(primary) != std::string_view::npos;
}

// "step_10" behind "step_9".
std::string sortable(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t end = i;
        while (end < name.size() && name[end] >= '0' && name[end] <= '9') ++end;
        if (end > i) {
            const std::size_t digits = end - i;
            if (digits < 12) out.append(12 - digits, '0');
            out += name.substr(i, digits);
            i = end;
        } else {
            out.push_back(name[i++]);
        }
    }
    return out;
}

struct Page {
    std::string path;
    std::string key;  // the path within its language's folder
    std::string language;
    int order = 0;
};

// What rock-paper-scissors calls meta.yml: the course's title and its steps' titles, one a line.
struct Meta {
    std::string title;
    std::vector<std::string> steps;
};
std::string yaml_value(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0])
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}
Meta read_meta(const SourceFiles& files, const std::string& path) {
    Meta meta;
    const std::string text = files.read(path).value_or("");
    bool steps = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        if (line.starts_with("title:")) meta.title = yaml_value(line.substr(6));
        if (!line.empty() && line[0] != ' ' && line[0] != '-') steps = line.starts_with("steps:");
        if (steps && trimmed(line).starts_with("- title:"))
            meta.steps.push_back(yaml_value(trimmed(line).substr(8)));
    }
    return meta;
}

class MarkdownPlan {
  public:
    explicit MarkdownPlan(const Source& source) : source_(source) {}

    PagePlan run() {
        find_pages();
        plan_.format = "markdown";
        plan_.key = source_.name;
        if (pages_.empty()) return plan_;
        order_languages();
        order_pages();
        for (const Page& page : pages_) add(page);
        for (const std::string& language : plan_.languages) read_titles(language);
        if (plan_.title.empty())
            plan_.title = content::LocalText(plan_.languages.front(), source_.name);
        for (PlannedModule& module : plan_.modules) {
            if (module.title.empty()) module.title = plan_.title.in(plan_.languages.front());
        }
        return plan_;
    }

  private:
    void find_pages() {
        Report ignored;  // pages are read again, and reported, when the course is made
        for (const std::string& path :
             source_.file.empty() ? source_.files.all() : std::vector{source_.file}) {
            const std::string name = stem_of(path);
            const bool is_page = is_markdown_file(path) && name != "README" && name != "LICENSE";
            if (source_.file.empty() && !is_page) continue;
            const PageSource read = read_page_source(source_.files, path, ignored);
            const std::string folder = first_part(path);
            Page page{path, path, read.language, read.order};
            if (names_language(folder)) {
                page.language = folder;
                page.key = path.substr(folder.size() + 1);
            }
            if (page.language.empty()) sample_ += read.text.substr(0, 4096);
            pages_.push_back(std::move(page));
        }
        const std::string guessed = guess_language(sample_);
        for (Page& page : pages_) {
            if (page.language.empty()) page.language = guessed;
        }
    }

    // The original is the one with the most pages; of several, ours first.
    void order_languages() {
        std::map<std::string, std::size_t> counts;
        for (const Page& page : pages_) ++counts[page.language];
        for (const auto& [language, count] : counts) plan_.languages.push_back(language);
        const auto rank = [&](const std::string& language) {
            const auto primary = primary_language(language);
            return std::tuple(-static_cast<std::ptrdiff_t>(counts[language]),
                              primary == "it"   ? 0
                              : primary == "en" ? 1
                                                : 2,
                              language);
        };
        std::sort(plan_.languages.begin(), plan_.languages.end(),
                  [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    }

    std::size_t language_rank(const std::string& language) const {
        return static_cast<std::size_t>(
            std::find(plan_.languages.begin(), plan_.languages.end(), language) -
            plan_.languages.begin());
    }

    // All languages of a page together, the original's order first.
    void order_pages() {
        std::map<std::string, int> orders;
        for (const Page& page : pages_) {
            int& order = orders[page.key];
            if (order == 0 || page.language == plan_.languages.front()) order = page.order;
        }
        const auto rank = [&](const Page& page) {
            const int order = orders[page.key];
            return std::tuple(folder_of(page.key), order == 0 ? 1 : 0, order, sortable(page.key),
                              language_rank(page.language));
        };
        std::sort(pages_.begin(), pages_.end(),
                  [&](const Page& a, const Page& b) { return rank(a) < rank(b); });
    }

    void add(const Page& page) {
        const std::string folder = folder_of(page.key);
        if (plan_.modules.empty() || plan_.modules.back().key != folder)
            plan_.modules.push_back({folder, folder.empty() ? std::string() : stem_of(folder), {}});
        auto& units = plan_.modules.back().units;
        if (units.empty() || units.back().key != page.key) units.push_back({page.key, {}});
        units.back().pages.push_back({page.path, page.language, {}});
    }

    void read_titles(const std::string& language) {
        const std::string path = language + "/meta.yml";
        const std::string alone = plan_.languages.size() == 1 ? "meta.yml" : path;
        const std::string& file = source_.files.exists(path) ? path : alone;
        if (!source_.file.empty() || !source_.files.exists(file)) return;
        const Meta meta = read_meta(source_.files, file);
        if (!meta.title.empty()) plan_.title.set(language, meta.title);
        std::size_t step = 0;
        for (PlannedUnit& unit : plan_.modules.front().units) {
            for (PlannedPage& page : unit.pages) {
                if (page.language == language && step < meta.steps.size())
                    page.title = meta.steps[step++];
            }
        }
    }

    const Source& source_;
    std::vector<Page> pages_;
    std::string sample_;
    PagePlan plan_;
};

}  // namespace

PagePlan plan_markdown(const Source& source) {
    return MarkdownPlan(source).run();
}

}  // namespace approdo::import
