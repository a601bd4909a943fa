#include "client_core/core/package_shelf.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

bool is_usable(PackageState state) {
    return state == PackageState::ready || state == PackageState::extending;
}

bool is_fetched(PackageState state) {
    return state == PackageState::downloading || state == PackageState::extending;
}

// Includes no file at all: only the nodes that describe a version.
package::PartChoice description_only() {
    package::PartChoice choice;
    choice.types = {static_cast<content::PartType>(0)};
    return choice;
}

std::vector<ChunkNeed> needs_of(const std::vector<package::Want>& wants) {
    std::vector<ChunkNeed> needs;
    for (const package::Want& want : wants) needs.push_back({want.id, want.sealed_size});
    return needs;
}

}  // namespace

const content::QuizSettings* OpenPackage::rules_of(const UnitId& unit) const {
    const auto found = std::find_if(quizzes.begin(), quizzes.end(),
                                    [&](const auto& rules) { return rules.unit == unit; });
    return found == quizzes.end() ? nullptr : &found->settings;
}

PackageShelf::PackageShelf(ProgressStore& progress, CacheStore& cache)
    : progress_(progress), cache_(cache), store_(progress.database()) {}

std::vector<Error> PackageShelf::take_heads(const std::vector<content::ContentHead>& heads) {
    std::vector<Error> refused;
    for (const content::ContentHead& head : heads) {
        if (auto taken = take_head(head); !taken.ok()) refused.push_back(std::move(taken).error());
    }
    return refused;
}

Result<void> PackageShelf::take_head(const content::ContentHead& announced) {
    // What was seen before is old news, or somebody turning the clock back: refused in silence.
    if (announced.version <= store_.newest(announced.channel)) return {};
    APPRODO_TRY(const auto signed_descriptor,
                wire::decode<package::SignedDescriptor>(announced.descriptor));
    APPRODO_TRY(const auto signed_head, wire::decode<package::SignedHead>(announced.head));
    std::optional<package::ChannelDescriptor> known;
    if (const auto held = store_.descriptor(announced.channel)) {
        auto read = wire::decode<package::ChannelDescriptor>(held->message);
        if (read.ok()) known = std::move(*read);
    }
    APPRODO_TRY(const auto channel,
                package::verify_descriptor(signed_descriptor, known ? &*known : nullptr));
    const auto identity = progress_.identity().load();
    if (channel.channel != announced.channel || !identity || channel.site != identity->site_id) {
        return fail(ErrorCode::unauthentic, "a course's description is of another site or channel");
    }
    APPRODO_TRY(const auto head, package::verify_head(signed_head, channel));
    if (head.version != announced.version) {
        return fail(ErrorCode::unauthentic, "a course's version is not the one announced");
    }
    store_.announce(channel.channel, head.version, signed_descriptor, signed_head);
    return {};
}

ContentVersion PackageShelf::installed(const ChannelId& channel) {
    for (const PackageRow& row : store_.of(channel)) {
        if (is_usable(row.state)) return row.version;
    }
    return {};
}

ContentVersion PackageShelf::coming(const ChannelId& channel) {
    for (const PackageRow& row : store_.of(channel)) {
        if (is_fetched(row.state)) return row.version;
    }
    return {};
}

Result<PackageShelf::Opened> PackageShelf::keys_of(const PackageRow& row) {
    Opened opened;
    const auto descriptor = store_.descriptor(row.channel);
    if (!descriptor) return fail(ErrorCode::missing, "the course's channel is not known yet: sync");
    // Both were verified when they were taken; they lie in an encrypted file of ours since.
    APPRODO_TRY(opened.channel, wire::decode<package::ChannelDescriptor>(descriptor->message));
    APPRODO_TRY(opened.head, wire::decode<package::ChannelHead>(row.head.message));
    opened.key =
        progress_.keyring().find(log::package_key_name(row.channel, opened.head.package_epoch));
    if (opened.key == nullptr) {
        return fail(ErrorCode::locked, "the key of this course has not come yet: sync again");
    }
    return opened;
}

