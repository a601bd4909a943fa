#include "content/import/qti/body.hpp"

#include <algorithm>

#include "content/import/qti/names.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/image_size.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti {

namespace {

using namespace content;

constexpr int depth_max = 100;

std::string mark_of(std::uint32_t number) {
    return "<span data-part=\"" + std::to_string(number) + "\"></span>";
}

class BodyReader : public Surroundings {
  public:
    BodyReader(const Place& place, const std::vector<std::string>& scope,
               const std::vector<processing::Declaration>& variables)
        : place_(place), scope_(scope), variables_(variables), links_(place.files, place.file) {}

    Body read(pugi::xml_node item) {
        std::string html;
        for (const pugi::xml_node stimulus : children_of(item, "assessmentStimulusRef"))
            html += stimulus_html(stimulus);
        inside(child_of(item, "itemBody"), 0, html);
        for (const pugi::xml_node feedback : children_of(item, "modalFeedback")) {
            const pugi::xml_node content = child_of(feedback, "contentBody");
            take_feedback(feedback, content ? content : feedback);
        }
        result_.text = clean(html);
        if (const std::string_view language = language_of(item); !language.empty())
            result_.text.language = language;
        for (FoundFeedback& one : result_.feedback) one.html = clean(one.html).html;
        result_.guide = clean(result_.guide).html;
        result_.assets.insert(links_.used().begin(), links_.used().end());
        return std::move(result_);
    }

    RichText rich(pugi::xml_node node) override {
        std::string html;
        inside(node, 0, html);
        return clean(html);
    }
    OptionId option_id(std::string_view response, pugi::xml_node option) override {
        // What a course was exported with comes back as it was.
        const std::string_view identifier = attribute_of(option, "identifier");
        std::string_view kept = attribute(option, "data-approdo-id");
        if (kept.empty() && identifier.starts_with('o')) kept = identifier.substr(1);
        if (const auto id = OptionId::from_hex(kept)) return *id;
        std::string path;
        for (const std::string& one : scope_) path += std::to_string(one.size()) + ":" + one;
        return derived_id<OptionId>("qti", {"option", path, response, identifier});
    }
    const processing::Declaration* declaration(std::string_view response) override {
        for (const processing::Declaration& one : variables_) {
            if (one.name == response) return &one;
        }
        return nullptr;
    }
    Picture picture(pugi::xml_node object) override {
        Picture picture;
        if (name_of(object) == "picture") object = first_of(object, "img");
        std::string_view address = attribute_of(object, "data");
        if (address.empty()) address = attribute_of(object, "src");
        if (address.empty()) return picture;
        const auto asset = links_.asset(address);
        if (!asset) {
            place_.report.warning(
                place_.file, place_.line_of(object),
                "the picture «" + std::string(address) + "» is not in the package",
                "put it there, or take the interaction out");
            return picture;
        }
        picture.path = asset->path;
        picture.width = asset->size ? asset->size->width : 0;
        picture.height = asset->size ? asset->size->height : 0;
        picture.width = count_of(object, "width", picture.width);
        picture.height = count_of(object, "height", picture.height);
        const std::string_view alt = attribute_of(object, "alt");
        picture.alternative = alt.empty() ? std::string(trimmed(text_within(object))) : alt;
        return picture;
    }

  private:
    static std::string_view language_of(pugi::xml_node node) {
        const std::string_view language = attribute(node, "lang");
        return is_language_tag(language) ? language : std::string_view();
    }

    RichText clean(const std::string& html) {
        HtmlOptions options;
        options.is_page = false;
        CleanHtml cleaned = clean_html(html, links_, options);
        report_losses(cleaned.findings, place_.file, 0, place_.report);
        RichText text;
        text.html = std::move(cleaned.html);
        return text;
    }

    void inside(pugi::xml_node parent, int depth, std::string& html) {
        if (depth > depth_max) return;
        for (const pugi::xml_node node : parent.children()) {
            if (node.type() == pugi::node_element)
                element(node, depth, html);
            else
                html += escaped_text(node.value());
        }
    }

    void element(pugi::xml_node node, int depth, std::string& html) {
        const std::string name = name_of(node);
        if (is_interaction(name)) return interaction(node, depth, html);
        if (name == "printedVariable") return printed(node, html);
        if (name == "feedbackInline" || name == "feedbackBlock") return take_feedback(node, node);
        if (name == "rubricBlock") return rubric(node, depth, html);
        if (name == "templateInline" || name == "templateBlock")
            return by_template(node, depth, html);
        if (name == "hottext" || name == "gap") return hot(node, name, depth, html);
        if (name == "math") return formula(node, html);
        if (name == "object") return object(node, depth, html);
        if (name == "stylesheet" || name == "infoControl" || name == "catalogInfo" ||
            name == "companionMaterialsInfo")
            return;
        // Elements of QTI's own, and of our export, that only hold others.
        if (!attribute(node, "data-approdo-words").empty() || name == "contentBody" ||
            name == "positionObjectStage" || name == "prompt")
            return inside(node, depth + 1, html);
        copy(node, depth, html);
    }

    void copy(pugi::xml_node node, int depth, std::string& html) {
        const std::string name(local_name(node));
        html += "<" + name;
        for (const pugi::xml_attribute one : node.attributes()) {
            const std::string_view attribute = local_name(std::string_view(one.name()));
            // The marks of parts are ours alone.
            if (attribute == "data-part") continue;
            html += " " + std::string(attribute) + "=\"" + escaped_attribute(one.value()) + "\"";
        }
        html += ">";
        inside(node, depth + 1, html);
        // Without a closing tag where HTML has none, or gumbo makes a second <br> of it.
        if (name != "br" && name != "img" && name != "hr" && name != "col" && name != "source" &&
            name != "wbr" && name != "track")
            html += "</" + name + ">";
    }

