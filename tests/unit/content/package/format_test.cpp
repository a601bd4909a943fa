// The document of the package format is executed: each block ```hex NAME of docs/package-format.md
// holds the very bytes that the code makes. APPRODO_GOLDEN_PRINT=1 prints them all.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "content/package/patch.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;

namespace {

crypto::SymmetricKey key_of(std::uint8_t value) {
    return crypto::SymmetricKey::from(Bytes(32, value)).value();
}

void add_chunks(std::map<std::string, Bytes>& examples) {
    const Library library(key_of(1));
    Bytes gear;
    for (std::size_t i = 0; i < 2; ++i) {
        for (int k = 0; k < 8; ++k) {
            gear.push_back(static_cast<std::uint8_t>(library.gear()[i] >> (8 * k)));
        }
    }
    examples["gear"] = gear;
    const SealedChunk chunk = library.seal(bytes_of("Benvenuti allo sportello."));
    examples["chunk-key"] = copy_of(chunk.ref.key.view());
    examples["chunk"] = chunk.bytes;
    examples["chunk-id"] = copy_of(chunk.ref.id.view());
    examples["chunk-ref"] = wire::encode(chunk.ref);
    ListNode node;
    node.chunks = {chunk.ref};
    examples["list-node"] = wire::encode(node);

    FilesNode files;
    FileEntry grouped;
    grouped.path = "m1/benvenuti.html";
    grouped.media_type = page_media_type;
    grouped.part = {content::PartType::text, "it"};
    grouped.size = 25;
    grouped.is_grouped = true;
    files.files.push_back(grouped);
    FileEntry film;
    film.path = "m1/film.webm";
    film.media_type = "video/webm";
    film.part = {content::PartType::video, "it"};
    film.size = 25;
    film.chunks = {25, {chunk.ref}, {}};
    files.files.push_back(film);
    examples["files-node"] = wire::encode(files);

    ModuleNode module;
    module.module = test::id_of<ModuleId>(0x11);
    module.file_lists = {chunk.ref};
    module.groups = {{{content::PartType::text, "it"}, {25, {chunk.ref}, {}}}};
    module.sizes = {{{content::PartType::text, "it"}, 1, 25, 41}};
    examples["module-node"] = wire::encode(module);

    Manifest manifest;
    manifest.channel = test::id_of<ChannelId>(0x12);
    manifest.version = {2};
    manifest.course = test::id_of<CourseId>(0x13);
    manifest.published_at = {1'790'000'000'000};
    manifest.course_tree = {25, {chunk.ref}, {}};
    manifest.modules = {{module.module, chunk.ref}};
    manifest.sizes = module.sizes;
    const auto channel_key =
        ChannelKey::from_seed(crypto::SigningKey::Seed::from(Bytes(32, 2)).value());
    const Bytes root = sign_manifest(manifest, test::id_of<SiteId>(9), channel_key);
    examples["manifest"] = root;
    examples["manifest-sealed"] = seal_manifest_with(root, manifest.channel, manifest.version,
                                                     key_of(3), test::id_of<crypto::Nonce>(4));
}

void add_channel(std::map<std::string, Bytes>& examples) {
    const auto key = ChannelKey::from_seed(crypto::SigningKey::Seed::from(Bytes(32, 2)).value());
    ChannelDescriptor fields;
    fields.site = test::id_of<SiteId>(9);
    fields.library = test::id_of<LibraryId>(0x14);
    fields.course = test::id_of<CourseId>(0x13);
    const SignedDescriptor descriptor = describe_channel(fields, key);
    examples["channel-id"] = copy_of(channel_id_of(key.public_key()).view());
    examples["descriptor"] = wire::encode(descriptor);
    ChannelHead head;
    head.channel = channel_id_of(key.public_key());
    head.version = {2};
    head.manifest = test::id_of<ChunkId>(0x15);
    head.manifest_size = 700;
    head.package_epoch = {1};
    head.published_at = {1'790'000'000'000};
    head.package_bytes = 90'000;
    head.site_part = {test::id_of<ChunkId>(0x16)};
    head.patches = {{{1}, test::id_of<ChunkId>(0x17), 900}};
    examples["head"] = wire::encode(sign_head(head, fields.site, key));
}

void add_patches_and_papers(std::map<std::string, Bytes>& examples) {
    PatchIndex index;
    index.root_nonce = test::id_of<crypto::Nonce>(4);
    index.root_frame = {0xaa, 0xbb};
    index.patches = {{test::id_of<ChunkPrefix>(0x18), {test::id_of<ChunkPrefix>(0x19)}, {0xcc}}};
    examples["patch-index"] = wire::encode(index);

    const Library library(key_of(1));
    const auto sitting = test::id_of<SittingId>(0x1a);
    const Hash content = Library::content_hash(bytes_of("paper"));
    const PaperKey key = paper_key_of(library, sitting, content);
    examples["paper-key"] = copy_of(key.view());
    const SpokenCode code = code_from_text(spoken(content)).value();
    examples["spoken"] = copy_of(bytes_of(code_text(code)));

    auto question = test::choice_question(0x1b, "?").shown;
    auto& part = std::get<content::ChoicePart>(question.parts[0].shape);
    hide_option_order(question, library);
    for (const auto& option : part.options) append(examples["option-order"], option.id.view());
}

void add_foreign(std::map<std::string, Bytes>& examples) {
    content::ForeignPackage package;
    package.unit = test::id_of<UnitId>(0x1c);
    package.format = "cmi5";
    package.metadata.identifier = "https://example.org/c";
    content::Cmi5Course course;
    course.id = "https://example.org/c";
    course.title = content::LocalText("it", "Corso");
    content::Cmi5Node node;
    node.id = "https://example.org/a";
    node.address = "a.html";
    node.move_on = content::MoveOn::passed;
    course.nodes = {node};
    package.shape = course;
    examples["foreign"] = content::encode(package);
}

std::map<std::string, Bytes> examples() {
    std::map<std::string, Bytes> all;
    add_chunks(all);
    add_channel(all);
    add_patches_and_papers(all);
    add_foreign(all);
    return all;
}

std::map<std::string, std::string> blocks_of_document() {
    std::ifstream in(test::source_dir() / "docs/package-format.md");
    std::map<std::string, std::string> blocks;
    std::string name;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            name = line.starts_with("```hex ") ? line.substr(7) : "";
            if (!name.empty()) CHECK(blocks.emplace(name, "").second);
        } else if (!name.empty()) {
            for (const char c : line.substr(0, line.find('#'))) {
                if (c != ' ') blocks[name] += c;
            }
        }
    }
    return blocks;
}

}  // namespace

TEST_CASE("format: every hex example of the document is what the code makes") {
    const auto made = examples();
    const auto shown = blocks_of_document();
    CHECK(shown.size() == made.size());
    for (const auto& [name, bytes] : made) {
        INFO("docs/package-format.md: hex " << name);
        REQUIRE(shown.contains(name));
        CHECK(shown.at(name) == to_hex(bytes));
    }
}

TEST_CASE("format: the examples are printed on request") {
    if (std::getenv("APPRODO_GOLDEN_PRINT") == nullptr) return;
    for (const auto& [name, bytes] : examples()) std::cout << name << ' ' << to_hex(bytes) << '\n';
}