Result<const OpenPackage*> PackageShelf::open(const ChannelId& channel, ContentVersion version) {
    const auto name = std::pair(channel, version);
    if (const auto found = open_.find(name); found != open_.end()) return found->second.get();
    for (const PackageRow& row : store_.of(channel)) {
        if (row.version != version) continue;
        APPRODO_TRY(auto keys, keys_of(row));
        auto fresh = std::make_unique<OpenPackage>();
        fresh->channel = std::move(keys.channel);
        fresh->state = row.state;
        APPRODO_TRY(auto reader,
                    package::PackageReader::open(keys.head, fresh->channel, *keys.key, cache_));
        fresh->reader.emplace(std::move(reader));
        APPRODO_TRY(fresh->course, fresh->reader->course());
        load_quizzes(*fresh);
        return open_.emplace(name, std::move(fresh)).first->second.get();
    }
    return fail(ErrorCode::missing, "this version of the course is not on this device");
}

void PackageShelf::load_quizzes(OpenPackage& package) const {
    for (const content::Module& module : package.course.modules) {
        for (const content::Unit& unit : module.units) {
            if (unit.kind != content::UnitKind::quiz || unit.variants.empty()) continue;
            const auto quiz = package.reader->quiz(unit.variants.front().path);
            if (quiz.ok()) {
                package.quizzes.push_back({unit.id, quiz->settings});
            } else if (quiz.error().code == ErrorCode::locked) {
                // A paper says little before its key comes; that it is timed is certain.
                content::QuizSettings settings;
                settings.mode = content::QuizMode::timed;
                const auto paper = package.reader->paper(unit.variants.front().path);
                if (paper.ok()) settings.time_limit_s = paper->time_limit_s;
                package.quizzes.push_back({unit.id, settings});
            }
        }
    }
}

const OpenPackage* PackageShelf::described(const ChannelId& channel) {
    if (const auto version = installed(channel); version.value > 0) {
        if (const auto package = open(channel, version); package.ok()) return *package;
    }
    for (const PackageRow& row : store_.of(channel)) {
        if (const auto package = open(channel, row.version); package.ok()) return *package;
    }
    return nullptr;
}

package::PartChoice PackageShelf::choice_in_use(const ChannelId& channel) {
    for (const PackageRow& row : store_.of(channel)) {
        if (is_usable(row.state)) return row.choice;
    }
    return {};
}

Result<DownloadPlan> PackageShelf::plan(const ChannelId& channel,
                                        const package::PartChoice& choice) {
    const ContentVersion version = store_.newest(channel);
    if (version.value == 0) {
        return fail(ErrorCode::missing, "nothing is known of this course's content yet: sync");
    }
    const auto opened = open(channel, version);
    if (!opened.ok() && opened.error().code == ErrorCode::missing) {
        return fail(ErrorCode::missing, "the course's description is not here yet: sync");
    }
    if (!opened.ok()) return opened.error();
    const OpenPackage& package = **opened;
    const package::PartChoice held = choice_in_use(channel);
    DownloadPlan plan;
    plan.course = package.course.id;
    plan.version = version;
    for (const package::PartSize& size : package.reader->manifest().sizes) {
        DownloadPart part;
        part.part = size.part;
        part.bytes = size.sealed_bytes;
        part.chosen = choice.includes(size.part);
        part.held = held.includes(size.part);
        if (part.chosen) plan.bytes += part.bytes;
        plan.parts.push_back(part);
    }
    for (const PackageRow& row : store_.of(channel)) {
        if (row.version != version) continue;
        APPRODO_TRY(const auto keys, keys_of(row));
        package::Download download(keys.head, keys.channel, *keys.key, cache_, choice);
        APPRODO_TRY(const auto step, download.next());
        plan.chunks_missing = step.wants.size();
        plan.bytes_here = plan.bytes - std::min(plan.bytes, step.bytes_missing);
    }
    return plan;
}

