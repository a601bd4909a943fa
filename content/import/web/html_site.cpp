#include "content/import/web/html_site.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "content/import/source/language_guess.hpp"
#include "content/import/web/page_source.hpp"

namespace approdo::import {
namespace {

std::vector<std::string> pages_of(const Source& source) {
    if (!source.file.empty()) return {source.file};
    std::vector<std::string> pages;
    for (const std::string& path : source.files.all()) {
        if (is_html_file(path)) pages.push_back(path);
    }
    return pages;
}

// index.html of the uppermost folder that has one, else the first page of all.
std::string start_page(const std::vector<std::string>& pages) {
    const auto rank = [](const std::string& path) {
        const std::string name = stem_of(path);
        return std::tuple(name == "index"                       ? 0
                          : name == "default" || name == "home" ? 1
                                                                : 2,
                          std::count(path.begin(), path.end(), '/'), path);
    };
    return *std::min_element(pages.begin(), pages.end(),
                             [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

// The addresses of all links of a page, in order. What looks like one and is none leads nowhere.
std::vector<std::string> links_in(std::string_view html) {
    std::vector<std::string> links;
    for (std::size_t at = html.find("href="); at != std::string_view::npos;
         at = html.find("href=", at + 1)) {
        const std::size_t quote = at + 5;
        if (quote >= html.size() || (html[quote] != '"' && html[quote] != '\'')) continue;
        const std::size_t end = html.find(html[quote], quote + 1);
        if (end == std::string_view::npos) break;
        links.emplace_back(html.substr(quote + 1, end - quote - 1));
    }
    return links;
}

class HtmlPlan {
  public:
    explicit HtmlPlan(const Source& source) : source_(source) {}

    PagePlan run() {
        plan_.format = "html";
        plan_.key = source_.name;
        const std::vector<std::string> pages = pages_of(source_);
        if (pages.empty()) return plan_;
        left_.insert(pages.begin(), pages.end());
        follow(start_page(pages));
        for (const std::string& page : pages) follow(page);
        if (language_.empty()) language_ = guess_language(sample_);
        plan_.languages = {language_};
        plan_.title = content::LocalText(language_, title_.empty() ? source_.name : title_);
        for (PlannedModule& module : plan_.modules) {
            if (module.title.empty()) module.title = plan_.title.in(language_);
            for (PlannedUnit& unit : module.units) unit.pages.front().language = language_;
        }
        return plan_;
    }

  private:
    void follow(const std::string& start) {
        std::vector<std::string> queue{start};
        for (std::size_t i = 0; i < queue.size(); ++i) {
            const std::string path = queue[i];
            if (left_.erase(path) == 0) continue;
            Report ignored;  // pages are read again, and reported, when the course is made
            const PageSource page = read_page_source(source_.files, path, ignored);
            if (title_.empty()) title_ = page.title;
            if (language_.empty()) language_ = page.language;
            if (sample_.size() < 64 * 1024) sample_ += page.html.substr(0, 4096);
            add(path);
            for (const std::string& link : links_in(page.html)) {
                if (auto target = resolve(path, link)) queue.push_back(std::move(*target));
            }
        }
    }

    void add(const std::string& path) {
        const std::string folder = folder_of(path);
        auto module = std::find_if(plan_.modules.begin(), plan_.modules.end(),
                                   [&](const PlannedModule& one) { return one.key == folder; });
        if (module == plan_.modules.end()) {
            const std::string title = plan_.modules.empty() ? std::string() : stem_of(folder);
            module = plan_.modules.insert(plan_.modules.end(), {folder, title, {}});
        }
        module->units.push_back({path, {{path, {}, {}}}});
    }

    const Source& source_;
    std::set<std::string> left_;
    std::string title_;
    std::string language_;
    std::string sample_;
    PagePlan plan_;
};

}  // namespace

PagePlan plan_html(const Source& source) {
    return HtmlPlan(source).run();
}

}  // namespace approdo::import
