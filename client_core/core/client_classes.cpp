// How others are doing, for their trainers and coordinators: from what the site wrote into the
// scopes that this person reads. Nothing here asks the network.
#include <algorithm>
#include <tuple>

#include "client_core/core/client_parts.hpp"

namespace approdo::client {
namespace {

constexpr std::int64_t long_ago_ms = 7LL * 24 * 3600 * 1000;

bool is_long_ago(UtcMs when, UtcMs now) {
    return now.value - when.value > long_ago_ms;
}

std::vector<ClassDevice> devices_of(const std::vector<content::DeviceContact>& said, UtcMs now) {
    std::vector<ClassDevice> devices;
    for (const content::DeviceContact& one : said) {
        ClassDevice device{one.joined, std::nullopt,
                           is_long_ago(std::max(one.joined, one.last), now)};
        if (one.last != UtcMs{}) device.last_contact = one.last;
        devices.push_back(device);
    }
    std::stable_sort(devices.begin(), devices.end(), [](const auto& a, const auto& b) {
        return std::tie(a.last_contact, a.joined) > std::tie(b.last_contact, b.joined);
    });
    return devices;
}

// Whoever has finished needs none. With several devices one that rests is no sign; all of them are.
bool needs_help(const ClassLine& line, UtcMs now) {
    if (line.completed || !line.active) return false;
    const bool stands_still = line.last_activity && is_long_ago(*line.last_activity, now);
    const bool is_silent = line.devices && !line.devices->empty() &&
                           std::all_of(line.devices->begin(), line.devices->end(),
                                       [](const ClassDevice& one) { return one.silent; });
    return stands_still || is_silent;
}

// `now`: up to when the site told anything. What came to pass since cannot be held against anybody.
ClassLine line_of(const EnrolmentId& enrolment, const content::StaffStatus& said, std::string name,
                  bool frozen, UtcMs now) {
    ClassLine line;
    line.enrolment = enrolment;
    line.account = said.account;
    line.organisation = said.organisation;
    line.name = std::move(name);
    line.active = said.active;
    line.units_completed = said.required_completed;
    line.units_required = said.required;
    line.completed = said.completed;
    if (said.has_score) line.score = content::Share{static_cast<std::int64_t>(said.score)};
    line.passed = said.passed;
    line.answers = said.answers;
    line.seconds = said.seconds;
    line.minutes_attended = said.minutes_attended;
    line.minutes_declared = said.minutes_declared;
    line.minutes_recognised = said.minutes_recognised;
    line.units_to_mark = said.units_to_mark;
    line.to_review = said.to_review || frozen;
    if (said.last_activity.value != 0) line.last_activity = said.last_activity;
    if (said.devices) line.devices = devices_of(*said.devices, now);
    line.needs_help = needs_help(line, now);
    return line;
}

ClassView view_of(const EditionId& edition, const content::EditionDescribed& said) {
    ClassView view;
    view.edition = edition;
    view.course = said.course;
    view.title = said.title;
    view.course_title = said.course_title;
    view.course_slug = said.course_slug;
    view.organisation_name = said.organisation_name;
    view.zone = said.zone;
    view.from = said.from;
    view.until = said.until;
    return view;
}

bool is_called(const ClassView& view, std::string_view name) {
    constexpr std::size_t id_prefix_min = 6;
    const auto is_id = [&](const std::string& id) {
        return name.size() >= id_prefix_min && id.starts_with(name);
    };
    return view.course_slug == name || view.course_title == name || view.title == name ||
           is_id(view.course.hex()) || is_id(view.edition.hex());
}

}  // namespace

void Client::Parts::need_names() {
    std::vector<AccountId> accounts;
    const auto& statuses = folding.staff().statuses;
    if (statuses.size() == named_statuses_) return;
    for (const auto& [enrolment, status] : statuses) accounts.push_back(status.value.account);
    progress.transact([&] {
        progress.names().need(accounts);
        progress.names().forget_others(accounts);
    });
    named_statuses_ = statuses.size();
}

Result<std::vector<ClassView>> Client::classes(std::string_view course) {
    APPRODO_CHECK(parts_->need_joined());
    const content::StaffRecord& record = parts_->folding.staff();
    const UtcMs now = parts_->progress.newest_beacon().value_or(UtcMs{});
    std::map<EditionId, ClassView> classes;
    for (const auto& [id, status] : record.statuses) {
        const content::StaffStatus& said = status.value;
        const auto described = record.editions.find(said.edition);
        if (described == record.editions.end()) continue;  // comes with the rest of its segment
        auto view =
            classes.try_emplace(said.edition, view_of(said.edition, described->second.value)).first;
        view->second.lines.push_back(line_of(id, said,
                                             parts_->progress.names().name_of(said.account),
                                             record.frozen.contains(id), now));
    }
    std::vector<ClassView> found;
    for (auto& [id, view] : classes) {
        if (!course.empty() && !is_called(view, course)) continue;
        std::sort(view.lines.begin(), view.lines.end(), [](const auto& a, const auto& b) {
            return std::tie(a.name, a.enrolment) < std::tie(b.name, b.enrolment);
        });
        found.push_back(std::move(view));
    }
    if (found.empty() && !course.empty()) {
        return fail(ErrorCode::not_found, "there is no class of «" + std::string(course) +
                                              "» here: see `approdo class`, or sync first");
    }
    std::sort(found.begin(), found.end(), [](const ClassView& a, const ClassView& b) {
        return std::tie(a.course_title, a.from, a.edition) <
               std::tie(b.course_title, b.from, b.edition);
    });
    return found;
}

}  // namespace approdo::client
