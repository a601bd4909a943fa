// SCORM, cmi5 and H5P: structures that were read, compared with the counts of expected.json.
#include <algorithm>
#include <set>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/trimmed.hpp"
#include "tests/corpus/expected.hpp"

namespace approdo::test {

using namespace content;

namespace {

const ForeignPackage& package_of(const ExpectedRow& row) {
    return row.course().foreign.at(0).package;
}
const ScormPackage& scorm_of(const ExpectedRow& row) {
    return std::get<ScormPackage>(package_of(row).shape);
}
const Cmi5Course& cmi5_of(const ExpectedRow& row) {
    return std::get<Cmi5Course>(package_of(row).shape);
}
const H5pPackage& h5p_of(const ExpectedRow& row) {
    return std::get<H5pPackage>(package_of(row).shape);
}

template <class Use>
void each_item(const ScormPackage& scorm, const Use& use) {
    for (const ScormOrganization& organization : scorm.organizations) {
        for (const ScormItem& item : organization.items) use(item);
    }
}
template <class Use>
void each_sequencing(const ScormPackage& scorm, const Use& use) {
    for (const Sequencing& one : scorm.shared_sequencing) use(one);
    for (const ScormOrganization& organization : scorm.organizations) use(organization.sequencing);
    each_item(scorm, [&](const ScormItem& item) { use(item.sequencing); });
}
template <class Count>
std::size_t sum_of_sequencing(const ExpectedRow& row, const Count& count) {
    std::size_t sum = 0;
    each_sequencing(scorm_of(row), [&](const Sequencing& one) { sum += count(one); });
    return sum;
}

bool is_sco(const ScormPackage& scorm, std::string_view resource) {
    const ScormResource* const found = scorm.resource(resource);
    return found != nullptr && found->kind == ResourceKind::sco;
}

void manifest_id(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(scorm_of(row).id == value.GetString());
    CHECK(row.course().course.id ==
          import::derived_id<CourseId>(package_of(row).format, {value.GetString()}));
}
void ns(const ExpectedRow& row, const std::string&, const Json& value) {
    const bool is_12 = std::string_view(value.GetString()).find("rootv1p1p2") != std::string::npos;
    // One of them calls itself 1.2 and is written as 2004, which the report says.
    const bool mixed = findings_with(row.report(), "uses the namespaces of SCORM 2004") > 0;
    CHECK((package_of(row).format == "scorm-1.2") == (is_12 || mixed));
}
void schemaversion(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(scorm_of(row).schema_version == value.GetString());
}
void organizations(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(scorm_of(row).organizations.size() == value.GetUint());
}
void default_organization(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(scorm_of(row).default_organization == value.GetString());
}
void organization_titles(const ExpectedRow& row, const std::string&, const Json& value) {
    const auto& list = scorm_of(row).organizations;
    REQUIRE(list.size() == value.Size());
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i)
        CHECK(list[i].title == value[i].GetString());
    const LocalText& title = row.course().course.title;
    CHECK(title.texts.front().text == value[0].GetString());
}
void items(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t count = 0;
    each_item(scorm_of(row), [&](const ScormItem&) { ++count; });
    CHECK(count == value.GetUint());
}
void launchable_items(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t count = 0;
    each_item(scorm_of(row), [&](const ScormItem& one) { count += one.resource.empty() ? 0 : 1; });
    CHECK(count == value.GetUint());
}
// The table takes blanks around an identifier for a part of it, and so finds three references of
// one manifest to lead nowhere; a reader that trims them finds the resource.
void sco_items(const ExpectedRow& row, const std::string&, const Json& value) {
    const ScormPackage& scorm = scorm_of(row);
    std::size_t count = 0;
    each_item(scorm, [&](const ScormItem& one) { count += is_sco(scorm, one.resource) ? 1 : 0; });
    std::size_t found_by_trimming = 0;
    for (const Json& one : row.fields["dangling_refs"].GetArray())
        found_by_trimming += is_sco(scorm, import::trimmed(one.GetString())) ? 1 : 0;
    CHECK(count == value.GetUint() + found_by_trimming);
}
void dangling_refs(const ExpectedRow& row, const std::string&, const Json& value) {
    for (const Json& one : value.GetArray()) {
        const std::string id(import::trimmed(one.GetString()));
        INFO(id);
        CHECK((scorm_of(row).resource(id) != nullptr || findings_with(row.report(), id) > 0));
    }
    if (value.Empty()) CHECK(findings_with(row.report(), "which is not there") == 0);
}
void resources(const ExpectedRow& row, const std::string&, const Json& value) {
    std::map<std::string, std::size_t> counts;
    for (const ScormResource& one : scorm_of(row).resources)
        ++counts[one.kind == ResourceKind::sco ? "sco" : "asset"];
    CHECK(counts.size() == value.MemberCount());
    for (const auto& one : value.GetObject())
        CHECK(counts[one.name.GetString()] == one.value.GetUint());
}
void sequencing_elements(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(sum_of_sequencing(row, [](const Sequencing& one) -> std::size_t {
              return one.own != 0 || !one.shared.empty() || !one.id.empty() ? 1 : 0;
          }) == value.GetUint());
}
void sequencing_rules(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(sum_of_sequencing(row, [](const Sequencing& one) { return one.rules.size(); }) ==
          value.GetUint());
}
void rollup_rules(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(sum_of_sequencing(row, [](const Sequencing& one) { return one.rollup.rules.size(); }) ==
          value.GetUint());
}
void objectives(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(sum_of_sequencing(row, [](const Sequencing& one) { return one.objectives.size(); }) ==
          value.GetUint());
}
void whole_files(const ExpectedRow& row, const std::string& name, const Json& value) {
    compare_files(row, name, value);
    CHECK(row.course().files.size() == value.GetUint());
}
void declared_files(const ExpectedRow& row, const std::string&, const Json& value) {
    std::set<std::string> files;
    for (const ScormResource& one : scorm_of(row).resources)
        files.insert(one.files.begin(), one.files.end());
    CHECK(files.size() == value.GetUint());
}
void declared_missing(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(findings_with(row.report(), "the package lacks the file") == value.GetUint());
}

constexpr ExpectedField scorm[] = {{"kind", compare_kind, false},
                                   {"files", whole_files, false},
                                   {"manifest_id", manifest_id, false},
                                   {"ns", ns, false},
                                   {"schemaversion", schemaversion, false},
                                   {"organizations", organizations, false},
                                   {"default", default_organization, false},
                                   {"org_titles", organization_titles, false},
                                   {"items", items, false},
                                   {"launchable_items", launchable_items, false},
                                   {"resources", resources, false},
                                   {"sco_items", sco_items, false},
                                   {"dangling_refs", dangling_refs, false},
                                   {"sequencing_elements", sequencing_elements, false},
                                   {"sequencing_rules", sequencing_rules, false},
                                   {"rollup_rules", rollup_rules, false},
                                   {"objectives", objectives, false},
                                   {"declared_files", declared_files, false},
                                   {"declared_missing", declared_missing, false}};

void cmi5_id(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(cmi5_of(row).id == value.GetString());
}
void cmi5_title(const ExpectedRow& row, const std::string&, const Json& value) {
    const auto& texts = cmi5_of(row).title.texts;
    CHECK(texts.size() == value.MemberCount());
    for (const LanguageText& one : texts) {
        INFO(one.language);
        REQUIRE(value.HasMember(one.language.c_str()));
        CHECK(one.text == value[one.language.c_str()].GetString());
    }
    CHECK(row.course().course.languages.size() == value.MemberCount());
}
std::size_t count_of(const Cmi5Course& course, Cmi5Kind kind) {
    return static_cast<std::size_t>(
        std::count_if(course.nodes.begin(), course.nodes.end(),
                      [&](const Cmi5Node& one) { return one.kind == kind; }));
}
void cmi5_units(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(count_of(cmi5_of(row), Cmi5Kind::assignable_unit) == value.GetUint());
}
void cmi5_blocks(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(count_of(cmi5_of(row), Cmi5Kind::block) == value.GetUint());
}
void cmi5_objectives(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(cmi5_of(row).objectives.size() == value.GetUint());
}

// What is left to the standard's default is told apart in the table, and not in the model.
std::map<std::string, std::size_t> without_defaults(const Json& value) {
    std::map<std::string, std::size_t> counts;
    for (const auto& one : value.GetObject()) {
        std::string name = one.name.GetString();
        if (name.starts_with("(default ")) name = name.substr(9, name.size() - 10);
        counts[name] += one.value.GetUint();
    }
    return counts;
}
const char* name_of(MoveOn move_on) {
    static constexpr const char* names[] = {"",          "NotApplicable",      "Passed",
                                            "Completed", "CompletedAndPassed", "CompletedOrPassed"};
    return names[static_cast<std::size_t>(move_on)];
}
template <class Name>
std::map<std::string, std::size_t> counts_of_units(const ExpectedRow& row, const Name& name) {
    std::map<std::string, std::size_t> counts;
    for (const Cmi5Node& one : cmi5_of(row).nodes) {
        if (one.kind == Cmi5Kind::assignable_unit) ++counts[name(one)];
    }
    return counts;
}
void cmi5_move_on(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(counts_of_units(row, [](const Cmi5Node& one) { return name_of(one.move_on); }) ==
          without_defaults(value));
}
void cmi5_launch_method(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(counts_of_units(row, [](const Cmi5Node& one) {
              return one.launch_method == LaunchMethod::own_window ? "OwnWindow" : "AnyWindow";
          }) == without_defaults(value));
}
// Each score once, whatever the number of units that ask for it.
void cmi5_mastery_score(const ExpectedRow& row, const std::string&, const Json& value) {
    std::set<std::string> scores;
    for (const Cmi5Node& one : cmi5_of(row).nodes) {
        if (!one.mastery_score.empty()) scores.insert(one.mastery_score);
    }
    std::set<std::string> expected;
    for (const Json& one : value.GetArray()) expected.insert(one.GetString());
    CHECK(scores == expected);
}
void refused(const ExpectedRow& row, const std::string&, const Json&) {
    CHECK(row.is_refused());
}

constexpr ExpectedField cmi5[] = {{"kind", compare_kind, false},
                                  {"files", whole_files, false},
                                  {"course_id", cmi5_id, false},
                                  {"title", cmi5_title, false},
                                  {"aus", cmi5_units, false},
                                  {"blocks", cmi5_blocks, false},
                                  {"objectives", cmi5_objectives, false},
                                  {"moveOn", cmi5_move_on, false},
                                  {"launchMethod", cmi5_launch_method, false},
                                  {"masteryScore", cmi5_mastery_score, false},
                                  {"error", refused, true}};

void h5p_title(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(row.course().course.title.texts.front().text == value.GetString());
}
// A package that leaves its language open may name one to start from.
void h5p_language(const ExpectedRow& row, const std::string&, const Json& value) {
    rapidjson::Document definition;
    definition.Parse(text_of_file(row.unpacked / "h5p.json").c_str());
    const bool open = std::string_view(value.GetString()) == "und";
    const std::string language = open && definition.HasMember("defaultLanguage")
                                     ? definition["defaultLanguage"].GetString()
                                     : value.GetString();
    CHECK(row.course().course.languages == std::vector<std::string>{language});
}
void h5p_main_library(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(h5p_of(row).main_library.name == value.GetString());
}
void h5p_main_version(const ExpectedRow& row, const std::string&, const Json& value) {
    const H5pVersion& version = h5p_of(row).main_library;
    CHECK(std::to_string(version.major) + "." + std::to_string(version.minor) == value.GetString());
}
void h5p_needs(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(h5p_of(row).needs.size() == value.GetUint());
}
void h5p_libraries(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(h5p_of(row).libraries.size() == value.GetUint());
}
void h5p_in_content(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(h5p_of(row).in_content.size() == value.MemberCount());
}
void h5p_media(const ExpectedRow& row, const std::string&, const Json& value) {
    const auto& files = row.course().files;
    CHECK(static_cast<std::size_t>(
              std::count_if(files.begin(), files.end(), [](const AuthoredFile& one) {
                  return one.path.find("/content/") != std::string::npos &&
                         !one.path.ends_with("/content/content.json");
              })) == value.GetUint());
}

constexpr ExpectedField h5p[] = {{"files", whole_files, false},
                                 {"title", h5p_title, false},
                                 {"language", h5p_language, false},
                                 {"mainLibrary", h5p_main_library, false},
                                 {"mainVersion", h5p_main_version, false},
                                 {"deps", h5p_needs, false},
                                 {"libraries_bundled", h5p_libraries, false},
                                 {"nested_content_libs", h5p_in_content, false},
                                 {"content_media", h5p_media, false}};

}  // namespace

std::span<const ExpectedField> foreign_fields(std::string_view group) {
    if (group == "scorm" || group == "scorm2004-adl manifests") return scorm;
    if (group == "cmi5") return cmi5;
    if (group == "h5p") return h5p;
    return {};
}

}  // namespace approdo::test
