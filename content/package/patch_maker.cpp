#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "content/package/patch.hpp"
#include "sync/wire/compress.hpp"

namespace approdo::package {
namespace {

using content::ContentPart;

constexpr std::size_t bases_max = 4;
// A stream that was replaced altogether is not tried to its end.
constexpr std::size_t failures_max = 8;
constexpr std::size_t pack_bytes_max = 192 * limits::kib;
// What one fetch of the index may carry besides the manifest's own patches.
constexpr std::size_t inline_text_max = 96 * limits::kib;
constexpr std::size_t inline_other_max = 2 * limits::kib;
constexpr std::size_t inline_nodes_max = 96 * limits::kib;
constexpr std::size_t small_bytes_max = 1 * limits::kib;
constexpr int level = 12;

using Refs = std::vector<ChunkRef>;

struct Target {
    ChunkRef ref;
    Refs bases;
};

// For each chunk of `to` that `from` does not have: the old chunks that stood where it stands.
// Between two chunks that both versions have lies a run of new ones over a run of old ones; a new
// one is held against the old ones at its share of the run.
std::vector<Target> targets_of(const Refs& from, const Refs& to,
                               const std::unordered_set<ChunkId>& known) {
    std::unordered_map<ChunkId, std::size_t> old_places;
    for (std::size_t i = 0; i < from.size(); ++i) old_places.emplace(from[i].id, i);
    std::vector<Target> targets;
    std::size_t run_begin = 0;
    std::size_t old_begin = 0;
    while (run_begin < to.size()) {
        const auto here = old_places.find(to[run_begin].id);
        if (here != old_places.end()) {
            old_begin = here->second + 1;
            ++run_begin;
            continue;
        }
        std::size_t run_end = run_begin;
        std::size_t old_end = from.size();
        for (; run_end < to.size(); ++run_end) {
            const auto next = old_places.find(to[run_end].id);
            if (next == old_places.end()) continue;
            if (next->second >= old_begin) old_end = next->second;
            break;
        }
        // Where nothing was replaced, what stands beside is the likeliest kin.
        const std::size_t first = old_end > old_begin ? old_begin : old_begin - (old_begin > 0);
        const std::size_t last = std::min(from.size(), std::max(old_end, first + 1));
        const std::size_t run = run_end - run_begin;
        for (std::size_t i = run_begin; i < run_end; ++i) {
            if (known.contains(to[i].id)) continue;
            Target target{to[i], {}};
            const std::size_t middle = first + (i - run_begin) * (last - first) / run;
            const std::size_t low = std::max(first, middle - std::min(middle, std::size_t{1}));
            const std::size_t high = std::min(last, low + bases_max);
            for (std::size_t at = low; at < high; ++at) target.bases.push_back(from[at]);
            if (!target.bases.empty()) targets.push_back(std::move(target));
        }
        run_begin = run_end;
    }
    return targets;
}

// Patches of one kind until they are packed.
struct Shelf {
    std::vector<Patch> patches;
    std::size_t bytes = 0;
    std::vector<ChunkRef> packs;
};

class PatchMaker {
  public:
    PatchMaker(const PackageReader& from, const PackageReader& to, const Library& library,
               ChunkSink& sink)
        : from_(from), to_(to), library_(library), sink_(sink) {}

    Result<PatchIndex> make();

  private:
    Result<void> learn_old_version();
    Result<void> patch_module(const ModuleRef& ref);
    Result<void> patch_files(const ModuleNode& before, const ModuleNode& after);
    Result<void> patch_list(const ChunkList& before, const ChunkList& after,
                            const ContentPart& part);
    Result<void> patch_refs(const Refs& before, const Refs& after, Shelf& shelf);
    Result<bool> patch_one(const Target& target, Shelf& shelf);
    Result<void> flush(Shelf& shelf);
    Result<void> shelve(Shelf& shelf, std::size_t inline_max, const PackRef& ref,
                        PatchIndex& index);

