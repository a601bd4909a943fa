// Construction, permissions, exchanges.
#include "server/app/local_site.hpp"

#include <time.h>

#include <fstream>

#include "server/app/roles.hpp"
#include "server/app/staff_names.hpp"
#include "sync/exchange/compare.hpp"
#include "sync/exchange/root_records.hpp"
#include "sync/log/beacon.hpp"

namespace approdo::app {

using namespace exchange;

namespace {

constexpr std::size_t waiting_max = 10'000;
constexpr std::size_t parcels_max = 64;  // in one body
constexpr std::size_t carried_answer_bytes = limits::exchange_body_max / 2;
constexpr std::uint64_t stick_bytes_max = 1024 * limits::mib;
constexpr std::uint64_t device_content_bytes_max = 256 * limits::mib;
constexpr std::int64_t beacon_every_ms = 60'000;
constexpr std::int64_t contact_every_ms = 60'000;
constexpr std::int64_t contact_told_every_ms = 3'600'000;
constexpr std::size_t contacts_noted_max = 200'000;
constexpr std::size_t fold_batch = 256;

// Processor time of the calling thread.
double thread_cpu_s() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

LocalSite::LocalSite(const SiteOptions& options, DataFolder folder, SiteKeys keys,
                     std::unique_ptr<store::ChunkStore> chunks, std::unique_ptr<store::Store> store)
    : folder_(std::move(folder)),
      clock_(options.clock),
      random_(options.random),
      report_(options.report ? options.report : [](const std::string&) {}),
      reply_bytes_max_(options.reply_bytes_max),
      keys_(std::move(keys)),
      chunks_(std::move(chunks)),
      store_(std::move(store)),
      exchange_keys_(keys_.box),
      scribe_(keys_, clock_, random_),
      staff_(scribe_),
      packages_(keys_, *chunks_),
      stick_mail_(keys_, packages_),
      enrolling_(keys_, clock_, random_, scribe_, staff_, packages_),
      joining_(keys_, clock_, random_, scribe_, staff_, enrolling_),
      publishing_(keys_, clock_, scribe_, enrolling_, packages_),
      course_publishing_(keys_, clock_, random_, packages_),
      marking_(scribe_, packages_),
      attesting_(keys_, clock_, scribe_, packages_),
      revoking_(scribe_),
      erasing_(keys_, clock_, random_, scribe_),
      recovery_(keys_, clock_, random_, scribe_, staff_, enrolling_),
      folding_(marking_, attesting_, packages_, revoking_, erasing_, recovery_, staff_),
      desk_(scribe_, marking_, folding_, clock_),
      assignments_(scribe_, packages_, folding_, clock_),
      announcing_(scribe_, clock_, random_),
      meeting_book_(scribe_, clock_, random_),
      attendance_(scribe_, clock_),
      queue_(std::make_unique<WriteQueue>(
          *store_, waiting_max, [this] { return fold_some(); }, report_, options.turning)) {}

bool LocalSite::turn() {
    return queue_->turn();
}

LocalSite::~LocalSite() {
    close();
}

void LocalSite::close() {
    queue_->stop();
}

bool LocalSite::fold_some() {
    const double cpu_before_s = thread_cpu_s();
    Folding::Progress progress;
    // All of it follows from the segments; grades leave with a commit that waits for the disk.
    store_->write_behind(
        [&](store::Session& session) { progress = folding_.fold_next(session, fold_batch); });
    folded_events_ += progress.events;
    fold_cpu_s_ = fold_cpu_s_ + (thread_cpu_s() - cpu_before_s);
    return progress.segments > 0;
}

bool LocalSite::may(store::Session& session, const Actor& actor, Role role,
                    const OrganisationId& organisation) {
    return actor.is_operator || holds(session, actor.account, role, organisation);
}

bool LocalSite::may_somewhere(store::Session& session, const Actor& actor, Role role) {
    return actor.is_operator || holds_somewhere(session, actor.account, role);
}

OrganisationId LocalSite::root_organisation(store::Session& session) {
    for (const store::Organisation& organisation : session.territory().list()) {
        if (organisation.parent.is_zero()) return organisation.id;
    }
    return {};
}

void LocalSite::note(store::Session& session, const Actor& actor, std::string_view action,
                     std::string_view subject) {
    session.audit().add({0, clock_.now().wall, actor.is_operator ? AccountId{} : actor.account,
                         std::string(action), std::string(subject)});
}

void LocalSite::exchange(Bytes body, std::string peer, std::function<void(Result<Bytes>)> answer) {
    auto parcels = split_parcels(body);
    if (!parcels.ok()) return answer(std::move(parcels).error());
    if (parcels->empty() || parcels->size() > parcels_max) {
        return answer(fail(ErrorCode::malformed, "The body holds no parcel, or too many."));
    }
    struct Exchange {
        std::vector<WholeParcel> parcels;
        std::string peer;
        Result<Bytes> result{Bytes{}};
        std::function<void(Result<Bytes>)> answer;
    };
    auto shared = std::make_shared<Exchange>();
    shared->parcels = std::move(*parcels);
    shared->peer = std::move(peer);
    shared->answer = std::move(answer);
    const bool taken = queue_->post(
        [this, shared](store::Session& session) {
            shared->result = take_parcels(session, shared->parcels, shared->peer);
        },
        [shared](Result<void> committed) {
            shared->answer(committed.ok() ? std::move(shared->result)
                                          : Result<Bytes>(std::move(committed).error()));
        });
    if (!taken) shared->answer(fail(ErrorCode::busy, "The server is busy: try again in a moment."));
}

Result<Bytes> LocalSite::take_parcels(store::Session& session,
                                      const std::vector<WholeParcel>& parcels,
                                      std::string_view peer) {
    renew_beacon(session);
    Bytes answers;
    std::optional<Error> first_error;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        // The first is the caller's own; what follows was carried for others and may be old.
        const Courier courier = i == 0 ? Courier::link : Courier::stick;
        auto outcome = take_parcel(session, parcels[i], courier, peer);
        if (outcome.answer) append(answers, *outcome.answer);
        if (courier == Courier::stick) add_content(session, parcels[i], outcome, answers);
        if (courier == Courier::link && outcome.device) {
            stick_mail_.forget(session, *outcome.device);
        }
        if (outcome.error && !first_error) first_error = std::move(outcome.error);
    }
    if (answers.empty() && first_error) return std::move(*first_error);
    return answers;
}

// Whoever invents addresses must not be able to fill the disk with mail for them.
bool LocalSite::is_of_ours(store::Session& session, const Route& route) {
    switch (route.kind) {
        case RouteKind::device:
            return session.find_device(DeviceId{route.id.bytes}).has_value();
        case RouteKind::edition:
            return session.catalogue().edition(EditionId{route.id.bytes}).has_value();
        case RouteKind::join:
            return session.doors().join_answer(JoinId{route.id.bytes}).has_value();
        case RouteKind::any:
        case RouteKind::site:
            break;
    }
    return false;
}

std::optional<ControlKind> LocalSite::barred(store::Session& session, const AccountId& account) {
    if (const auto person = session.people().find(account)) {
        return person->active ? std::nullopt : std::optional(ControlKind::suspended);
    }
    // Somebody else who is not known here is one of after the backup that this site was made of.
    if (session.erasures().of_person(account)) return ControlKind::erased;
    return std::nullopt;
}

bool LocalSite::is_turned_away(store::Session& session, const DeviceId& device) {
    const auto known = session.find_device(device);
    return known && barred(session, known->certificate.value.account);
}

LocalSite::ParcelOutcome LocalSite::take_parcel(store::Session& session, const WholeParcel& parcel,
                                                Courier courier, std::string_view peer) {
    ParcelOutcome outcome;
    if (parcel.header.site != keys_.site) {
        outcome.error = fail(ErrorCode::not_found, "The parcel is for another site.");
        return outcome;
    }
    if (parcel.header.route.kind != RouteKind::site) {
        if (!is_of_ours(session, parcel.header.route)) {
            outcome.error = fail(ErrorCode::not_found, "The parcel is for nobody known here.");
            return outcome;
        }
        // Somebody carries an answer of ours past us: it waits here for its device.
        session.mailbox().put(parcel.header.route, parcel.bytes(), clock_.now().wall);
        return outcome;
    }
    // A courier's word in front of what it carries: there is nothing to answer.
    if (!parcel.frames.empty() && parcel.frames.front().type == FrameType::carried) return outcome;
    if (const Frame* request = parcel.find(FrameType::join_request)) {
        auto answered = joining_.answer(session, request->body, peer);
        if (!answered.ok()) {
            outcome.error = std::move(answered).error();
            return outcome;
        }
        outcome.answer = std::move(answered->parcel);
        outcome.joined = answered->joined;
        return outcome;
    }
    SiteSession exchange(
        {keys_.site, keys_.description(), &keys_.receipt, &keys_.box, &random_, &keys_.roots.chain,
         &keys_.roots.descriptor, keys_.roots.disputed.has_value()},
        session, exchange_keys_);
    auto checked = exchange.check(parcel, clock_.now().wall, reply_bytes_max_);
    if (!checked.ok()) {
        if (checked.error().code == ErrorCode::missing) {
            outcome.answer = SiteSession::ask_who(parcel);
        }
        if (!outcome.answer) outcome.error = std::move(checked).error();
        return outcome;
    }
    note_erasures(session, parcel);
    if (const auto why = barred(session, checked->account)) {
        std::vector<Frame> proof;
        if (const auto record = session.erasures().of_person(checked->account)) {
            proof.push_back({FrameType::erasure, record->bytes()});
        }
        outcome.answer = exchange.turn_away(*checked, *why, proof);
        return outcome;
    }
    const DeviceId device = checked->hello.message.device;
    outcome.segments = checked->segments.size() + checked->unplaced.size();
    if (checked->renewal) joining_.renew(session, device, *checked->renewal);
    bring_staff_up_to_date(session, device);
    outcome.answer =
        exchange.apply(std::move(*checked), clock_.now().wall, courier, reply_bytes_max_);
    note_contact(session, device);
    note_roots(session, parcel);
    outcome.device = device;
    if (const Frame* want = parcel.find(FrameType::want_names)) {
        const auto names = answer_names(session, keys_, device, want->body, random_);
        if (names) append(*outcome.answer, *names);
    }
    if (const Frame* back = parcel.find(FrameType::account_return)) {
        // What does not open is not worth failing the exchange for: the rest of it was taken.
        if (auto taken = recovery_.take_account(session, device, back->body); !taken.ok()) {
            report_("A device's return of its account: " + taken.error().message);
        }
    }
    return outcome;
}

Site::Described LocalSite::descriptor() const {
    const std::lock_guard lock(roots_lock_);
    return {keys_.roots.descriptor, keys_.roots.chain, keys_.roots.disputed.has_value()};
}

void LocalSite::note_roots(store::Session& session, const WholeParcel& parcel) {
    const auto shown = root_records_in(parcel.frames);
    if (shown.empty()) return;
    const std::lock_guard lock(roots_lock_);
    if (!note_shown_roots(folder_.keys(), keys_.roots, shown)) return;
    const log::SignedRotation& record = *keys_.roots.disputed;
    report_(advice_on(record, keys_.roots.chain));
    note(session, Actor::machine_operator(), "root disputed",
         "change " + std::to_string(record.value.number));
}

void LocalSite::bring_staff_up_to_date(store::Session& session, const DeviceId& device) {
    const auto known = session.find_device(device);
    if (known && !known->revoked) staff_.write_due(session, known->certificate.value.account);
}

void LocalSite::add_content(store::Session& session, const WholeParcel& parcel,
                            const ParcelOutcome& outcome, Bytes& answers) {
    const auto device = outcome.joined ? outcome.joined : outcome.device;
    if (!device) return;
    if (outcome.joined) append(answers, stick_mail_.welcome(session, *device));
    if (answers.size() >= carried_answer_bytes) return;
    stick_mail_.write_content(session, *device, parcel, carried_answer_bytes - answers.size(),
                              [&](ByteView content) { append(answers, content); });
}

void LocalSite::keep_mail(store::Session& session, const WholeParcel& parcel,
                          const ParcelOutcome& outcome) {
    const UtcMs now = clock_.now().wall;
    if (outcome.joined) {
        stick_mail_.add_news(session, *outcome.joined, now);
        stick_mail_.note_wish(session, *outcome.joined, parcel, now);
    } else if (outcome.device) {
        stick_mail_.note_wish(session, *outcome.device, parcel, now);
    }
}

// To the minute: people look at it, and most exchanges have nothing else to write. Staff are told
// to the hour, so that a class that exchanges all day does not fill their logs.
void LocalSite::note_contact(store::Session& session, const DeviceId& device) {
    const UtcMs now = clock_.now().wall;
    if (contacts_noted_.size() >= contacts_noted_max) contacts_noted_.clear();
    Contact& contact = contacts_noted_[device];
    if (now.value - contact.noted.value < contact_every_ms) return;
    session.people().note_contact(device, now);
    contact.noted = now;
    if (now.value - contact.told.value < contact_told_every_ms) return;
    contact.told = now;
    const auto known = session.find_device(device);
    if (!known) return;
    const AccountId account = known->certificate.value.account;
    staff_.note_devices(session, account);
    // Roles of before places were described.
    if (!known->revoked) staff_.let_read(session, account);
}

void LocalSite::renew_beacon(store::Session& session) {
    const UtcMs now = clock_.now().wall;
    if (now >= beacon_seen_ && now.value - beacon_seen_.value < beacon_every_ms) return;
    std::uint64_t number = 0;
    if (const auto frame = session.newest_beacon()) {
        const auto beacon = log::SignedBeacon::read(frame->body);
        if (beacon.ok()) {
            if (now.value - beacon->value.at.value < beacon_every_ms) {
                beacon_seen_ = beacon->value.at;
                return;
            }
            number = beacon->value.number;
        }
    }
    log::Beacon beacon;
    beacon.server_epoch = session.server_epoch();
    beacon.number = number + 1;
    beacon.at = now;
    const auto made =
        log::SignedBeacon::make(beacon, crypto::domain::beacon, keys_.site, keys_.receipt);
    session.site_logs().put_beacon(beacon.number, made.bytes());
}

std::optional<Bytes> LocalSite::chunk(const ChunkId& id) {
    return chunks_->get(id);
}

std::shared_ptr<const FileBody> LocalSite::chunk_file(const ChunkId& id) {
    const std::filesystem::path path = chunks_->file_of(id);
    return path.empty() ? nullptr : FileBody::open(path);
}

Result<Bytes> LocalSite::compare_frontier(ByteView question) {
    APPRODO_TRY(const auto parcels, split_parcels(question));
    if (parcels.size() != 1 || parcels.front().header.site != keys_.site)
        return fail(ErrorCode::not_found, "The question is for another site.");
    return store::read_from<Result<Bytes>>(*store_, [&](store::Session& session) {
        return answer_question(parcels.front(), session);
    });
}

Result<ImportReport> LocalSite::import_parcels(const std::filesystem::path& file) {
    // A package by stick and parcels by stick look alike to people: both are taken.
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::not_found, "The file " + file.string() + " cannot be read.");
    const Bytes bytes(std::istreambuf_iterator<char>(stream), {});
    APPRODO_TRY(const auto parcels, split_parcels(bytes));
    ImportReport report;
    for (const WholeParcel& parcel : parcels) {
        ++report.parcels;
        if (parcel.find(FrameType::channel_head) != nullptr) {
            if (auto taken = take_package(Actor::machine_operator(), file); !taken.ok()) {
                ++report.refused;
                report.faults.push_back(taken.error().message);
            }
            continue;
        }
        const auto taken = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
            renew_beacon(session);
            auto outcome = take_parcel(session, parcel, Courier::stick, "");
            report.segments_taken += outcome.segments;
            keep_mail(session, parcel, outcome);
            if (outcome.answer) {
                APPRODO_TRY(const auto answers, split_parcels(*outcome.answer));
                for (const WholeParcel& answer : answers) {
                    session.mailbox().put(answer.header.route, answer.bytes(), clock_.now().wall);
                }
            }
            if (outcome.error) return std::move(*outcome.error);
            return true;
        });
        if (!taken.ok()) {
            ++report.refused;
            report.faults.push_back(taken.error().message);
        }
    }
    return report;
}

