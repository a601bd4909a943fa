#include "content/import/scorm/scorm.hpp"

#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

std::string manifest_2004(std::string_view inner, std::string_view version = "2004 4th Edition") {
    return "<?xml version=\"1.0\"?>\n"
           "<manifest identifier=\"m1\" xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" "
           "xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_v1p3\" "
           "xmlns:adlseq=\"http://www.adlnet.org/xsd/adlseq_v1p3\" "
           "xmlns:adlnav=\"http://www.adlnet.org/xsd/adlnav_v1p3\" "
           "xmlns:imsss=\"http://www.imsglobal.org/xsd/imsss\">\n"
           "<metadata><schema>ADL SCORM</schema><schemaversion>" +
           std::string(version) + "</schemaversion></metadata>\n" + std::string(inner) +
           "</manifest>\n";
}

constexpr std::string_view two_activities = R"(
<organizations default="o1"><organization identifier="o1"
  adlseq:objectivesGlobalToSystem="false"><title>Corso</title>
 <item identifier="i1"><title>Parte</title>
  <item identifier="i2" identifierref="r1" parameters="?a=1" isvisible="false"><title>Uno</title>
   <adlcp:dataFromLMS>dati</adlcp:dataFromLMS>
   <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>
   <adlcp:data><adlcp:map targetID="s1" writeSharedData="false"/></adlcp:data>
   <adlnav:presentation><adlnav:navigationInterface>
     <adlnav:hideLMSUI>exit</adlnav:hideLMSUI><adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
   </adlnav:navigationInterface></adlnav:presentation>
   <imsss:sequencing IDRef="shared">
    <imsss:sequencingRules><imsss:exitConditionRule>
      <imsss:ruleConditions conditionCombination="any">
       <imsss:ruleCondition condition="objectiveMeasureLessThan" measureThreshold="0.25"
         operator="not" referencedObjective="ob"/></imsss:ruleConditions>
      <imsss:ruleAction action="exit"/></imsss:exitConditionRule></imsss:sequencingRules>
    <imsss:objectives><imsss:primaryObjective objectiveID="ob" satisfiedByMeasure="true">
      <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
      <imsss:mapInfo targetObjectiveID="g" readSatisfiedStatus="false"
        writeNormalizedMeasure="true"/></imsss:primaryObjective></imsss:objectives>
    <adlseq:objectives><adlseq:objective objectiveID="ob">
      <adlseq:mapInfo targetObjectiveID="g" readRawScore="false" readMinScore="false"
        readMaxScore="false" readProgressMeasure="false" writeCompletionStatus="true"/>
      </adlseq:objective></adlseq:objectives>
   </imsss:sequencing></item>
 </item></organization></organizations>
<resources xml:base="pages/"><resource identifier="r1" type="webcontent" adlcp:scormType="sco"
  href="a%20b.html?x=1" xml:base="one/"><file href="a%20b.html"/><dependency identifierref="r2"/>
 </resource><resource identifier="r2" type="webcontent" adlcp:scormType="asset">
  <file href="common.js"/></resource></resources>
<imsss:sequencingCollection><imsss:sequencing ID="shared">
 <imsss:controlMode flow="true" choice="false"/>
 <imsss:rollupRules rollupObjectiveSatisfied="false"><imsss:rollupRule
   childActivitySet="atLeastCount" minimumCount="2"><imsss:rollupConditions>
   <imsss:rollupCondition condition="attempted"/></imsss:rollupConditions>
   <imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>
</imsss:sequencing></imsss:sequencingCollection>)";

const ScormPackage& scorm_of(const Import& result) {
    return std::get<ScormPackage>(result.course.foreign.at(0).package.shape);
}

}  // namespace

