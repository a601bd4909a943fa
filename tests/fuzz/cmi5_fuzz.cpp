// Course structures of cmi5: whatever they are, they are refused as a whole, or give a structure
// that comes back from its bytes.
#include "content/import/cmi5/cmi5.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

std::vector<Bytes> approdo_fuzz_seeds() {
    const std::string_view structure = R"(<courseStructure
 xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="https://e.org/c">
<title><langstring lang="it">T</langstring></title><description><langstring>d</langstring>
</description></course><objectives><objective id="https://e.org/o"><title><langstring>o</langstring>
</title><description><langstring>o</langstring></description></objective></objectives>
<block id="https://e.org/b"><title><langstring>b</langstring></title><description>
<langstring>b</langstring></description><objectives><objective
 idref="https://e.org/o"/></objectives>
<au id="https://e.org/a" moveOn="Passed" masteryScore="0.5" launchMethod="OwnWindow"><title>
<langstring lang="en">a</langstring></title><description><langstring>a</langstring></description>
<url>https://e.org/x?y=1&amp;z=2</url><launchParameters>p</launchParameters></au></block>
</courseStructure>)";
    return {copy_of(bytes_of(structure))};
}

void approdo_fuzz_one(ByteView input) {
    static const fuzz::ImportScratch scratch;
    scratch.write("cmi5.xml", input);
    scratch.read(import::cmi5_format);
    scratch.read(import::cmi5_format, "cmi5.xml");
}
