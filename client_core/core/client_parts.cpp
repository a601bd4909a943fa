#include "client_core/core/client_parts.hpp"

#include <algorithm>

namespace approdo::client {
namespace {

constexpr std::size_t id_prefix_min = 6;
constexpr std::size_t pruned_at_once_max = 64;  // segments that are looked at after an exchange

bool is_called(const EnrolledCourse& course, const OpenPackage* package, std::string_view name) {
    const std::string id = course.enrolled().course.hex();
    if (name.size() >= id_prefix_min && id.starts_with(name)) return true;
    if (package == nullptr) return false;
    if (package->course.slug == name) return true;
    const auto& titles = package->course.title.texts;
    return std::any_of(titles.begin(), titles.end(),
                       [&](const content::LanguageText& title) { return title.text == name; });
}

const content::Module* module_with(const content::Course& course, const content::Unit& unit) {
    return course.module_of(unit.id);
}

}  // namespace

Client::Parts::Parts(Host host_given, sql::Database progress_file, sql::Database cache_file)
    : host(std::move(host_given)),
      cache(std::move(cache_file)),
      progress(std::move(progress_file), cache, *host.random),
      folding(progress, host.record_kept_every),
      shelf(progress, cache),
      scratch(progress.database()) {
    identity = progress.identity().load();
    if (identity && identity->stage == JoinStage::joined) become_joined();
}

void Client::Parts::become_joined() {
    device_box.emplace(crypto::BoxKey::from_stored(identity->device_box.duplicate()));
    if (identity->account_box) {
        account_box.emplace(crypto::BoxKey::from_stored(identity->account_box->duplicate()));
    }
    progress.become(*identity);
    session_.emplace(exchange::ClientIdentity{identity->site_id, identity->site->value,
                                              identity->device->value.device, &*device_box,
                                              account_box ? &*account_box : nullptr},
                     progress, *host.random);
    refresh();
}

void Client::Parts::go_on_as_another() {
    identity = progress.identity().load();
    become_joined();
}

Result<void> Client::Parts::need_joined() const {
    if (session_) return {};
    return fail(ErrorCode::locked,
                "this device belongs to no site yet: join with the link of your invitation");
}

void Client::Parts::refresh() {
    folding.refresh();
    const auto heads = folding.take_new_heads();
    if (!heads.empty()) refused_heads = shelf.take_heads(heads);
    settle_completions();
    need_names();
}

// A quiz that the site marked completes its unit once the grade is here: the rule asks for a pass,
// and only now is it known.
void Client::Parts::settle_completions() {
    std::vector<NewEvent> events;
    for (const EnrolledCourse& course : enrolled_courses()) {
        const OpenPackage* package = shelf.described(course.enrolled().channel);
        if (package == nullptr || course.frozen) continue;
        for (const content::Module& module : package->course.modules) {
            for (const content::Unit& unit : module.units) {
                if (unit.completion.kind != content::CompletionKind::passed) continue;
                const auto* record = course.record->unit(unit.id);
                const auto* rules = package->rules_of(unit.id);
                if (record == nullptr || rules == nullptr) continue;
                const auto view = content::view_of(record, unit, rules);
                if (!view.passed || !view.has_score) continue;
                const Place place{course.id,
                                  course.enrolled().channel,
                                  package->reader->head().version,
                                  course.record,
                                  package,
                                  &module,
                                  &unit};
                auto event = completion(place, content::CompletionKind::passed, view.seconds);
                if (event) events.push_back(std::move(*event));
            }
        }
    }
    if (events.empty()) return;
    progress.append(log::LogKind::record, events);
    folding.refresh();
}

void Client::Parts::flush_activity() {
    if (!session_) return;
    progress.transact([this] { scratch.flush(progress.own()); });
    folding.refresh();
}

void Client::Parts::prune() {
    const auto age = static_cast<std::int64_t>(host.prune_age_ms);
    const UtcMs written_before{host.clock->now().wall.value - age};
    progress.transact([&] {
        const auto up_to = progress.records().folded_up_to();
        // A record that leans on a snapshot of the site is made anew when that is gone.
        if (up_to == 0 || !progress.records().snapshots().empty()) return;
        progress.pruned().prune({written_before, up_to, pruned_at_once_max});
    });
}

PackageShelf::Pinned Client::Parts::pinned() {
    return [this](const ChannelId& channel, ContentVersion version) {
        for (const EnrolledCourse& course : enrolled_courses()) {
            if (course.enrolled().channel != channel) continue;
            for (const auto& [unit, record] : course.record->units) {
                for (const auto& [id, attempt] : record.attempts) {
                    if (!attempt.submissions.empty() || !attempt.voided.empty()) continue;
                    for (const auto& [hash, opening] : attempt.openings) {
                        if (opening.place.version == version) return true;
                    }
                }
            }
        }
        return false;
    };
}

std::vector<EnrolledCourse> Client::Parts::enrolled_courses() {
    std::vector<EnrolledCourse> courses;
    const content::LearnerRecord& learner = folding.learner();
    for (const auto& [id, record] : learner.enrolments) {
        if (!record.is_active()) continue;
        const ScopeId edition{record.enrolled.value.edition.bytes};
        const bool frozen = learner.is_frozen(id) || folding.edition().frozen.contains(edition);
        courses.push_back({id, &record, frozen});
    }
    // The newest enrolment first: that is the one a name means.
    std::sort(courses.begin(), courses.end(), [](const auto& a, const auto& b) {
        return a.record->enrolled.stamp > b.record->enrolled.stamp;
    });
    return courses;
}

Result<EnrolledCourse> Client::Parts::find_course(std::string_view name) {
    for (const EnrolledCourse& course : enrolled_courses()) {
        if (is_called(course, shelf.described(course.enrolled().channel), name)) return course;
    }
    return fail(ErrorCode::not_found, "there is no course «" + std::string(name) +
                                          "» here: see `approdo courses`, or sync first");
}

Result<Place> Client::Parts::find_unit(std::string_view name) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) {
        return fail(ErrorCode::invalid_input, "write the unit as COURSE/UNIT");
    }
    APPRODO_TRY(const auto course, find_course(name.substr(0, slash)));
    const ContentVersion version = shelf.installed(course.enrolled().channel);
    if (version.value == 0) {
        return fail(ErrorCode::missing, "the course is not downloaded yet: run `approdo get " +
                                            std::string(name.substr(0, slash)) + "`");
    }
    APPRODO_TRY(const OpenPackage* package, shelf.open(course.enrolled().channel, version));
    const content::Unit* unit = package->course.unit_called(name.substr(slash + 1));
    if (unit == nullptr) {
        return fail(ErrorCode::not_found,
                    "the course has no unit «" + std::string(name.substr(slash + 1)) +
                        "»: see `approdo courses " + std::string(name.substr(0, slash)) + "`");
    }
    const auto* record = course.record->unit(unit->id);
    const bool frozen = course.frozen || (record != nullptr && record->frozen);
    return Place{course.id, course.enrolled().channel,           version, course.record,
                 package,   module_with(package->course, *unit), unit,    frozen};
}