TEST_CASE("scorm: a package becomes one unit with all its files and its whole structure") {
    ImportSource source;
    source.add("imsmanifest.xml", manifest_2004(two_activities))
        .add("pages/one/a b.html", "<html lang=\"it\"><title>x</title></html>")
        .add("pages/common.js", "1")
        .add("not-named.txt", "2");
    CHECK(source.is_recognised(scorm_format));
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    CHECK(result.report.findings.empty());
    const Unit& unit = result.course.course.modules.at(0).units.at(0);
    CHECK(unit.kind == UnitKind::foreign);
    CHECK(unit.foreign_format == "scorm-2004-4th");
    CHECK(unit.completion.kind == CompletionKind::by_package);
    CHECK(unit.variants.at(0).title == "Corso");
    CHECK(unit.variants.at(0).language == "it");
    CHECK(unit.variants.at(0).start == "pages/one/a b.html?x=1&a=1");
    CHECK(result.course.files.size() == 4);
    CHECK(result.course.foreign.at(0).package.unit == unit.id);

    const ScormPackage& scorm = scorm_of(result);
    const ScormOrganization& organization = *scorm.organization();
    CHECK_FALSE(organization.objectives_global_to_system);
    REQUIRE(organization.items.size() == 2);
    CHECK(organization.items[0].level == 1);
    const ScormItem& item = organization.items[1];
    CHECK(item.level == 2);
    CHECK_FALSE(item.visible);
    CHECK(item.data_from_lms == "dati");
    CHECK(item.completion == CompletionThreshold{true, {8, -1}, {1, 0}});
    CHECK(item.data == std::vector<SharedData>{{"s1", true, false}});
    CHECK(item.hidden_controls == (hidden_control::exit | hidden_control::next));
    CHECK(scorm.resource("r1")->files == std::vector<std::string>{"pages/one/a b.html"});
    CHECK(scorm.resource("r1")->dependencies == std::vector<std::string>{"r2"});
    CHECK(scorm.resource("r2")->kind == ResourceKind::asset);
}

TEST_CASE("scorm: sequencing keeps its rules, objectives and what it shares") {
    ImportSource source;
    source.add("imsmanifest.xml", manifest_2004(two_activities));
    const Import result = source.read(scorm_format);
    const ScormPackage& scorm = scorm_of(result);
    const Sequencing& own = scorm.organization()->items.at(1).sequencing;
    REQUIRE(own.rules.size() == 1);
    CHECK(own.rules[0].moment == RuleMoment::at_exit);
    CHECK(own.rules[0].combination == Combination::any);
    CHECK(
        own.rules[0].conditions ==
        std::vector<RuleCondition>{{ConditionKind::objective_measure_less, true, "ob", {25, -2}}});
    REQUIRE(own.objectives.size() == 1);
    CHECK(own.objectives[0].primary);
    CHECK(own.objectives[0].satisfied_by_measure);
    CHECK(own.objectives[0].measure_min == Decimal{7, -1});
    REQUIRE(own.objectives[0].maps.size() == 1);
    CHECK(own.objectives[0].maps[0].reads == objective_value::measure);
    CHECK(own.objectives[0].maps[0].writes == objective_value::measure);
    const Sequencing whole = scorm.resolved(own);
    CHECK(whole.controls.flow);
    CHECK_FALSE(whole.controls.choice);
    REQUIRE(whole.rollup.rules.size() == 1);
    CHECK(whole.rollup.rules[0].children == ChildSet::at_least_count);
    CHECK(whole.rollup.rules[0].count_min == 2);
    CHECK(whole.rules == own.rules);
    // IMS's map and ADL's to one global objective are one map.
    REQUIRE(whole.objectives[0].maps.size() == 1);
    CHECK(whole.objectives[0].maps[0].reads ==
          (objective_value::measure | objective_value::completion));
    CHECK(whole.objectives[0].maps[0].writes ==
          (objective_value::measure | objective_value::completion));
}

