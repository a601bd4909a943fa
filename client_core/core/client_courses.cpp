#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::client {
namespace {

constexpr std::size_t file_bytes_max = 256 * limits::mib;

package::PartChoice choice_of(const std::vector<content::ContentPart>& parts) {
    package::PartChoice choice;
    for (const content::ContentPart& part : parts) {
        choice.types.push_back(part.type);
        if (!part.language.empty()) choice.languages.push_back(part.language);
    }
    return choice;
}

UnitCard card_of(const content::Module& module, const content::Unit& unit,
                 const content::UnitRecord* record, const OpenPackage& package,
                 std::string_view language, bool frozen) {
    UnitCard card;
    card.unit = unit.id;
    card.module = module.id;
    card.slug = unit.slug;
    card.module_slug = module.slug;
    card.module_title = module.title.in(language);
    const content::Variant* variant = unit.variant(language);
    card.title = variant != nullptr ? variant->title : unit.slug;
    card.kind = unit.kind;
    card.minutes = unit.minutes;
    card.required = unit.required;
    if (variant != nullptr) {
        const auto file = package.reader->file(variant->path);
        card.here = file.ok() && (file->size == 0 || package.reader->read(*file, 0, 1).ok());
    }
    auto view = content::view_of(record, unit, package.rules_of(unit.id));
    if (frozen) content::freeze(view);
    card.frozen = view.frozen;
    card.opened = view.progress != content::Progress::not_started;
    card.completed = view.progress == content::Progress::completed;
    card.attempts = view.attempts;
    if (view.has_score) card.score = view.score;
    card.waits_for_marking = view.waits_for_mark;
    if (record == nullptr) return card;
    for (const content::AttemptView& attempt : content::attempts_of(*record)) {
        if (!attempt.submitted && !attempt.voided) ++card.attempts_open;
    }
    return card;
}

}  // namespace

Result<std::vector<CourseCard>> Client::courses() {
    APPRODO_CHECK(parts_->need_joined());
    std::vector<CourseCard> cards;
    for (const EnrolledCourse& course : parts_->enrolled_courses()) {
        cards.push_back(parts_->card_of(course));
    }
    return cards;
}

Result<CourseView> Client::course(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    CourseView view;
    view.card = parts_->card_of(course);
    const OpenPackage* package = parts_->shelf.described(course.enrolled().channel);
    if (package == nullptr) return view;
    view.summary = package->course.summary.in(parts_->host.language);
    view.languages = package->course.languages;
    for (const content::Module& module : package->course.modules) {
        for (const content::Unit& unit : module.units) {
            view.units.push_back(client::card_of(module, unit, course.record->unit(unit.id),
                                                 *package, parts_->host.language, course.frozen));
        }
    }
    return view;
}

Result<DownloadPlan> Client::plan_download(std::string_view name,
                                           const std::vector<content::ContentPart>& parts) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    return parts_->shelf.plan(course.enrolled().channel, choice_of(parts));
}

Result<DownloadPlan> Client::begin_download(std::string_view name,
                                            const std::vector<content::ContentPart>& parts) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    const auto choice = choice_of(parts);
    APPRODO_TRY(const auto plan, parts_->shelf.plan(course.enrolled().channel, choice));
    APPRODO_CHECK(parts_->shelf.begin(course.enrolled().channel, choice));
    APPRODO_CHECK(parts_->shelf.advance(parts_->pinned()));
    return plan;
}

Result<std::vector<DownloadLine>> Client::downloads() {
    APPRODO_CHECK(parts_->need_joined());
    std::vector<DownloadLine> lines;
    for (const EnrolledCourse& course : parts_->enrolled_courses()) {
        const ChannelId& channel = course.enrolled().channel;
        const ContentVersion version = parts_->shelf.coming(channel);
        if (version.value == 0) continue;
        const CourseCard card = parts_->card_of(course);
        const auto [needed, here] = parts_->cache.amounts_of(channel, version);
        lines.push_back({card.course, card.slug, card.title, version, needed.bytes, here.bytes});
    }
    return lines;
}

std::vector<ChunkId> Client::wanted_chunks(std::size_t count_max) {
    return parts_->cache.missing(count_max);
}

Result<void> Client::put_chunk(const ChunkId& id, ByteView sealed) {
    return parts_->cache.put(id, sealed);
}

Result<std::size_t> Client::put_chunks(ByteView parcels) {
    APPRODO_TRY(const auto whole, exchange::split_parcels(parcels));
    std::size_t taken = 0;
    sql::Transaction transaction(parts_->cache.database());
    for (const auto& parcel : whole) {
        for (const exchange::Frame& frame : parcel.frames) {
            if (frame.type != exchange::FrameType::chunk || frame.body.size() < ChunkId::size) {
                continue;
            }
            const ByteView body = frame.body;
            APPRODO_TRY(const auto id, ChunkId::from(body.first(ChunkId::size)));
            if (parts_->cache.put(id, body.subspan(ChunkId::size)).ok()) ++taken;
        }
    }
    transaction.commit();
    return taken;
}

Result<std::size_t> Client::advance_downloads() {
    APPRODO_CHECK(parts_->need_joined());
    parts_->decks.clear();
    return parts_->shelf.advance(parts_->pinned());
}

void Client::set_cache_budget(std::uint64_t bytes) {
    parts_->cache.set_budget(bytes);
}

Result<void> Client::cancel_download(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    parts_->shelf.cancel(course.enrolled().channel);
    return {};
}

Result<void> Client::remove_download(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    return parts_->shelf.remove(course.enrolled().channel, parts_->pinned());
}

Result<const OpenPackage*> Client::Parts::package_of(std::string_view course_name) {
    APPRODO_CHECK(need_joined());
    APPRODO_TRY(const auto course, find_course(course_name));
    const OpenPackage* package = shelf.described(course.enrolled().channel);
    if (package == nullptr) {
        return fail(ErrorCode::missing, "the course is not downloaded yet");
    }
    return package;
}

Result<FileView> Client::file_info(std::string_view name, std::string_view path) {
    APPRODO_TRY(const OpenPackage* package, parts_->package_of(name));
    APPRODO_TRY(const auto file, package->reader->file(path));
    return FileView{file.media_type, file.size};
}

Result<Bytes> Client::file_part(std::string_view name, std::string_view path, std::uint64_t offset,
                                std::size_t size) {
    APPRODO_TRY(const OpenPackage* package, parts_->package_of(name));
    APPRODO_TRY(const auto file, package->reader->file(path));
    if (offset >= file.size) return Bytes{};
    const auto left = std::min<std::uint64_t>(size, file.size - offset);
    return package->reader->read(file, offset, static_cast<std::size_t>(left));
}

Result<Bytes> Client::file(std::string_view name, std::string_view path) {
    APPRODO_TRY(const OpenPackage* package, parts_->package_of(name));
    APPRODO_TRY(const auto file, package->reader->file(path));
    return package->reader->read_all(file, file_bytes_max);
}

}  // namespace approdo::client
