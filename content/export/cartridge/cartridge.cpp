#include "content/export/cartridge/cartridge.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "content/export/addresses.hpp"
#include "content/export/cartridge/quiz_xml.hpp"
#include "content/export/cartridge/xml_text.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

constexpr std::string_view assignment_namespace =
    "http://www.imsglobal.org/xsd/imscc_extensions/assignment";

// From the folder of `from` to `to`, both inside the cartridge.
std::string relative(std::string_view from, std::string_view to) {
    std::size_t shared = 0;
    for (std::size_t i = 0; i < from.size() && i < to.size() && from[i] == to[i]; ++i) {
        if (from[i] == '/') shared = i + 1;
    }
    std::string path;
    const std::string_view rest = from.substr(shared);
    for (const char c : rest) {
        if (c == '/') path += "../";
    }
    return path + encoded_path(to.substr(shared));
}

class CartridgeWriter {
  public:
    CartridgeWriter(const AuthoredCourse& authored, FolderSink& sink)
        : authored_(authored), course_(authored.course), sink_(sink) {
        language_ = course_.languages.empty() ? std::string("und") : course_.languages.front();
    }

    Result<FolderExport> run() {
        place_units();
        for (const AuthoredPage& page : authored_.pages) APPRODO_CHECK(write_page(page));
        for (const AuthoredQuiz& quiz : authored_.quizzes)
            APPRODO_CHECK(write_quiz(*WholeQuiz(quiz)));
        for (const AuthoredFile& file : authored_.files) APPRODO_CHECK(write_file(file));
        list_losses();
        APPRODO_CHECK(sink_.write("imsmanifest.xml", bytes_of(manifest())));
        return std::move(result_);
    }

  private:
    void drop(const std::string& where, const std::string& what) {
        result_.dropped.push_back(where + ": " + what);
    }

    static std::string id_of(const Unit& unit) { return "r" + unit.id.hex(); }

    const Variant* variant_of(const Unit& unit) const { return unit.variant(language_); }

    // Where each unit lies, so that links find it.
    void place_units() {
        for (const Module& module : course_.modules) {
            for (const Unit& unit : module.units) {
                const Variant* const variant = variant_of(unit);
                if (variant == nullptr || unit.kind == UnitKind::foreign) continue;
                std::string path = module.slug + "/" + unit.slug;
                if (unit.kind == UnitKind::media) {
                    path = variant->path;
                } else if (unit.kind == UnitKind::quiz || unit.kind == UnitKind::questionnaire) {
                    path = "quizzes/" + path + ".xml";
                } else {
                    path = (unit.kind == UnitKind::assignment ? "assignments/" : "pages/") + path +
                           (unit.kind == UnitKind::assignment ? ".xml" : ".html");
                }
                places_[unit.id] = path;
            }
        }
    }

    std::string html_at(const std::string& place, const std::string& html,
                        const std::string& base = {}) const {
        return with_each_address(html, [&](std::string_view address) {
            if (is_elsewhere(address)) return std::string(address);
            if (!address.starts_with("unit:")) return base + relative(place, address);
            const std::size_t hash = std::min(address.find('#'), address.size());
            const auto unit = UnitId::from_hex(address.substr(5, hash - 5));
            const auto found = unit.ok() ? places_.find(unit.value()) : places_.end();
            if (found == places_.end()) return std::string("#");
            return base + relative(place, found->second) + std::string(address.substr(hash));
        });
    }

    void add_resource(const std::string& id, std::string_view type, const std::string& path) {
        resources_ += "<resource identifier=\"" + id + "\" type=\"" + std::string(type) +
                      "\" href=\"" + xml_escaped(encoded_path(path)) + "\"><file href=\"" +
                      xml_escaped(encoded_path(path)) + "\"/></resource>\n";
    }

    Result<void> write_page(const AuthoredPage& authored) {
        const Page& page = authored.page;
        const Unit* const unit = course_.unit(page.unit);
        const auto place = places_.find(page.unit);
        if (unit == nullptr || place == places_.end()) return {};
        // Transcripts are pages too, of units that are none.
        if (page.language != variant_of(*unit)->language) return {};
        if (unit->kind != UnitKind::page && unit->kind != UnitKind::assignment) {
            drop(unit->slug, "the transcript");
            return {};
        }
        const std::string& path = place->second;
        const std::string html = html_at(path, page.html);
        if (unit->kind == UnitKind::assignment) {
            add_resource(id_of(*unit), "assignment_xmlv1p0", path);
            return sink_.write(path, bytes_of(assignment_xml(*unit, page, html)));
        }
        add_resource(id_of(*unit), "webcontent", path);
        const std::string_view direction =
            page.direction == Direction::right_to_left ? "rtl" : "ltr";
        return sink_.write(
            path,
            bytes_of("<!DOCTYPE html>\n<html lang=\"" + xml_escaped(page.language) + "\" dir=\"" +
                     std::string(direction) + "\"><head><meta charset=\"utf-8\"><title>" +
                     xml_escaped(page.title) + "</title></head><body><h1>" +
                     xml_escaped(page.title) + "</h1>\n" + html + "</body></html>\n"));
    }

