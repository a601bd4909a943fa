#include "content/package/download.hpp"

namespace approdo::package {

Download::Download(const ChannelHead& head, const ChannelDescriptor& channel, const PackageKey& key,
                   ChunkSink& store, PartChoice choice, const PackageReader* earlier)
    : head_(head),
      channel_(channel),
      key_(key),
      store_(store),
      choice_(std::move(choice)),
      earlier_(earlier) {}

Result<DownloadStep> Download::next() {
    APPRODO_CHECK(read_patches());
    const auto only = [](std::vector<Want> wants) {
        DownloadStep step;
        for (const Want& want : wants) step.bytes_wanted += want.sealed_size;
        step.bytes_missing = step.bytes_wanted;
        step.wants = std::move(wants);
        return step;
    };
    const PatchOffer* patches = offer();
    if (!store_.has(head_.manifest)) {
        if (patches != nullptr) return only({{patches->index, patches->sealed_size}});
        return only({{head_.manifest, head_.manifest_size}});
    }
    APPRODO_TRY(std::vector<Want> packs, read_packs());
    if (!packs.empty()) return only(std::move(packs));

    DownloadStep step;
    wanted_.clear();
    APPRODO_TRY(const PackageReader reader, PackageReader::open(head_, channel_, key_, store_));
    APPRODO_CHECK(want_missing(reader, step));
    if (patches != nullptr && step.bytes_missing > patches->sealed_size) {
        return only({{patches->index, patches->sealed_size}});
    }
    step.is_complete = wanted_.empty();
    return step;
}

const PatchOffer* Download::offer() const {
    if (earlier_ == nullptr || index_) return nullptr;
    const PatchOffer* offer = head_.patch_from(earlier_->head().version);
    return offer == nullptr || given_up_.contains(offer->index) ? nullptr : offer;
}

// The index of patches, when it has arrived: read it, and make the new root with it.
// A patch that does not work is no fault: what it would have made is fetched whole.
Result<void> Download::read_patches() {
    const PatchOffer* patches = offer();
    if (patches == nullptr) return {};
    const auto sealed = store_.get(patches->index);
    if (!sealed) return {};
    auto index = open_patch_index(*sealed, *patches, head_, key_);
    if (!index.ok()) {
        given_up_.insert(patches->index);
        return {};
    }
    index_ = std::move(*index);
    take(std::move(index_->patches));
    learn_old_version();
    if (!store_.has(head_.manifest)) {
        const auto root = patched_manifest(*index_, *earlier_, head_, key_);
        if (root.ok()) APPRODO_CHECK(store_.put(head_.manifest, *root));
    }
    return {};
}

Result<std::vector<Want>> Download::read_packs() {
    std::vector<Want> wants;
    if (!index_) return wants;
    for (const PackRef& pack : index_->packs) {
        const bool is_chosen = pack.is_of_nodes || choice_.includes(pack.part);
        if (!is_chosen || taken_packs_.contains(pack.chunk.id)) continue;
        if (given_up_.contains(pack.chunk.id)) continue;
        const auto sealed = store_.get(pack.chunk.id);
        if (!sealed) {
            wants.push_back({pack.chunk.id, pack.chunk.sealed_size});
            continue;
        }
        taken_packs_.insert(pack.chunk.id);
        APPRODO_TRY(const Bytes plain, open_chunk(pack.chunk, *sealed));
        APPRODO_TRY(PatchPack patches, wire::decode<PatchPack>(plain));
        take(std::move(patches.patches));
    }
    return wants;
}

void Download::take(std::vector<Patch> patches) {
    for (Patch& patch : patches) {
        const ChunkPrefix target = patch.target;
        patches_.insert_or_assign(target, std::move(patch));
    }
}

void Download::learn_old_version() {
    const auto learn = [&](const ChunkRef& ref) -> Result<void> {
        old_refs_.emplace(prefix_of(ref.id), ref);
        return {};
    };
    // An old version whose lists are partly evicted gives fewer bases; the rest is fetched whole.
    if (earlier_->visit_nodes(learn).ok())
        static_cast<void>(earlier_->visit_content({}, learn).ok());
}

Result<Bytes> Download::bytes_of_bases(const Patch& patch) const {
    Bytes bases;
    for (const ChunkPrefix& prefix : patch.bases) {
        const auto ref = old_refs_.find(prefix);
        if (ref == old_refs_.end()) return fail(ErrorCode::missing, "a patch's base is not known");
        APPRODO_TRY(const Bytes plain, earlier_->open_chunk_at(ref->second));
        append(bases, plain);
        if (bases.size() > limits::manifest_node_max) {
            return fail(ErrorCode::too_large, "a patch asks for too many bases");
        }
    }
    return bases;
}

Result<bool> Download::fill(const ChunkRef& ref) {
    if (store_.has(ref.id)) return true;
    const auto patch = patches_.find(prefix_of(ref.id));
    if (patch == patches_.end()) return false;
    const auto make = [&]() -> Result<Bytes> {
        APPRODO_TRY(const Bytes bases, bytes_of_bases(patch->second));
        APPRODO_TRY(const Bytes plain, apply_patch(patch->second, bases));
        return reseal_chunk(ref, plain);
    };
    const auto sealed = make();
    if (!sealed.ok()) {
        patches_.erase(patch);
        return false;
    }
    APPRODO_CHECK(store_.put(ref.id, *sealed));
    return true;
}

void Download::want(const ChunkRef& ref, DownloadStep& step) {
    if (!wanted_.insert(ref.id).second) return;
    step.bytes_missing += ref.sealed_size;
    if (step.wants.size() == limits::chunk_request_ids_max) return;
    step.wants.push_back({ref.id, ref.sealed_size});
    step.bytes_wanted += ref.sealed_size;
}

// Goes down the tree as far as it is there; what hangs below a missing node is asked for next time.
Result<void> Download::want_missing(const PackageReader& reader, DownloadStep& step) {
    const auto is_there = [&](const ChunkRef& ref) -> Result<bool> {
        APPRODO_TRY(const bool filled, fill(ref));
        if (!filled) want(ref, step);
        return filled;
    };
    const auto want_list = [&](const ChunkList& list) -> Result<void> {
        for (const ChunkRef& ref : list.chunks) APPRODO_CHECK(is_there(ref));
        for (const ListRef& ref : list.lists) {
            APPRODO_TRY(const bool has_node, is_there(ref.node));
            if (!has_node) continue;
            APPRODO_CHECK(reader.visit_list({ref.bytes, {}, {ref}}, [&](const ChunkRef& chunk) {
                auto there = is_there(chunk);
                return there.ok() ? Result<void>() : Result<void>(there.error());
            }));
        }
        return {};
    };
    APPRODO_CHECK(want_list(reader.manifest().course_tree));
    for (const ModuleRef& ref : reader.manifest().modules) {
        APPRODO_TRY(const bool has_module, is_there(ref.node));
        if (!has_module) continue;
        APPRODO_TRY(const ModuleNode node, reader.module(ref));
        for (const GroupStream& group : node.groups) {
            if (choice_.includes(group.part)) APPRODO_CHECK(want_list(group.chunks));
        }
        for (const ChunkRef& list : node.file_lists) {
            APPRODO_TRY(const bool has_list, is_there(list));
            if (!has_list) continue;
            APPRODO_TRY(const FilesNode files, reader.file_list(list));
            for (const FileEntry& entry : files.files) {
                if (choice_.includes(entry.part)) APPRODO_CHECK(want_list(entry.chunks));
            }
        }
    }
    return {};
}

}  // namespace approdo::package