Result<ExportReport> LocalSite::export_parcels(const std::filesystem::path& file) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    if (!stream) {
        return fail(ErrorCode::forbidden, "The file " + file.string() +
                                              " cannot be written: see that its folder exists and "
                                              "is yours.");
    }
    // What came by the last stick is marked first, so that this one brings the marks back.
    const auto prepared = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        while (folding_.fold_next(session, SIZE_MAX).more) {
        }
        for (const auto& wish : session.mailbox().wishes()) {
            if (is_turned_away(session, wish.device)) continue;
            bring_staff_up_to_date(session, wish.device);
            stick_mail_.add_news(session, wish.device, clock_.now().wall);
        }
        // With this line everything that the stick takes along is on the disk, too.
        note(session, Actor::machine_operator(), "parcel export", file.filename().string());
        return true;
    });
    if (!prepared.ok()) return prepared.error();
    ExportReport report;
    const auto write = [&](ByteView parcel) {
        stream.write(reinterpret_cast<const char*>(parcel.data()),
                     static_cast<std::streamsize>(parcel.size()));
        ++report.parcels;
        report.bytes += parcel.size();
    };
    store_->read([&](store::Session& session) {
        for (const Bytes& parcel : session.mailbox().all(stick_bytes_max)) write(parcel);
        for (const auto& wish : session.mailbox().wishes()) {
            const auto parcels = split_parcels(wish.parcel);
            if (!parcels.ok() || parcels->empty() || report.bytes >= stick_bytes_max) continue;
            if (is_turned_away(session, wish.device)) continue;
            const std::uint64_t bytes_max =
                std::min<std::uint64_t>(device_content_bytes_max, stick_bytes_max - report.bytes);
            stick_mail_.write_content(session, wish.device, parcels->front(), bytes_max, write);
        }
    });
    stream.flush();
    if (!stream) {
        return fail(ErrorCode::exhausted,
                    "The file " + file.string() + " could not be written whole: is the disk full?");
    }
    return report;
}

}  // namespace approdo::app