Result<void> PackageShelf::begin(const ChannelId& channel, const package::PartChoice& choice) {
    const ContentVersion version = store_.newest(channel);
    if (version.value == 0) {
        return fail(ErrorCode::missing, "nothing is known of this course's content yet: sync");
    }
    // A version that is in use stays so while more of its parts come.
    const auto state =
        installed(channel) == version ? PackageState::extending : PackageState::downloading;
    progress_.transact([&] {
        store_.set_choice(channel, version, choice);
        store_.set_state(channel, version, state);
    });
    open_.erase({channel, version});
    return {};
}

package::PackageWishes PackageShelf::wishes() {
    std::map<ChannelId, package::PackageWish> by_channel;
    for (const PackageRow& row : store_.all()) {
        auto& wish = by_channel[row.channel];
        wish.channel = row.channel;
        if (is_usable(row.state)) {
            wish.held = row.version;
            if (wish.choice.types.empty()) wish.choice = row.choice;
        }
        if (is_fetched(row.state)) {
            wish.choice = row.choice;
            if (has_whole_tree(row)) wish.described = row.version;
        }
    }
    package::PackageWishes all;
    for (const auto& [channel, wish] : by_channel) all.wishes.push_back(wish);
    return all;
}

bool PackageShelf::has_whole_tree(const PackageRow& row) {
    const auto keys = keys_of(row);
    if (!keys.ok()) return false;
    const auto reader = package::PackageReader::open(keys->head, keys->channel, *keys->key, cache_);
    const auto pass = [](const package::ChunkRef&) -> Result<void> { return {}; };
    return reader.ok() && reader->visit_nodes(pass).ok();
}

Result<std::size_t> PackageShelf::advance(const Pinned& is_pinned) {
    std::size_t switched = 0;
    std::optional<Error> failure;
    for (const PackageRow& row : store_.all()) {
        if (row.state != PackageState::announced && !is_fetched(row.state)) continue;
        auto keys = keys_of(row);
        if (!keys.ok()) continue;  // the key comes with a later exchange
        auto complete = advance_one(row);
        if (!complete.ok()) {
            failure = complete.error();
            continue;
        }
        if (!*complete || !is_fetched(row.state)) continue;
        if (auto done = switch_to(row, *keys, is_pinned); !done.ok()) {
            failure = done.error();
            continue;
        }
        ++switched;
    }
    release(is_pinned);
    cache_.evict();
    if (failure && switched == 0) return *failure;
    return switched;
}

Result<bool> PackageShelf::advance_one(const PackageRow& row) {
    APPRODO_TRY(const auto keys, keys_of(row));
    const bool wanted = is_fetched(row.state);
    const package::PackageReader* earlier = nullptr;
    if (const auto version = installed(row.channel);
        wanted && version.value > 0 && version < row.version) {
        if (const auto package = open(row.channel, version); package.ok()) {
            earlier = &*(*package)->reader;
        }
    }
    package::Download download(keys.head, keys.channel, *keys.key, cache_,
                               wanted ? row.choice : description_only(), earlier);
    APPRODO_TRY(const auto step, download.next());
    cache_.add_needs(row.channel, row.version, needs_of(step.wants));
    return step.is_complete;
}

Result<void> PackageShelf::switch_to(const PackageRow& row, const Opened& keys,
                                     const Pinned& is_pinned) {
    // The old version stays until the new one opens.
    APPRODO_TRY(const auto reader,
                package::PackageReader::open(keys.head, keys.channel, *keys.key, cache_));
    APPRODO_CHECK(reader.course());
    APPRODO_CHECK(note_needs(row, reader));
    progress_.transact([&] {
        for (const PackageRow& other : store_.of(row.channel)) {
            if (other.version == row.version || other.state == PackageState::announced) continue;
            store_.set_state(row.channel, other.version, PackageState::superseded);
        }
        store_.set_state(row.channel, row.version, PackageState::ready);
    });
    open_.erase({row.channel, row.version});
    release(is_pinned);
    return {};
}

