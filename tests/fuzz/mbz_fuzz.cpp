// Moodle's backups, unpacked: the first byte says which of the files the rest is, the others are
// sound. Whatever it is, the backup is refused as a whole, or a whole course comes out.
#include "content/import/moodle/mbz.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

namespace {

constexpr fuzz::PackageFile package[] = {
    {"moodle_backup.xml",
     R"(<moodle_backup><information>
<original_site_identifier_hash>a</original_site_identifier_hash>
<details><detail><type>course</type></detail></details><contents><activities><activity><moduleid>3
</moduleid><sectionid>1</sectionid><modulename>quiz</modulename><title>Q</title>
<directory>activities/quiz_3
</directory></activity><activity><moduleid>4</moduleid><sectionid>1</sectionid>
<modulename>page</modulename>
<title>P</title><directory>activities/page_4</directory></activity></activities><sections>
<section>
<sectionid>1</sectionid><title>S</title><directory>sections/section_1</directory></section>
</sections>
</contents></information></moodle_backup>)"},
    {"questions.xml",
     R"(<question_categories><question_category id="1"><name>C</name><parent>0</parent>
<question_bank_entries><question_bank_entry id="5"><question_version><question_versions>
<version>1</version>
<status>ready</status><questions><question id="9"><parent>0</parent><name>N</name>
<questiontext>{#1} T
</questiontext><qtype>multianswer</qtype><plugin_qtype_multianswer_question><multianswer>
<sequence>10
</sequence></multianswer></plugin_qtype_multianswer_question></question></questions>
</question_versions>
</question_version></question_bank_entry></question_bank_entries><questions><question id="10">
<parent>9
</parent><questiontext>{1:SA:=a}</questiontext><qtype>shortanswer</qtype></question></questions>
</question_category></question_categories>)"},
    {"activities/quiz_3/quiz.xml",
     R"(<activity contextid="7"><quiz><name>Q</name>
<preferredbehaviour>interactive</preferredbehaviour>
<timeopen>1756684800</timeopen><question_instances><question_instance><maxmark>2</maxmark>
<question_reference>
<questionbankentryid>5</questionbankentryid></question_reference></question_instance>
<question_instance>
<question_set_reference><filtercondition>{"questioncategoryid":"1","includingsubcategories":"1"}
</filtercondition></question_set_reference></question_instance></question_instances></quiz>
</activity>)"},
    {"files.xml",
     R"(<files><file><contenthash>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</contenthash>
<contextid>8
</contextid><component>mod_page</component><filearea>content</filearea><itemid>0</itemid>
<filepath>/
</filepath><filename>a.png</filename></file></files>)"},
    {"activities/page_4/page.xml",
     R"(<activity contextid="8"><page><name>P</name><content>&lt;img src="@@PLUGINFILE@@/a.png"&gt;
&lt;a href="$@QUIZVIEWBYID*3@$"&gt;q&lt;/a&gt;</content></page></activity>)"},
    {"sections/section_1/section.xml",
     R"(<section><number>1</number><name>S</name><summary>&lt;a href="x"&gt;y&lt;/a&gt;</summary>
<sequence>4,3</sequence></section>)"},
    {"files/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "GIF89a"}};

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    return fuzz::seeds_of(package);
}

void approdo_fuzz_one(ByteView input) {
    fuzz::read_package(package, input, import::mbz_format);
}