    static std::string assignment_xml(const Unit& unit, const Page& page, const std::string& html) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assignment identifier=\"" +
               id_of(unit) + "\" xmlns=\"" + std::string(assignment_namespace) + "\"><title>" +
               xml_escaped(page.title) + "</title><text texttype=\"text/html\">" +
               xml_escaped(html) + "</text><gradable>false</gradable></assignment>\n";
    }

    Result<void> write_quiz(const AuthoredQuiz& quiz) {
        const Unit* const unit = course_.unit(quiz.unit);
        const auto place = places_.find(quiz.unit);
        if (unit == nullptr || place == places_.end()) return {};
        const std::string& wanted = variant_of(*unit)->language;
        const auto shown =
            std::find_if(quiz.languages.begin(), quiz.languages.end(),
                         [&](const auto& one) { return one.shown.language == wanted; });
        const auto index = shown == quiz.languages.end()
                               ? std::size_t{0}
                               : static_cast<std::size_t>(shown - quiz.languages.begin());
        const std::string& path = place->second;
        const QuizXml xml = write_quiz_xml(quiz, index, [&](const std::string& html) {
            return html_at(path, html, "$IMS-CC-FILEBASE$");
        });
        for (const std::string& what : xml.dropped) drop(unit->slug, what);
        if (unit->kind == UnitKind::questionnaire)
            drop(unit->slug, "that its answers are neither right nor wrong");
        add_resource(id_of(*unit), "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", path);
        return sink_.write(path, bytes_of(xml.text));
    }

    bool is_of_foreign_package(const std::string& path) const {
        for (const Module& module : course_.modules) {
            for (const Unit& unit : module.units) {
                if (unit.kind != UnitKind::foreign) continue;
                for (const Variant& variant : unit.variants) {
                    if (path.starts_with(variant.path + "/")) return true;
                }
            }
        }
        return false;
    }

    Result<void> write_file(const AuthoredFile& file) {
        if (is_of_foreign_package(file.path)) return {};
        std::string id = "f" + std::to_string(++files_);
        for (const auto& [unit, path] : places_) {
            if (path == file.path) id = "r" + unit.hex();
        }
        add_resource(id, "webcontent", file.path);
        return put(sink_, file);
    }

    void list_losses() {
        if (course_.languages.size() > 1) drop(course_.slug, "all languages but the first");
        if (course_.minutes_recognised > 0) drop(course_.slug, "the hours that are recognised");
        if (!(course_.rules == CourseRules{})) drop(course_.slug, "the rules for completing it");
        for (const Module& module : course_.modules) {
            if (module.availability.is_limited() || !module.prerequisites.empty())
                drop(module.slug, "when it opens");
            for (const Unit& unit : module.units) {
                if (unit.kind == UnitKind::foreign)
                    drop(unit.slug, "a foreign package has no place in a cartridge");
                if (unit.availability.is_limited() || !unit.prerequisites.empty())
                    drop(unit.slug, "when it opens");
                const Variant* const shown = variant_of(unit);
                if (unit.kind == UnitKind::media && shown != nullptr &&
                    !shown->media_type.starts_with("audio/") &&
                    !shown->media_type.starts_with("video/"))
                    drop(unit.slug, "that the file is a unit: a page links to it");
                for (const Variant& variant : unit.variants) {
                    if (variant.tracks.empty()) continue;
                    drop(unit.slug, unit.kind == UnitKind::page ? "that the page is read aloud"
                                                                : "captions and other tracks");
                }
            }
        }
    }

    std::string organization() const {
        std::string items;
        for (const Module& module : course_.modules) {
            items += "<item identifier=\"m" + module.id.hex() + "\"><title>" +
                     xml_escaped(module.title.in(language_)) + "</title>\n";
            for (const Unit& unit : module.units) {
                if (!places_.contains(unit.id)) continue;
                items += "<item identifier=\"u" + unit.id.hex() + "\" identifierref=\"" +
                         id_of(unit) + "\"><title>" + xml_escaped(variant_of(unit)->title) +
                         "</title></item>\n";
            }
            items += "</item>\n";
        }
        return items;
    }

    std::string metadata() const {
        const auto words = [&](const std::string& name, std::string_view text) {
            return "<lomimscc:" + name + "><lomimscc:string language=\"" + xml_escaped(language_) +
                   "\">" + xml_escaped(text) + "</lomimscc:string></lomimscc:" + name + ">";
        };
        std::string general = words("title", course_.title.in(language_)) + "<lomimscc:language>" +
                              xml_escaped(language_) + "</lomimscc:language>";
        if (!course_.summary.empty())
            general += words("description", course_.summary.in(language_));
        std::string rights;
        if (!course_.licence.empty())
            rights =
                "<lomimscc:rights><lomimscc:copyrightAndOtherRestrictions><lomimscc:value>"
                "yes</lomimscc:value></lomimscc:copyrightAndOtherRestrictions>" +
                words("description", course_.licence) + "</lomimscc:rights>";
        return "<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0"
               "</schemaversion><lomimscc:lom><lomimscc:general>" +
               general + "</lomimscc:general>" + rights + "</lomimscc:lom></metadata>\n";
    }

    std::string manifest() const {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"c" +
               course_.id.hex() +
               "\" xmlns=\"http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1\" "
               "xmlns:lomimscc=\"http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest\">\n" +
               metadata() +
               "<organizations><organization identifier=\"org_1\" "
               "structure=\"rooted-hierarchy\"><item identifier=\"root\">\n" +
               organization() + "</item></organization></organizations>\n<resources>\n" +
               resources_ + "</resources></manifest>\n";
    }

    const AuthoredCourse& authored_;
    const Course& course_;
    FolderSink& sink_;
    std::string language_;
    std::map<UnitId, std::string> places_;
    std::string resources_;
    std::size_t files_ = 0;
    FolderExport result_;
};

}  // namespace

Result<FolderExport> write_cartridge(const AuthoredCourse& authored, FolderSink& sink) {
    return CartridgeWriter(authored, sink).run();
}

}  // namespace approdo::content_export