TEST_CASE("scorm: maps in a shared sequencing belong to the objectives of whoever uses it") {
    ImportSource source;
    source
        .add("imsmanifest.xml", manifest_2004(R"(
<organizations default="o"><organization identifier="o"><title>T</title>
 <item identifier="i" identifierref="r"><title>U</title><imsss:sequencing IDRef="s">
  <imsss:objectives><imsss:primaryObjective objectiveID="p"/></imsss:objectives>
 </imsss:sequencing></item></organization></organizations>
<resources><resource identifier="r" href="a.html" type="webcontent"/></resources>
<imsss:sequencingCollection><imsss:sequencing ID="s"><adlseq:objectives>
 <adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g"
  writeRawScore="true"/></adlseq:objective><adlseq:objective objectiveID="q"/>
</adlseq:objectives></imsss:sequencing></imsss:sequencingCollection>)"))
        .add("a.html", "x");
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    const ScormPackage& scorm = scorm_of(result);
    const Sequencing whole = scorm.resolved(scorm.organization()->items.at(0).sequencing);
    REQUIRE(whole.objectives.at(0).maps.size() == 1);
    CHECK(whole.objectives[0].maps[0].writes == objective_value::raw_score);
    CHECK(says(result.report, "«i» has no objective «q»"));
}

TEST_CASE("scorm: what the manifest names and lacks is reported one by one") {
    ImportSource source;
    source.add("imsmanifest.xml", manifest_2004(R"(
<organizations default="none"><organization identifier="o"><title>T</title>
 <item identifier="i" identifierref="nowhere"><title>Perso</title>
  <imsss:sequencing IDRef="absent"/></item>
 <item identifier="i" identifierref="r"><title>Due</title></item></organization></organizations>
<resources><resource identifier="r" href="a.html" type="webcontent" adlcp:scormType="sco">
 <file href="a.html"/><file href="../../etc/passwd"/><file href="https://example.org/x.js"/>
 <dependency identifierref="gone"/></resource></resources>)"));
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    CHECK_FALSE(result.report.has_errors());
    CHECK(says(result.report, "no organisation is called «none»"));
    CHECK(says(result.report, "«Perso» opens «nowhere», which is not there"));
    CHECK(says(result.report, "builds on the sequencing «absent»"));
    CHECK(says(result.report, "lacks the file «a.html»"));
    CHECK(says(result.report, "leads out of the package"));
    CHECK(says(result.report, "lies outside of the package"));
    CHECK(says(result.report, "depends on «gone»"));
    CHECK(says(result.report, "two activities are called «i»"));
}

TEST_CASE("scorm: a submanifest's activities stand below the item that names it") {
    ImportSource source;
    source
        .add("imsmanifest.xml", manifest_2004(R"(
<organizations default="o"><organization identifier="o"><title>T</title>
 <item identifier="i"
 identifierref="sub"><title>Modulo</title></item></organization></organizations>
<resources/>
<manifest identifier="sub" xml:base="sub/"><organizations default="so">
 <organization identifier="so"><title>S</title><item identifier="si" identifierref="sr">
 <title>Lezione</title></item></organization></organizations>
 <resources><resource identifier="sr" href="l.html" type="webcontent" adlcp:scormType="sco">
 <file href="l.html"/></resource></resources></manifest>)"))
        .add("sub/l.html", "x");
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    const auto& items = scorm_of(result).organization()->items;
    REQUIRE(items.size() == 2);
    CHECK(items[1].title == "Lezione");
    CHECK(items[1].level == 2);
    CHECK(result.course.course.modules.at(0).units.at(0).variants.at(0).start == "sub/l.html");
    CHECK(result.report.count(Severity::warning) == 0);
}

TEST_CASE("scorm: a submanifest that holds itself ends, and is reported") {
    ImportSource source;
    source
        .add("imsmanifest.xml", manifest_2004(R"(
<organizations default="o"><organization identifier="o"><title>T</title>
 <item identifier="i" identifierref="sub"/></organization></organizations>
<resources><resource identifier="r" href="a.html" type="webcontent"/></resources>
<manifest identifier="sub"><organizations default="so"><organization identifier="so">
 <item identifier="a" identifierref="sub"/><item identifier="b" identifierref="sub"/>
</organization></organizations></manifest>)"))
        .add("a.html", "x");
    const Import result = source.read(scorm_format);
    CHECK(says(result.report, "holds itself"));
    CHECK_FALSE(result.report.has_errors());
}

TEST_CASE("scorm: what 1.2 writes in lower case is read, its words kept") {
    ImportSource source;
    source
        .add("imsmanifest.xml", R"(<manifest identifier="m"
 xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>
 <lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general>
 <title><langstring xml:lang="it">Catalogo</langstring></title><language>it</language>
 <keyword><langstring xml:lang="it">anagrafe</langstring></keyword></general>
 <rights><description><langstring>CC BY 4.0</langstring></description></rights></lom></metadata>
<organizations default="o"><organization identifier="o"><title>T</title>
 <item identifier="i" identifierref="r"><title>U</title>
  <adlcp:prerequisites type="aicc_script">a&amp;b</adlcp:prerequisites>
  <adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>
  <adlcp:timelimitaction>continue,no message</adlcp:timelimitaction>
  <adlcp:datafromlms>d</adlcp:datafromlms><adlcp:masteryscore>70</adlcp:masteryscore>
 </item></organization></organizations>
<resources><resource identifier="r" href="a.html" type="webcontent" adlcp:scormtype="sco">
<file href="a.html"/></resource></resources></manifest>)")
        .add("a.html", "x");
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    CHECK(result.report.findings.empty());
    const ScormItem& item = scorm_of(result).organization()->items.at(0);
    CHECK(item.prerequisites == "a&b");
    CHECK(item.max_time_allowed == "00:30:00");
    CHECK(item.time_limit_action == TimeLimitAction::continue_silently);
    CHECK(item.data_from_lms == "d");
    CHECK(item.mastery_score == "70");
    const ForeignPackage& package = result.course.foreign.at(0).package;
    CHECK(package.format == "scorm-1.2");
    CHECK(package.metadata.title.in("it") == "Catalogo");
    CHECK(package.metadata.keywords.at(0).in("it") == "anagrafe");
    CHECK(result.course.course.licence == "CC BY 4.0");
    CHECK(result.course.course.languages.at(0) == "it");
}

TEST_CASE("scorm: editions are told apart, and a manifest that contradicts itself is reported") {
    const auto format_of = [](std::string_view version) {
        ImportSource source;
        source.add("imsmanifest.xml", manifest_2004(two_activities, version));
        return source.read(scorm_format).course.foreign.at(0).package.format;
    };
    CHECK(format_of("2004 3rd Edition") == "scorm-2004-3rd");
    CHECK(format_of("CAM 1.3") == "scorm-2004-2nd");
    CHECK(format_of("2004 4th Edition") == "scorm-2004-4th");
    ImportSource mixed;
    mixed.add("imsmanifest.xml", manifest_2004(two_activities, "CAM 1.2"));
    const Import result = mixed.read(scorm_format);
    CHECK(result.course.foreign.at(0).package.format == "scorm-1.2");
    CHECK(says(result.report, "uses the namespaces of SCORM 2004"));
}

TEST_CASE("scorm: resources without an organisation are a package all the same") {
    ImportSource source;
    source
        .add("corso/IMSMANIFEST.XML", manifest_2004(R"(<organizations/><resources>
<resource identifier="r" href="a.html" type="webcontent" adlcp:scormType="asset">
<file href="a.html"/></resource></resources>)"))
        .add("corso/a.html", "x")
        .add("leggimi.txt", "fuori");
    REQUIRE(source.is_recognised(scorm_format));
    const Import result = source.read(scorm_format);
    INFO(text_of(result.report));
    CHECK(result.course.course.modules.at(0).units.at(0).variants.at(0).start == "a.html");
    CHECK(result.course.files.size() == 2);
    CHECK(says(result.report, "does not lie at the top of the package"));
    CHECK(scorm_of(result).organization() == nullptr);
}

TEST_CASE("scorm: a manifest that names nothing is refused, and nothing comes of it") {
    ImportSource source;
    source.add("imsmanifest.xml", manifest_2004("<organizations/><resources/>"));
    const Import result = source.read(scorm_format);
    CHECK(result.report.has_errors());
    CHECK(result.course.course.modules.empty());
    CHECK(result.course.files.empty());
}

TEST_CASE("scorm: the same package gives the same ids, also when its titles change") {
    const auto ids_of = [](std::string_view title) {
        ImportSource source;
        std::string text = manifest_2004(two_activities);
        text.replace(text.find("Corso"), 5, title);
        source.add("imsmanifest.xml", text);
        const Import result = source.read(scorm_format);
        return std::pair{result.course.course.id,
                         result.course.course.modules.at(0).units.at(0).id};
    };
    CHECK(ids_of("Prima") == ids_of("Seconda"));
}