Result<Place> Client::Parts::find_quiz(std::string_view name) {
    APPRODO_TRY(const Place place, find_unit(name));
    if (place.unit->kind == content::UnitKind::quiz) return place;
    return fail(ErrorCode::invalid_input,
                "this unit is no quiz: run `approdo read " + std::string(name) + "`");
}

NewEvent Client::Parts::event_on(const Place& place, log::EventType type, Bytes payload) const {
    NewEvent event;
    event.type = type;
    event.enrolment = place.enrolment;
    event.unit = place.unit->id;
    event.content_version = place.version;
    event.payload = std::move(payload);
    event.time = host.clock->now();
    return event;
}

std::optional<NewEvent> Client::Parts::completion(const Place& place,
                                                  content::CompletionKind reached,
                                                  std::uint64_t seconds) const {
    const content::CompletionRule& rule = place.unit->completion;
    if (rule.kind != reached || seconds < rule.seconds_min) return std::nullopt;
    const auto* record = place.record->unit(place.unit->id);
    const auto view = content::view_of(record, *place.unit, nullptr);
    if (view.progress == content::Progress::completed) return std::nullopt;
    content::Completed completed;
    completed.kind = reached;
    completed.to_be_done_again = static_cast<std::uint32_t>(place.unit->to_be_done_again);
    completed.seconds = seconds;
    return event_on(place, completed.type, content::make_payload(completed));
}

std::uint64_t Client::Parts::seconds_on(const Place& place) {
    std::uint64_t seconds = scratch.seconds(place.enrolment, place.unit->id);
    if (const auto* record = place.record->unit(place.unit->id)) {
        for (const auto& [log, total] : record->seconds) seconds += total;
    }
    return seconds;
}

bool Client::Parts::is_own_output(const exchange::WholeParcel& parcel) {
    const exchange::Route& route = parcel.header.route;
    if (route.kind == exchange::RouteKind::join && route.id.bytes == identity->join_id.bytes) {
        return true;
    }
    if (parcel.find(exchange::FrameType::join_request) != nullptr) {
        return progress.setting("join_parcel") == parcel.bytes();
    }
    const exchange::Frame* frame = parcel.find(exchange::FrameType::hello);
    if (frame == nullptr) return false;
    const auto hello = exchange::Authenticated<exchange::Hello>::read(frame->body);
    return hello.ok() && hello->message.device == identity->device->value.device;
}

CourseCard Client::Parts::card_of(const EnrolledCourse& course) {
    const content::Enrolled& enrolled = course.enrolled();
    CourseCard card;
    card.course = enrolled.course;
    card.channel = enrolled.channel;
    card.enrolment = course.id;
    card.edition = enrolled.edition;
    card.zone = enrolled.zone;
    card.from = enrolled.from;
    card.until = enrolled.until;
    card.frozen = course.frozen;
    card.newest = shelf.newest(enrolled.channel);
    card.installed = shelf.installed(enrolled.channel);
    const OpenPackage* package = shelf.described(enrolled.channel);
    if (package != nullptr) {
        card.slug = package->course.slug;
        card.title = package->course.title.in(host.language);
        const auto view =
            content::view_of(course.record, package->course, package->quizzes, course.frozen);
        card.units_completed = view.required_completed;
        card.units_required = view.required;
        card.minutes_recognised = package->course.minutes_recognised;
        card.completed = view.progress == content::Progress::completed;
        card.passed = view.passed;
        card.state = CourseState::available;
    }
    if (card.installed.value > 0) {
        card.state = card.newest > card.installed ? CourseState::update : CourseState::ready;
    }
    if (shelf.coming(enrolled.channel).value > 0) card.state = CourseState::downloading;
    return card;
}

}  // namespace approdo::client
