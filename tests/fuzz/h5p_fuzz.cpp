// The JSON files of an H5P package, one of them strange at a time: the definition, the parameters,
// a library's own file and its semantics.
#include "content/import/h5p/h5p.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

namespace {

constexpr fuzz::PackageFile package[] = {
    {"h5p.json",
     R"({"title":"T","language":"it","mainLibrary":"H5P.A","embedTypes":["div"],
"authors":[{"name":"x"}],"preloadedDependencies":[{"machineName":"H5P.A","majorVersion":"1",
"minorVersion":2}]})"},
    {"content/content.json",
     R"({"a":"x","b":5,"c":["y",{"library":"H5P.A 1.2","params":{"a":1}}],
"d":{"path":"i.png","mime":"image/png"}})"},
    {"H5P.A-1.2/library.json",
     R"({"machineName":"H5P.A","majorVersion":1,"minorVersion":2,
"patchVersion":3,"runnable":1,"preloadedJs":[{"path":"a.js"}],"dynamicDependencies":[]})"},
    {"H5P.A-1.2/semantics.json",
     R"([{"name":"a","type":"text"},{"name":"b","type":"number",
"min":1,"max":9},{"name":"c","type":"list","max":3,"field":{"type":"library"}},{"name":"d",
"type":"group","fields":[{"name":"e","type":"select","options":["f"]}]}])"}};

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    return fuzz::seeds_of(package);
}

void approdo_fuzz_one(ByteView input) {
    fuzz::read_package(package, input, import::h5p_format);
}
