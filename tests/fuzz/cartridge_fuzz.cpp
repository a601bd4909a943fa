// The files of a cartridge, one of them strange at a time: the manifest, a page, a discussion, a
// quiz and its rules.
#include "content/import/cartridge/cartridge.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

namespace {

constexpr fuzz::PackageFile package[] = {
    {"imsmanifest.xml", R"(<manifest identifier="m"><metadata><schema>IMS Common Cartridge</schema>
<schemaversion>1.3.0</schemaversion><lom><general><title><string>T</string></title></general></lom>
</metadata><organizations><organization><item identifier="root"><item identifier="m1">
<title>M</title><item identifier="i1" identifierref="p"><title>P</title></item><item
 identifier="i2" identifierref="q"/><item identifier="i3" identifierref="d"/></item></item>
</organization></organizations><resources><resource identifier="p" type="webcontent" href="p.html">
<file href="p.html"/></resource><resource identifier="d" type="imsdt_xmlv1p1"><file href="d.xml"/>
</resource><resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file
 href="q.xml"/><dependency identifierref="s"/></resource><resource identifier="s"
 type="associatedcontent/x" href="s/assessment_meta.xml"><file href="s/assessment_meta.xml"/>
</resource></resources></manifest>)"},
    {"p.html",
     "<html lang=\"it\"><title>P</title><p>a <a href=\"%24CANVAS_OBJECT_REFERENCE%24/"
     "quizzes/q\">b</a><img src=\"$IMS-CC-FILEBASE$/c.png\">"},
    {"d.xml",
     "<topic><title>D</title><text texttype=\"text/html\">&lt;p&gt;x</text><attachments>"
     "<attachment href=\"p.html\"/></attachments></topic>"},
    {"q.xml",
     "<questestinterop><assessment ident=\"a\" title=\"Q\"><section><item ident=\"i\">"
     "<presentation><response_str ident=\"r\"><render_fib/></response_str></presentation>"
     "</item></section></assessment></questestinterop>"},
    {"s/assessment_meta.xml",
     "<quiz><title>Q</title><quiz_type>assignment</quiz_type><time_limit>"
     "30</time_limit><allowed_attempts>-1</allowed_attempts></quiz>"}};

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    return fuzz::seeds_of(package);
}

void approdo_fuzz_one(ByteView input) {
    fuzz::read_package(package, input, import::cartridge_format);
}
