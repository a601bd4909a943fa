#include "content/import/source/unpack.hpp"

#include <zlib.h>

#include <algorithm>
#include <map>

#include "tests/support/test.hpp"
#include "tests/support/zip_maker.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;
using test::TarMaker;
using test::ZipMaker;

namespace {

// An archive beside the folder that it is unpacked into.
class Unpacking : public test::TempDir {
  public:
    explicit Unpacking(const std::string& bytes) {
        std::filesystem::create_directory(path() / "out");
        std::ofstream(file("archive"), std::ios::binary) << bytes;
    }
    Result<Unpacked> run(const UnpackLimits& limits = {}) {
        return unpack(file("archive"), file("out"), "archive.zip", report, limits);
    }
    // Paths below the target, folders with a slash.
    std::vector<std::string> found() const {
        std::vector<std::string> paths;
        for (const auto& one : std::filesystem::recursive_directory_iterator(path() / "out")) {
            std::string name = one.path().lexically_relative(path() / "out").generic_string();
            paths.push_back(one.is_directory() ? name + "/" : name);
        }
        std::sort(paths.begin(), paths.end());
        return paths;
    }
    std::string content(const std::string& name) const { return read_whole(path() / "out" / name); }
    // Refused, and as if nothing had been tried.
    std::string refusal(const UnpackLimits& limits = {}) {
        const auto result = run(limits);
        REQUIRE_FALSE(result.ok());
        CHECK(found().empty());
        CHECK(std::distance(std::filesystem::directory_iterator(path()), {}) == 2);
        return result.error().message;
    }

