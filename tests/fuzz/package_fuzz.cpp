// What a package is made of: descriptors, heads, manifests and their nodes, patches, papers,
// handovers. What decodes encodes to the same bytes.
#include "content/package/chunk.hpp"
#include "content/package/graded.hpp"
#include "content/package/handover.hpp"
#include "content/package/manifest.hpp"
#include "content/package/paper.hpp"
#include "content/package/patch.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/seeded_random.hpp"

using namespace approdo;
using namespace approdo::package;

namespace {

template <wire::Message T>
void there_and_back(ByteView input) {
    const auto value = wire::decode<T>(input);
    if (value.ok()) FUZZ_PROMISE(wire::encode(*value) == copy_of(input));
}

void descriptor(ByteView input) {
    const auto value = wire::decode<SignedDescriptor>(input);
    if (value.ok()) (void)verify_descriptor(*value, nullptr);
}
void head(ByteView input) {
    const auto value = wire::decode<SignedHead>(input);
    if (value.ok()) (void)verify_head(*value, ChannelDescriptor{});
}
void manifest(ByteView input) {
    (void)verify_manifest(input, ChannelDescriptor{});
}
void chunk(ByteView input) {
    if (input.size() < ChunkId::size) return;
    ChunkRef ref;
    ref.id = ChunkId::from(input.first(ChunkId::size)).value();
    (void)check_chunk(ref.id, input.subspan(ChunkId::size));
    (void)open_chunk(ref, input.subspan(ChunkId::size));
}
void patch(ByteView input) {
    const auto value = wire::decode<PatchPack>(input);
    if (!value.ok()) return;
    for (const Patch& one : value->patches) (void)apply_patch(one, input);
}
void paper(ByteView input) {
    (void)code_from_text(text_of(input));
}

using Reader = void (*)(ByteView);
constexpr Reader readers[] = {
    descriptor,
    head,
    manifest,
    chunk,
    patch,
    paper,
    there_and_back<ChannelDescriptor>,
    there_and_back<ChannelHead>,
    there_and_back<Manifest>,
    there_and_back<ModuleNode>,
    there_and_back<FilesNode>,
    there_and_back<ListNode>,
    there_and_back<PatchIndex>,
    there_and_back<PatchPack>,
    there_and_back<PaperSeal>,
    there_and_back<CodeWrap>,
    there_and_back<Handover>,
    there_and_back<SitePart>,
};

}  // namespace

// The first byte chooses what it is.
std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto add = [&](std::uint8_t reader, const Bytes& bytes) {
        Bytes seed{reader};
        append(seed, bytes);
        seeds.push_back(std::move(seed));
    };
    add(0, wire::encode(SignedDescriptor{}));
    add(1, wire::encode(SignedHead{}));
    add(3, Bytes(80, 1));
    add(4, wire::encode(PatchPack{}));
    add(5, copy_of(bytes_of("parola parola parola")));
    add(6, wire::encode(ChannelDescriptor{}));
    add(7, wire::encode(ChannelHead{}));
    add(8, wire::encode(Manifest{}));
    add(9, wire::encode(ModuleNode{}));
    add(10, wire::encode(FilesNode{}));
    add(11, wire::encode(ListNode{}));
    add(12, wire::encode(PatchIndex{}));
    add(14, wire::encode(PaperSeal{}));
    add(15, wire::encode(CodeWrap{}));
    add(16, wire::encode(Handover{}));
    add(17, wire::encode(SitePart{}));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    readers[input[0] % std::size(readers)](input.subspan(1));
}
