// XML from outside: it is read or reported. What the scan lets through, the parser reads; a cursor
// over the same text never sees more elements than there are.
#include <fstream>

#include "content/import/source/limits.hpp"
#include "content/import/source/xml.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

std::size_t elements_in(pugi::xml_node node, std::size_t depth = 0) {
    FUZZ_PROMISE(depth <= limits::xml_depth_max);
    std::size_t count = 0;
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_element) count += 1 + elements_in(child, depth + 1);
    return count;
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const std::string_view text :
         {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE a SYSTEM \"b.dtd\">\n<a x='1' "
          "y=\"&amp;&#233;\"><b/><!-- c --><![CDATA[<d>]]>\ne &lt; f</a>\n",
          "<a><b><c>1</c></b><b/></a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"})
        seeds.push_back(copy_of(bytes_of(text)));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    Report report;
    const auto document = parse_xml(text_of(input), "a.xml", report);
    FUZZ_PROMISE(document.has_value() != report.has_errors());
    const test::TempDir folder;
    std::ofstream(folder.file("a.xml"), std::ios::binary) << text_of(input);
    const SourceFiles files(folder.path().string());
    Report walked;
    XmlCursor cursor(files, "a.xml", walked);
    std::size_t seen = 0;
    while (cursor.next([&](const std::vector<XmlOpen>& path) { return path.size() > 1; })) ++seen;
    if (!document) return;
    FUZZ_PROMISE(!walked.has_errors());
    FUZZ_PROMISE(document->line_of(document->root()) > 0);
    std::size_t top = 0;
    for (const pugi::xml_node child : document->root().children())
        if (child.type() == pugi::node_element) ++top;
    FUZZ_PROMISE(seen == top);
    (void)elements_in(document->root());
}