Result<void> PackageShelf::note_needs(const PackageRow& row, const package::PackageReader& reader) {
    std::vector<ChunkNeed> needs{{reader.head().manifest, reader.head().manifest_size}};
    const auto add = [&](const package::ChunkRef& ref) -> Result<void> {
        needs.push_back({ref.id, ref.sealed_size});
        return {};
    };
    APPRODO_CHECK(reader.visit_nodes(add));
    APPRODO_CHECK(reader.visit_content(row.choice, add));
    cache_.set_needs(row.channel, row.version, needs);
    return {};
}

void PackageShelf::release(const Pinned& is_pinned) {
    for (const PackageRow& row : store_.all()) {
        if (row.state != PackageState::superseded || is_pinned(row.channel, row.version)) continue;
        open_.erase({row.channel, row.version});
        cache_.forget_needs(row.channel, row.version);
        store_.remove(row.channel, row.version);
    }
}

Result<package::PartChoice> PackageShelf::parts_here(const PackageRow& row) {
    APPRODO_TRY(const OpenPackage* package, open(row.channel, row.version));
    package::PartChoice here;
    for (const package::PartSize& size : package->reader->manifest().sizes) {
        package::PartChoice one{{size.part.type}, {}};
        if (!size.part.language.empty()) one.languages.push_back(size.part.language);
        bool complete = true;
        APPRODO_CHECK(package->reader->visit_content(one, [&](const package::ChunkRef& ref) {
            complete = complete && cache_.has(ref.id);
            return Result<void>{};
        }));
        if (!complete) continue;
        here.types.push_back(size.part.type);
        here.languages.insert(here.languages.end(), one.languages.begin(), one.languages.end());
    }
    return here;
}

void PackageShelf::cancel(const ChannelId& channel) {
    for (const PackageRow& row : store_.of(channel)) {
        if (!is_fetched(row.state)) continue;
        const bool in_use = row.state == PackageState::extending;
        // What was wanted and did not come is wanted no more, with later versions either.
        const auto here = in_use ? parts_here(row) : Result(row.choice);
        progress_.transact([&] {
            store_.set_state(channel, row.version,
                             in_use ? PackageState::ready : PackageState::announced);
            if (here.ok()) store_.set_choice(channel, row.version, *here);
        });
        cache_.forget_missing(channel, row.version);
        open_.erase({channel, row.version});
    }
}

Result<void> PackageShelf::remove(const ChannelId& channel, const Pinned& is_pinned) {
    const auto rows = store_.of(channel);
    for (const PackageRow& row : rows) {
        if (row.state == PackageState::announced || !is_pinned(channel, row.version)) continue;
        return fail(ErrorCode::conflict,
                    "a quiz of this course is open on this device: hand it in first, then remove "
                    "the course");
    }
    const ContentVersion newest = store_.newest(channel);
    for (const PackageRow& row : rows) {
        if (row.state == PackageState::announced) continue;
        drop_content(row);
        open_.erase({channel, row.version});
        progress_.transact([&] {
            if (row.version == newest) {
                store_.set_state(channel, row.version, PackageState::announced);
            } else {
                store_.remove(channel, row.version);
            }
        });
    }
    return {};
}

// What other versions need stays; so do the nodes that say what the course is.
void PackageShelf::drop_content(const PackageRow& row) {
    std::vector<ChunkId> content;
    if (const auto keys = keys_of(row); keys.ok()) {
        const auto reader =
            package::PackageReader::open(keys->head, keys->channel, *keys->key, cache_);
        const auto add = [&](const package::ChunkRef& ref) -> Result<void> {
            content.push_back(ref.id);
            return {};
        };
        // A version that came in part is walked as far as it is here.
        if (reader.ok()) (void)reader->visit_content(package::PartChoice{}, add).ok();
    }
    cache_.forget_needs(row.channel, row.version);
    cache_.drop_unneeded(content);
}

}  // namespace approdo::client