    void interaction(pugi::xml_node node, int depth, std::string& html) {
        const auto number = static_cast<std::uint32_t>(result_.parts.size() + 1);
        const std::string name = name_of(node);
        if (const pugi::xml_node prompt = child_of(node, "prompt")) {
            html += "<p>";
            inside(prompt, depth + 1, html);
            html += "</p>";
        }
        if (name == "mediaInteraction" || name == "gapMatchInteraction" ||
            name == "hottextInteraction" || name == "customInteraction" ||
            name == "portableCustomInteraction")
            content_of(node, depth, html);
        auto found = read_interaction(node, number, place_, *this);
        if (!found) return;
        html += found->after + mark_of(number);
        result_.parts.push_back(std::move(*found));
    }
    // What an interaction holds besides its prompt and what is dragged.
    void content_of(pugi::xml_node node, int depth, std::string& html) {
        gaps_ = 0;
        for (const pugi::xml_node one : elements_of(node)) {
            const std::string name = name_of(one);
            if (name != "prompt" && name != "gapText" && name != "gapImg" &&
                name != "interactionModules" && name != "templateVariable")
                element(one, depth + 1, html);
        }
    }
    void hot(pugi::xml_node node, const std::string& name, int depth, std::string& html) {
        if (name == "gap") {
            html += "<strong>[" + std::to_string(++gaps_) + "]</strong>";
            return;
        }
        html += "<mark>";
        inside(node, depth + 1, html);
        html += "</mark>";
    }
    void printed(pugi::xml_node node, std::string& html) {
        const std::string name(attribute_of(node, "identifier"));
        result_.printed.insert(name);
        html += "{" + escaped_text(name) + "}";
    }
    void take_feedback(pugi::xml_node node, pugi::xml_node content) {
        FoundFeedback one;
        one.outcome = attribute_of(node, "outcomeIdentifier");
        one.value = attribute_of(node, "identifier");
        one.when_equal = attribute_of(node, "showHide") != "hide";
        inside(content, 0, one.html);
        if (trimmed(one.html).empty()) return;
        result_.feedback.push_back(std::move(one));
    }
    void rubric(pugi::xml_node node, int depth, std::string& html) {
        const std::vector<std::string> views = words_of(attribute_of(node, "view"));
        const bool shows =
            views.empty() || std::find(views.begin(), views.end(), "candidate") != views.end();
        inside(node, depth + 1, shows ? html : result_.guide);
    }
    void by_template(pugi::xml_node node, int depth, std::string& html) {
        place_.report.warning(place_.file, place_.line_of(node),
                              "a part of the text shows only for some values of «" +
                                  std::string(attribute_of(node, "templateIdentifier")) + "»",
                              "it always shows");
        inside(node, depth + 1, html);
    }
    void formula(pugi::xml_node node, std::string& html) {
        std::string words(attribute(node, "alttext"));
        if (words.empty()) words = text_within(node);
        place_.report.warning(place_.file, place_.line_of(node),
                              "a formula in MathML shows as plain text",
                              "write it in words, or put a picture of it into the text");
        html += escaped_text(trimmed(words));
    }
    void object(pugi::xml_node node, int depth, std::string& html) {
        const std::string type(attribute_of(node, "type"));
        const std::string address = escaped_attribute(attribute_of(node, "data"));
        if (type.starts_with("image/")) {
            html += "<img src=\"" + address + "\" alt=\"" +
                    escaped_attribute(trimmed(text_within(node))) + "\">";
        } else if (type.starts_with("audio/")) {
            html += "<audio src=\"" + address + "\" controls></audio>";
        } else if (type.starts_with("video/")) {
            html += "<video src=\"" + address + "\" controls></video>";
        } else {
            html += "<a href=\"" + address + "\">";
            inside(node, depth + 1, html);
            html += "</a>";
        }
    }
    std::string stimulus_html(pugi::xml_node reference) {
        const std::string_view address = attribute_of(reference, "href");
        const auto path = resolve(place_.file, address);
        Report report;
        const auto document = path && place_.files != nullptr && place_.files->exists(*path)
                                  ? read_xml(*place_.files, *path, report)
                                  : std::nullopt;
        if (!document) {
            place_.report.warning(place_.file, place_.line_of(reference),
                                  "the text «" + std::string(address) +
                                      "» that the question is about is not in the package",
                                  "the question is there without it");
            return {};
        }
        std::string html;
        pugi::xml_node body = child_of(document->root(), "stimulusBody");
        inside(body ? body : document->root(), 0, html);
        return html;
    }

    const Place& place_;
    const std::vector<std::string>& scope_;
    const std::vector<processing::Declaration>& variables_;
    ItemLinks links_;
    Body result_;
    int gaps_ = 0;
};

}  // namespace

std::optional<Links::Asset> ItemLinks::asset(std::string_view address) {
    const auto path = resolve(from_, address);
    if (!path || files_ == nullptr) return std::nullopt;
    // What was cleaned once already names paths from the top.
    const std::string from_top(address);
    const bool there = files_->exists(*path);
    if (!there && !used_.contains(from_top)) return std::nullopt;
    const std::string& found = there ? *path : from_top;
    used_.insert(found);
    constexpr std::size_t beginning_max = 4096;
    return Asset{found, image_size(files_->beginning(found, beginning_max))};
}

std::optional<std::string> ItemLinks::link(std::string_view address) {
    const auto found = asset(address);
    return found ? std::optional(found->path) : std::nullopt;
}

Body read_body(pugi::xml_node item, const Place& place, const std::vector<std::string>& scope,
               const std::vector<processing::Declaration>& variables) {
    return BodyReader(place, scope, variables).read(item);
}

}  // namespace approdo::import::qti
