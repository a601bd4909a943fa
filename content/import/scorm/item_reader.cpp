#include "content/import/scorm/item_reader.hpp"

#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

// Submanifests within submanifests; no sensible package goes further, a circle would for ever.
constexpr std::size_t nested_manifests_max = 8;
// Named over and over, a small submanifest could become any number of activities.
constexpr std::size_t items_max = 100'000;

std::string text_of(pugi::xml_node node) {
    return std::string(trimmed(text_within(node)));
}
std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

// 1.2 writes lower case, 2004 camel case, authoring tools either.
pugi::xml_node child_of_either(pugi::xml_node node, std::string_view name_2004,
                               std::string_view name_12) {
    const pugi::xml_node found = child(node, name_2004);
    return found ? found : child(node, name_12);
}

class ItemReader {
  public:
    ItemReader(const ManifestTree& tree, const ManifestPlace& place, MetadataSource& metadata)
        : tree_(tree), place_(place), metadata_(metadata) {}

    std::vector<ScormItem> items_below(pugi::xml_node parent) {
        read_below(parent, 1, 0);
        return std::move(items_);
    }

    CompletionThreshold completion_of(pugi::xml_node node) const {
        CompletionThreshold result;
        const pugi::xml_node threshold = child(node, "completionThreshold");
        if (!threshold) return result;
        const std::string text = text_of(threshold);
        // The third edition writes the measure between the tags, and means by it that it counts.
        result.by_measure = truth_of(threshold, "completedByMeasure", !text.empty(), place_);
        const std::string_view least = attribute(threshold, "minProgressMeasure");
        result.progress_min = decimal_of(least.empty() ? text : least, {1, 0}, threshold, place_);
        result.progress_weight =
            decimal_of(attribute(threshold, "progressWeight"), {1, 0}, threshold, place_);
        return result;
    }

  private:
    void read_below(pugi::xml_node parent, std::uint32_t level, std::size_t nested) {
        for (const pugi::xml_node node : children(parent, "item")) read_item(node, level, nested);
    }

    void read_item(pugi::xml_node node, std::uint32_t level, std::size_t nested) {
        ScormItem item;
        item.level = level;
        item.id = value_of(node, "identifier");
        item.title = text_of(child(node, "title"));
        item.visible = truth_of(node, "isvisible", true, place_);
        item.resource = value_of(node, "identifierref");
        item.parameters = value_of(node, "parameters");
        read_run_time_words(node, item);
        item.completion = completion_of(node);
        read_data(node, item);
        read_hidden_controls(node, item);
        item.sequencing = read_sequencing(child(node, "sequencing"), place_);
        item.metadata = metadata_.metadata_of(node);
        const auto submanifest = tree_.submanifests.find(item.resource);
        const bool is_manifest = submanifest != tree_.submanifests.end();
        if (is_manifest) item.resource.clear();
        items_.push_back(std::move(item));
        read_below(node, level + 1, nested);
        if (is_manifest) read_submanifest(submanifest->second, node, level + 1, nested + 1);
    }

    void read_submanifest(pugi::xml_node manifest, pugi::xml_node from, std::uint32_t level,
                          std::size_t nested) {
        if (nested > nested_manifests_max || items_.size() > items_max) {
            place_.report.warning(place_.file, place_.document.line_of(from),
                                  "this submanifest holds itself, or too many within each other",
                                  "it is left out from here on");
            return;
        }
        read_below(default_organization(manifest), level, nested);
    }