    Report report;
};

std::string refusal_of(const std::string& bytes) {
    return Unpacking(bytes).refusal();
}

std::string entry_refused(const std::string& name, const std::string& reason) {
    return "the entry «" + name + "» cannot be unpacked: " + reason;
}

std::string deflated(const std::string& text, int window_bits) {
    z_stream stream{};
    REQUIRE(::deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(text.size() + 1024, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    return out;
}
std::string gzipped(const std::string& text) {
    return deflated(text, MAX_WBITS + 16);
}

}  // namespace

TEST_CASE("unpack: a zip gives its files and folders") {
    Unpacking zip(ZipMaker().add("a/b.txt", "uno").add("c/", "").add("d.txt", "").bytes());
    const auto result = zip.run();
    REQUIRE(result.ok());
    CHECK(result->files == 2);
    CHECK(result->bytes == 3);
    CHECK(zip.found() == std::vector<std::string>{"a/", "a/b.txt", "c/", "d.txt"});
    CHECK(zip.content("a/b.txt") == "uno");
    CHECK(zip.report.findings.empty());
}

TEST_CASE("unpack: a tar gives its files, plain and compressed") {
    const std::string tar = TarMaker().add("a/", "", '5').add("a/b.txt", "uno").bytes();
    for (const std::string& bytes :
         {tar, gzipped(tar), gzipped(tar.substr(0, 700)) + gzipped(tar.substr(700))}) {
        Unpacking archive(bytes);
        const auto result = archive.run();
        REQUIRE(result.ok());
        CHECK(archive.found() == std::vector<std::string>{"a/", "a/b.txt"});
        CHECK(archive.content("a/b.txt") == "uno");
    }
}

TEST_CASE("unpack: a damaged gzip is refused, wherever the damage is") {
    const std::string whole = gzipped(TarMaker().add("b.txt", "uno").bytes());
    std::string wrong_sum = whole;
    wrong_sum[whole.size() - 5] ^= 1;
    const std::string reason = "the archive is damaged or cut off: get it once more";
    CHECK(refusal_of(wrong_sum) == reason);
    CHECK(refusal_of(whole.substr(0, whole.size() - 4)) == reason);
    CHECK(refusal_of(gzipped("no tar, but words")) == "the compressed file holds no tar archive");
}

TEST_CASE("unpack: a path that leaves the target is refused by name") {
    const auto zip_with = [](const std::string& name) {
        return refusal_of(ZipMaker().add("good.txt", "x").add(name, "x").bytes());
    };
    const auto tar_with = [](const std::string& name) {
        return refusal_of(TarMaker().add("good.txt", "x").add(name, "x").bytes());
    };
    for (const char* name : {"/etc/x", "C:/x", "c:x", "\\\\server\\x"}) {
        CHECK(zip_with(name) == entry_refused(name, "its path is absolute"));
        CHECK(tar_with(name) == entry_refused(name, "its path is absolute"));
    }
    for (const char* name : {"../x", "a/../../x", "a\\..\\x", ".."}) {
        CHECK(zip_with(name) == entry_refused(name, "its path leads out of the archive"));
        CHECK(tar_with(name) == entry_refused(name, "its path leads out of the archive"));
    }
    CHECK(zip_with(std::string("a\0b", 3)) ==
          entry_refused("a?b", "control characters stand in its name"));
    CHECK(zip_with("a\nb") == entry_refused("a?b", "control characters stand in its name"));
    CHECK(zip_with(std::string(300, 'n')) ==
          entry_refused(std::string(200, 'n'), "its name is too long"));
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += "d/";
    CHECK(zip_with(deep + "x") == entry_refused(deep + "x", "its folders are nested too deep"));
    std::string far;
    for (int i = 0; i < 6; ++i) far += std::string(250, 'f') + "/";
    CHECK(zip_with(far + "x") == entry_refused(far.substr(0, 200), "its path is too long"));
}

TEST_CASE("unpack: links, devices and encrypted entries are refused by name") {
    const auto entry = [](std::uint32_t attributes, std::uint16_t flags) {
        return refusal_of(ZipMaker().add({"x", "/etc", attributes, flags}).bytes());
    };
    CHECK(entry(0xA1FF0000, 0) == entry_refused("x", "it is a link"));
    CHECK(entry(0x21B00000, 0) == entry_refused("x", "it is a device or the like"));
    CHECK(entry(0x81A40000, 1) ==
          entry_refused("x", "it is encrypted; pack the course without a password"));
    CHECK(refusal_of(TarMaker().add("x", "", '2', "/etc").bytes()) ==
          entry_refused("x", "it is a link"));
    CHECK(refusal_of(TarMaker().add("a", "1").add("x", "", '1', "a").bytes()) ==
          entry_refused("x", "it is a link"));
    // Named twice on the command line of who packed it: a link to itself.
    Unpacking twice(TarMaker().add("./a", "1").add("a", "", '1', "./a").bytes());
    REQUIRE(twice.run().ok());
    CHECK(twice.content("a") == "1");
    CHECK(refusal_of(TarMaker().add("x", "", '6').bytes()) ==
          entry_refused("x", "it is a device or the like"));
}

TEST_CASE("unpack: entries that collide are refused, or reported when only a disk could mind") {
    CHECK(refusal_of(ZipMaker().add("a", "1").add("a", "2").bytes()) ==
          entry_refused("a", "it is there twice"));
    CHECK(refusal_of(ZipMaker().add("a", "1").add("a/b", "2").bytes()) ==
          entry_refused("a/b", "a file has the name of its folder"));
    CHECK(refusal_of(ZipMaker().add("a/b", "1").add("a", "2").bytes()) ==
          entry_refused("a", "it is there twice"));
    Unpacking twins(ZipMaker().add("Città.png", "1").add("CITTÀ.png", "2").bytes());
    REQUIRE(twins.run().ok());
    CHECK(twins.found().size() == 2);
    REQUIRE(twins.report.findings.size() == 1);
    CHECK(twins.report.findings[0].severity == Severity::advice);
    CHECK(twins.report.findings[0].message ==
          "«CITTÀ.png» and «Città.png» differ only by upper and lower case");
}

TEST_CASE("unpack: names are read in the letters that their program wrote") {
    Unpacking dos(ZipMaker().add("Citt\x85/perch\x82.txt", "x").bytes());
    REQUIRE(dos.run().ok());
    CHECK(dos.found() == std::vector<std::string>{"Città/", "Città/perché.txt"});
    Unpacking unflagged(ZipMaker().add("Città.txt", "x").bytes());
    REQUIRE(unflagged.run().ok());
    CHECK(unflagged.found() == std::vector<std::string>{"Città.txt"});
    CHECK(refusal_of(ZipMaker().add({"\xC3(", "x", 0x81A40000, 1 << 11}).bytes()) ==
          entry_refused("Ã(", "its name is not text"));
    Unpacking windows(ZipMaker().add("a\\b.txt", "x").add("a\\c.txt", "x").bytes());
    REQUIRE(windows.run().ok());
    CHECK(windows.found() == std::vector<std::string>{"a/", "a/b.txt", "a/c.txt"});
    CHECK(windows.report.count(Severity::advice) == 1);
}

TEST_CASE("unpack: bounds hold for what is said and for what is there") {
    UnpackLimits limits;
    limits.bytes_max = limits::mib;
    const std::string large(2 * limits::mib, 'x');
    CHECK(Unpacking(ZipMaker().add("x", large).bytes()).refusal(limits) ==
          entry_refused("x", "it is too large"));
    CHECK(Unpacking(TarMaker().add("x", large).bytes()).refusal(limits) ==
          "the archive unpacks to more than 1 MiB");
    limits = {};
    limits.ratio_free = limits::mib;
    CHECK(Unpacking(gzipped(TarMaker().add("x", large).bytes())).refusal(limits) ==
          "the archive unpacks to more than 200 times its size: no course does");
    limits = {};
    limits.entries_max = 2;
    const std::string three = ZipMaker().add("1", "").add("2", "").add("3", "").bytes();
    CHECK(Unpacking(three).refusal(limits) == "the archive has more than 2 entries");
    CHECK(Unpacking(TarMaker().add("1", "").add("2", "").add("3", "").bytes()).refusal(limits) ==
          "the archive has more than 2 entries");
}

TEST_CASE("unpack: entries that lie over each other are refused") {
    // Two entries of the directory that share the bytes of one, as the densest bombs do.
    std::string zip = ZipMaker().add("a", "1234").add("a", "1234").bytes();
    const std::size_t second = zip.rfind("PK\1\2");
    zip.replace(second + 42, 4, std::string(4, '\0'));
    CHECK(refusal_of(zip) == entry_refused("a", "it lies over another entry"));
}

TEST_CASE("unpack: whatever byte of a zip is turned, nothing is written outside") {
    const std::string zip = ZipMaker().add("a/b.txt", "uno").add("c.txt", "due").bytes();
    for (std::size_t i = 0; i < zip.size(); ++i) {
        std::string altered = zip;
        altered[i] = static_cast<char>(altered[i] ^ 0x11);
        Unpacking archive(altered);
        if (!archive.run().ok()) CHECK(archive.found().empty());
        CHECK(std::distance(std::filesystem::directory_iterator(archive.path()), {}) == 2);
        Unpacking cut(zip.substr(0, i));
        CHECK_FALSE(cut.run().ok());
    }
}

TEST_CASE("unpack: every hostile archive of the corpus is refused with its reason") {
    const auto folder = corpus_folder("hostile-zip/failure");
    if (!folder) return;
    const std::map<std::string, std::string> reasons{
        {"End of central",
         "the end of the archive is missing: it is no zip file, or only a part of one"},
        {"Invalid comment",
         "the end of the archive does not fit the file: bytes follow it, or lack"},
        {"absolute path", entry_refused("C:/xt", "its path is absolute")},
        {"compressed uncompressed", entry_refused("a.txt", "its sizes contradict each other")},
        {"extra field", entry_refused("b.txt", "its extra fields are broken")},
        {"invalid central", "the archive's directory is broken"},
        {"invalid local", entry_refused("b.txt", "its header is broken")},
        {"invalid relative", entry_refused("../xt", "its path leads out of the archive")},
        {"multi-disk", "the archive is one part of several: join them to one zip file first"},
        {"not enough bytes", entry_refused("zeros.bin", "it has fewer bytes than it says")},
        {"too many bytes", entry_refused("zeros.bin", "it has more bytes than it says")},
        {"too many length", entry_refused("index.js", "its compressed bytes are damaged")},
        {"unsupported compression",
         entry_refused("b.txt",
                       "its compression method 1 is unknown here; pack it as a plain zip file")},
        {"wrong-entry-sizes", entry_refused("c/", "its sizes contradict each other")},
        {"zip64 extended information extra field does not include compressed",
         entry_refused("empty.txt", "its packed size is missing")},
        {"zip64 extended information extra field does not include uncompressed",
         entry_refused("empty.txt", "its size is missing")}};
    std::size_t refused = 0;
    for (const auto& one : std::filesystem::directory_iterator(*folder)) {
        const std::string name = one.path().filename().string();
        INFO(name);
        Unpacking archive(read_whole(one.path()));
        // Backslashes are survived: Windows programs write them.
        if (name.starts_with("invalid characters")) {
            CHECK(archive.run().ok());
            CHECK(archive.found() == std::vector<std::string>{"a/", "a/txt", "b.txt"});
            continue;
        }
        const auto reason = std::find_if(reasons.begin(), reasons.end(), [&](const auto& known) {
            return name.starts_with(known.first);
        });
        REQUIRE(reason != reasons.end());
        CHECK(archive.refusal() == reason->second);
        ++refused;
    }
    CHECK(refused == 16);
}

TEST_CASE("unpack: every odd but sound archive of the corpus opens") {
    const auto folder = corpus_folder("hostile-zip/success");
    if (!folder) return;
    const std::map<std::string, std::size_t> files{{"deflate.zip", 1},
                                                   {"empty.zip", 0},
                                                   {"sloppy-filenames.zip", 2},
                                                   {"streaming.zip", 2},
                                                   {"unicode.zip", 2},
                                                   {"unicode-path-extra-field.zip", 1},
                                                   {"windows-compressed-folder.zip", 2},
                                                   {"zip64.zip", 2}};
    std::size_t opened = 0;
    for (const auto& one : std::filesystem::directory_iterator(*folder)) {
        const std::string name = one.path().filename().string();
        INFO(name);
        Unpacking archive(read_whole(one.path()));
        if (name == "traditional-encryption.zip") {
            CHECK(archive.refusal() ==
                  entry_refused("a.txt", "it is encrypted; pack the course without a password"));
            continue;
        }
        const auto result = archive.run();
        REQUIRE(result.ok());
        CHECK(result->files == files.at(name));
        if (name == "unicode-path-extra-field.zip")
            CHECK(archive.found() == std::vector<std::string>{"七个房间.txt"});
        ++opened;
    }
    CHECK(opened == files.size());
}