    const PackageReader& from_;
    const PackageReader& to_;
    const Library& library_;
    ChunkSink& sink_;
    std::unordered_set<ChunkId> known_;
    std::unordered_set<ChunkPrefix> prefixes_;
    std::unordered_set<ChunkPrefix> ambiguous_;
    std::unordered_set<ChunkId> tried_;
    std::map<ModuleId, ChunkRef> old_modules_;
    Shelf nodes_;
    std::map<ContentPart, Shelf> parts_;
};

Result<PatchIndex> PatchMaker::make() {
    APPRODO_CHECK(learn_old_version());
    APPRODO_CHECK(patch_list(from_.manifest().course_tree, to_.manifest().course_tree, {}));
    for (const ModuleRef& ref : to_.manifest().modules) APPRODO_CHECK(patch_module(ref));

    PatchIndex index;
    index.root_frame =
        wire::compress_against(from_.signed_manifest(), to_.signed_manifest(), level);
    APPRODO_CHECK(shelve(nodes_, inline_nodes_max, {true, {}, {}}, index));
    std::size_t inline_left = inline_text_max;
    for (auto& [part, shelf] : parts_) {
        const bool is_text = part.type == content::PartType::text;
        const std::size_t allowed = is_text ? inline_left : std::min(inline_left, inline_other_max);
        if (shelf.packs.empty() && shelf.bytes <= allowed) inline_left -= shelf.bytes;
        APPRODO_CHECK(shelve(shelf, allowed, {false, part, {}}, index));
    }
    return index;
}

Result<void> PatchMaker::learn_old_version() {
    const auto learn = [&](const ChunkRef& ref) -> Result<void> {
        if (!known_.insert(ref.id).second) return {};
        const ChunkPrefix prefix = prefix_of(ref.id);
        if (!prefixes_.insert(prefix).second) ambiguous_.insert(prefix);
        return {};
    };
    APPRODO_CHECK(from_.visit_nodes(learn));
    APPRODO_CHECK(from_.visit_content({}, learn));
    for (const ModuleRef& ref : from_.manifest().modules) old_modules_[ref.module] = ref.node;
    return {};
}

Result<void> PatchMaker::patch_module(const ModuleRef& ref) {
    const auto before_ref = old_modules_.find(ref.module);
    if (known_.contains(ref.node.id) || before_ref == old_modules_.end()) return {};
    APPRODO_TRY(const ModuleNode before, from_.module({ref.module, before_ref->second}));
    APPRODO_TRY(const ModuleNode after, to_.module(ref));
    APPRODO_CHECK(patch_refs({before_ref->second}, {ref.node}, nodes_));
    APPRODO_CHECK(patch_refs(before.file_lists, after.file_lists, nodes_));
    for (const GroupStream& group : after.groups) {
        const auto same_part = std::find_if(
            before.groups.begin(), before.groups.end(),
            [&](const GroupStream& candidate) { return candidate.part == group.part; });
        if (same_part == before.groups.end()) continue;
        APPRODO_CHECK(patch_list(same_part->chunks, group.chunks, group.part));
    }
    return patch_files(before, after);
}

Result<void> PatchMaker::patch_files(const ModuleNode& before, const ModuleNode& after) {
    std::map<std::string, ChunkList> old_files;
    for (const ChunkRef& list : before.file_lists) {
        APPRODO_TRY(const FilesNode files, from_.file_list(list));
        for (const FileEntry& entry : files.files) {
            if (!entry.is_grouped) old_files[entry.path] = entry.chunks;
        }
    }
    for (const ChunkRef& list : after.file_lists) {
        if (known_.contains(list.id)) continue;
        APPRODO_TRY(const FilesNode files, to_.file_list(list));
        for (const FileEntry& entry : files.files) {
            const auto same_path = old_files.find(entry.path);
            if (entry.is_grouped || same_path == old_files.end()) continue;
            APPRODO_CHECK(patch_list(same_path->second, entry.chunks, entry.part));
        }
    }
    return {};
}

Result<void> PatchMaker::patch_list(const ChunkList& before, const ChunkList& after,
                                    const ContentPart& part) {
    if (before == after) return {};
    Refs old_nodes;
    Refs new_nodes;
    for (const ListRef& list : before.lists) old_nodes.push_back(list.node);
    for (const ListRef& list : after.lists) new_nodes.push_back(list.node);
    APPRODO_CHECK(patch_refs(old_nodes, new_nodes, nodes_));
    Refs old_chunks;
    Refs new_chunks;
    const auto gather_into = [](Refs& refs) {
        return [&refs](const ChunkRef& ref) -> Result<void> {
            refs.push_back(ref);
            return {};
        };
    };
    APPRODO_CHECK(from_.visit_list(before, gather_into(old_chunks)));
    APPRODO_CHECK(to_.visit_list(after, gather_into(new_chunks)));
    const bool is_tree = &after == &to_.manifest().course_tree;
    return patch_refs(old_chunks, new_chunks, is_tree ? nodes_ : parts_[part]);
}

Result<void> PatchMaker::patch_refs(const Refs& before, const Refs& after, Shelf& shelf) {
    std::size_t failures = 0;
    for (const Target& target : targets_of(before, after, known_)) {
        if (!tried_.insert(target.ref.id).second) continue;
        APPRODO_TRY(const bool worked, patch_one(target, shelf));
        failures = worked ? 0 : failures + 1;
        if (failures == failures_max) break;
    }
    return {};
}

Result<bool> PatchMaker::patch_one(const Target& target, Shelf& shelf) {
    Patch patch;
    patch.target = prefix_of(target.ref.id);
    Bytes bases;
    for (const ChunkRef& base : target.bases) {
        if (ambiguous_.contains(prefix_of(base.id))) return false;
        auto plain = from_.open_chunk_at(base);
        if (!plain.ok()) return false;
        append(bases, *plain);
        patch.bases.push_back(prefix_of(base.id));
    }
    APPRODO_TRY(const Bytes plain, to_.open_chunk_at(target.ref));
    patch.frame = wire::compress_against(bases, plain, level);
    const std::size_t size = wire::encode(patch).size();
    // A small node rides along even if that saves no byte: it would cost a request of its own.
    const bool rides_along = target.ref.sealed_size <= small_bytes_max;
    if (!rides_along && size * 4 > std::size_t{target.ref.sealed_size} * 3) return false;
    if (shelf.bytes + size > pack_bytes_max) APPRODO_CHECK(flush(shelf));
    shelf.bytes += size;
    shelf.patches.push_back(std::move(patch));
    return true;
}

Result<void> PatchMaker::flush(Shelf& shelf) {
    if (shelf.patches.empty()) return {};
    PatchPack pack;
    pack.patches = std::move(shelf.patches);
    const Bytes plain = wire::encode(pack);
    shelf.patches.clear();
    shelf.bytes = 0;
    const SealedChunk chunk = library_.seal(plain);
    shelf.packs.push_back(chunk.ref);
    return sink_.put(chunk.ref.id, chunk.bytes);
}

Result<void> PatchMaker::shelve(Shelf& shelf, std::size_t inline_max, const PackRef& ref,
                                PatchIndex& index) {
    if (shelf.packs.empty() && shelf.bytes <= inline_max) {
        std::move(shelf.patches.begin(), shelf.patches.end(), std::back_inserter(index.patches));
        return {};
    }
    APPRODO_CHECK(flush(shelf));
    for (const ChunkRef& chunk : shelf.packs) {
        index.packs.push_back({ref.is_of_nodes, ref.part, chunk});
    }
    return {};
}

}  // namespace

Result<std::optional<PatchOffer>> publish_patches(const PackageReader& from,
                                                  const PackageReader& to, const Library& library,
                                                  const PackageKey& key, ChunkSink& sink,
                                                  Random& random) {
    PatchMaker maker(from, to, library, sink);
    APPRODO_TRY(PatchIndex index, maker.make());
    const bool saves_root = index.root_frame.size() * 2 < to.signed_manifest().size();
    if (index.patches.empty() && index.packs.empty() && !saves_root) {
        return std::optional<PatchOffer>();
    }
    const auto root = sink.get(to.head().manifest);
    if (!root) return fail(ErrorCode::missing, "the new manifest is not in the store");
    APPRODO_TRY(index.root_nonce, crypto::Nonce::from(ByteView(*root).first(crypto::Nonce::size)));

    PatchOffer offer;
    offer.from = from.head().version;
    const Bytes sealed = seal_patch_index(index, offer, to.head(), key, random);
    // Too much changed for one fetch to tell: whole nodes cost less then.
    if (sealed.size() > limits::chunk_sealed_max) return std::optional<PatchOffer>();
    offer.index = chunk_id_of(sealed);
    offer.sealed_size = static_cast<std::uint32_t>(sealed.size());
    APPRODO_CHECK(sink.put(offer.index, sealed));
    return std::optional<PatchOffer>(offer);
}

}  // namespace approdo::package