    void read_run_time_words(pugi::xml_node node, ScormItem& item) const {
        item.prerequisites = text_of(child(node, "prerequisites"));
        item.max_time_allowed = text_of(child_of_either(node, "maxTimeAllowed", "maxtimeallowed"));
        item.data_from_lms = text_of(child_of_either(node, "dataFromLMS", "datafromlms"));
        item.mastery_score = text_of(child_of_either(node, "masteryScore", "masteryscore"));
        if (!item.mastery_score.empty() && !decimal_from(item.mastery_score).ok())
            place_.report.warning(place_.file, place_.document.line_of(node),
                                  "the mastery score «" + item.mastery_score + "» is no number",
                                  "without one, the package alone says whether it was passed");
        const pugi::xml_node limit = child_of_either(node, "timeLimitAction", "timelimitaction");
        const std::string action = text_of(limit);
        if (action.empty()) return;
        struct Word {
            std::string_view word;
            TimeLimitAction action;
        };
        constexpr Word words[] = {{"exit,message", TimeLimitAction::exit_message},
                                  {"exit,no message", TimeLimitAction::exit_silently},
                                  {"continue,message", TimeLimitAction::continue_message},
                                  {"continue,no message", TimeLimitAction::continue_silently}};
        for (const Word& one : words) {
            if (one.word == action) item.time_limit_action = one.action;
        }
        if (item.time_limit_action == TimeLimitAction::unset)
            place_.report.warning(place_.file, place_.document.line_of(limit),
                                  "«" + action + "» is no action for the end of the time",
                                  "write «exit,message», «continue,no message» or the like");
    }

    void read_data(pugi::xml_node node, ScormItem& item) const {
        for (const pugi::xml_node map : children(child(node, "data"), "map"))
            item.data.push_back({value_of(map, "targetID"),
                                 truth_of(map, "readSharedData", true, place_),
                                 truth_of(map, "writeSharedData", true, place_)});
    }

    void read_hidden_controls(pugi::xml_node node, ScormItem& item) const {
        struct Word {
            std::string_view word;
            std::uint32_t control;
        };
        constexpr Word words[] = {{"previous", hidden_control::previous},
                                  {"continue", hidden_control::next},
                                  {"exit", hidden_control::exit},
                                  {"exitAll", hidden_control::exit_all},
                                  {"abandon", hidden_control::abandon},
                                  {"abandonAll", hidden_control::abandon_all},
                                  {"suspendAll", hidden_control::suspend_all}};
        const pugi::xml_node interface = child(child(node, "presentation"), "navigationInterface");
        for (const pugi::xml_node one : children(interface, "hideLMSUI")) {
            const std::string named = text_of(one);
            std::uint32_t control = 0;
            for (const Word& word : words) {
                if (word.word == named) control = word.control;
            }
            if (control == 0)
                place_.report.warning(place_.file, place_.document.line_of(one),
                                      "the player has no control «" + named + "» to hide",
                                      "it is left out");
            item.hidden_controls |= control;
        }
    }

    const ManifestTree& tree_;
    const ManifestPlace& place_;
    MetadataSource& metadata_;
    std::vector<ScormItem> items_;
};

}  // namespace

pugi::xml_node default_organization(pugi::xml_node manifest) {
    const pugi::xml_node organizations = child(manifest, "organizations");
    const std::string wanted = value_of(organizations, "default");
    const auto all = children(organizations, "organization");
    for (const pugi::xml_node one : all) {
        if (value_of(one, "identifier") == wanted) return one;
    }
    return all.empty() ? pugi::xml_node() : all.front();
}

ScormOrganization read_organization(pugi::xml_node organization, const ManifestTree& tree,
                                    const ManifestPlace& place, MetadataSource& metadata) {
    ItemReader reader(tree, place, metadata);
    ScormOrganization result;
    result.id = value_of(organization, "identifier");
    result.title = text_of(child(organization, "title"));
    result.objectives_global_to_system =
        truth_of(organization, "objectivesGlobalToSystem", true, place);
    result.data_global_to_system = truth_of(organization, "sharedDataGlobalToSystem", true, place);
    result.completion = reader.completion_of(organization);
    result.sequencing = read_sequencing(child(organization, "sequencing"), place);
    result.metadata = metadata.metadata_of(organization);
    result.items = reader.items_below(organization);
    return result;
}

}  // namespace approdo::import
