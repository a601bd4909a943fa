// Manifests of SCORM packages: whatever they are, they are refused as a whole, or give a structure
// that comes back from its bytes.
#include "content/import/scorm/scorm.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

std::vector<Bytes> approdo_fuzz_seeds() {
    const std::string_view manifest = R"(<manifest identifier="m"
 xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion>
<lom><general><title><string language="it">T</string></title></general></lom></metadata>
<organizations default="o"><organization identifier="o"><title>C</title>
<item identifier="i" identifierref="s"><title>U</title><item identifier="j" identifierref="r"
 parameters="?a=1"><adlcp:completionThreshold minProgressMeasure="0.5"/><imsss:sequencing IDRef="q">
<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition
 condition="objectiveMeasureLessThan" measureThreshold="0.25"/></imsss:ruleConditions>
<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
<imsss:objectives><imsss:primaryObjective objectiveID="x"><imsss:mapInfo targetObjectiveID="g"/>
</imsss:primaryObjective></imsss:objectives><adlseq:objectives><adlseq:objective objectiveID="x">
<adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective></adlseq:objectives></imsss:sequencing>
</item></item></organization></organizations><resources xml:base="a/"><resource identifier="r"
 href="b%20c.html?x=1" adlcp:scormType="sco"><file href="b%20c.html"/><dependency
 identifierref="d"/>
</resource></resources><imsss:sequencingCollection><imsss:sequencing ID="q"><imsss:rollupRules>
<imsss:rollupRule minimumCount="2"><imsss:rollupAction action="completed"/></imsss:rollupRule>
</imsss:rollupRules></imsss:sequencing></imsss:sequencingCollection>
<manifest identifier="s"><organizations><organization><item identifier="k" identifierref="s"/>
</organization></organizations></manifest></manifest>)";
    return {copy_of(bytes_of(manifest))};
}

void approdo_fuzz_one(ByteView input) {
    static const fuzz::ImportScratch scratch;
    scratch.write("imsmanifest.xml", input);
    scratch.read(import::scorm_format);
    scratch.read(import::scorm_format, "imsmanifest.xml");
}
