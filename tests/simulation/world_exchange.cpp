// The ways between devices and site: links, sticks, a hub; each loses, delays, repeats, cuts and
// alters what it carries.
#include "server/app/http.hpp"
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr int rounds_max = 4;

void alter(Bytes& bytes, test::SeededRandom& random) {
    if (bytes.empty()) return;
    if (random.chance(2)) {
        bytes.resize(random.below(bytes.size()));
    } else {
        bytes[random.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << random.below(8));
    }
}

}  // namespace

HubPlace& World::hub() {
    if (!hub_) {
        hub_ = std::make_unique<HubPlace>([this](std::string_view, std::string_view target,
                                                 ByteView body) -> Result<app::HubAnswer> {
            if (!hub_->has_way) return fail(ErrorCode::unavailable, "no way to the site");
            const bool compares = target == "/frontier/v1";
            auto answer = compares ? site_.compare_frontier(body) : ask_site(body);
            if (answer.ok()) return app::HubAnswer{200, std::move(*answer)};
            return app::HubAnswer{app::status_of(answer.error().code), {}};
        });
    }
    return *hub_;
}

Result<Bytes> World::ask_site(ByteView body) {
    auto answer = site_.exchange(body);
    settle_site();
    if (answer.ok()) {
        say_bytes("the site answers", *answer);
        watch_.see_parcels(*answer);
    } else {
        say("    the site does not answer: " + answer.error().message);
    }
    return answer;
}

// What arrives at once; nothing: it does not, or not now.
std::optional<Bytes> World::on_the_way(Message message, test::SeededRandom& random) {
    if (!plan_.link_fails) return std::move(message.bytes);
    switch (random.below(12)) {
        case 0:
            say("    lost");
            return std::nullopt;
        case 1:
            say("    delayed");
            flying_.push_back(std::move(message));
            return std::nullopt;
        case 2:
            say("    repeated later");
            flying_.push_back(message);
            break;
        case 3:
            say("    altered");
            alter(message.bytes, random);
            break;
        default:
            break;
    }
    return std::move(message.bytes);
}

std::optional<Bytes> World::post(Device& device, const Bytes& body, test::SeededRandom& random) {
    const std::size_t index = device.replica() - 1;
    const auto arrived = on_the_way({true, index, body}, random);
    if (!arrived) return std::nullopt;
    auto answer = ask_site(*arrived);
    if (!answer.ok()) return std::nullopt;
    return on_the_way({false, index, std::move(*answer)}, random);
}

void World::sync(Device& device, test::SeededRandom& random) {
    const bool forwards = random.chance(2);
    with(device, [&](client::Client& client) {
        for (int round = 0; round < rounds_max; ++round) {
            auto body = client.output();
            if (!body.ok()) return say("    no output: " + body.error().message);
            const Bytes carried =
                forwards ? must(client.carried_output(), "no carried parcels") : Bytes{};
            append(*body, carried);
            say_bytes("sent", *body);
            watch_.see_parcels(*body);
            const auto answer = post(device, *body, random);
            if (!answer) return client.link_failed();
            const auto report = client.receive(*answer);
            if (!report.ok()) return say("    not received: " + report.error().message);
            if (!carried.empty() && report->answered) client.carried_was_taken();
            note_exchange(device, client, *report, true);
            if (!report->again) return;
        }
    });
}

void World::note_exchange(Device& device, client::Client& client, const client::SyncReport& report,
                          bool is_own_answer) {
    device.id = client.person().device;  // which an answer may change
    const auto status = client.status();
    if (!status.ok()) return;
    say("    received: " + std::to_string(report.segments_taken) + " taken, " +
        std::to_string(report.segments_waiting) + " waiting, " +
        std::to_string(report.faults.size()) + " faults, " + std::to_string(status->events_unsent) +
        " unsent" + (report.again ? ", again" : ""));
    // A restored site that asks who this is has said nothing yet.
    if (is_own_answer && report.answered && is_known(device.id)) met_.insert(device.replica());
    check_cursor(device, *status);
    if (!is_own_answer) return;
    // The screen says that everything is at the site.
    if (status->events_unsent == 0) ledger_.pass(device.replica(), the_site, now_, device.account);
    const bool is_whole =
        report.answered && !report.again && report.faults.empty() && report.segments_waiting == 0;
    // Who was shut out is told nothing more.
    if (is_whole && !is_shut_out(device.id))
        ledger_.pass(the_site, device.replica(), now_, device.account);
    note_marks(device, client);
}

bool World::is_known(const DeviceId& device) {
    if (!site_.runs()) return false;
    bool known = false;
    site_.look([&](store::Session& session) { known = session.find_device(device).has_value(); });
    return known;
}

// What a screen calls safe is at the site, from the moment on when the device could know of the
// site's last restore.
void World::check_cursor(const Device& device, const client::Status& status) {
    if (has_forks_ || met_.count(device.replica()) == 0 || !site_.runs()) return;
    std::uint64_t at_site = 0;
    site_.look([&](store::Session& session) {
        // Also under the names that it had before it was told of a copy.
        for (DeviceId id = device.id; !id.is_zero();) {
            const log::Frontier heads = session.own_heads(id);
            for (const auto& [stream, entry] : heads.entries()) at_site += entry.seq.value;
            const auto known = session.find_device(id);
            id = known ? known->certificate.value.before() : DeviceId{};
        }
    });
    if (status.events_durable > at_site)
        throw Violation(device.name() + " calls " + std::to_string(status.events_durable) +
                        " events safe of which the site has " + std::to_string(at_site));
}

void World::note_marks(Device& device, client::Client& client) {
    std::vector<Fact> marked;
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind != FactKind::submitted || fact.learner != device.account) continue;
        const auto attempt = client.attempt(fact.attempt);
        if (!attempt.ok() || !attempt->marked ||
            attempt->settings.mode == content::QuizMode::practice)
            continue;
        marked.push_back(fact);
    }
    for (Fact& fact : marked) {
        fact.kind = FactKind::marked;
        fact.held_since.clear();
        add(std::move(fact), device);
    }
}

void World::receive(Device& device, client::Client& client, ByteView bytes) {
    const auto report = client.receive(bytes);
    if (!report.ok()) return say("    not received: " + report.error().message);
    note_exchange(device, client, *report, false);
}

void World::late_message(test::SeededRandom& random) {
    if (flying_.empty()) return;
    const std::size_t which = random.below(flying_.size());
    Message message = flying_[which];
    if (!random.chance(3)) flying_.erase(flying_.begin() + static_cast<std::ptrdiff_t>(which));
    if (message.to_site) {
        auto answer = ask_site(message.bytes);
        if (!answer.ok() || random.chance(2)) return;
        message.bytes = std::move(*answer);
    }
    Device& device = *devices_[message.device];
    with(device, [&](client::Client& client) { receive(device, client, message.bytes); });
}

void World::stick_from_device(Device& device) {
    with(device, [&](client::Client& client) {
        auto parcels = client.export_parcels();
        if (!parcels.ok()) return say("    nothing written: " + parcels.error().message);
        say_bytes("on a stick", *parcels);
        watch_.see_parcels(*parcels);
        sticks_.push_back(std::move(*parcels));
    });
}

void World::stick_to_site(test::SeededRandom& random) {
    if (sticks_.empty()) return;
    Bytes parcels = sticks_[random.below(sticks_.size())];
    if (plan_.link_fails && random.chance(6)) alter(parcels, random);
    const auto report = site_.take_stick(parcels);
    settle_site();
    if (!report.ok()) return say("    not taken: " + report.error().message);
    say("    taken " + std::to_string(report->segments_taken) + ", refused " +
        std::to_string(report->refused));
}

void World::stick_from_site() {
    auto parcels = site_.fill_stick();
    settle_site();
    if (!parcels.ok()) return say("    nothing written: " + parcels.error().message);
    say_bytes("on a stick", *parcels);
    watch_.see_parcels(*parcels);
    sticks_.push_back(std::move(*parcels));
}

void World::stick_to_device(Device& device, test::SeededRandom& random) {
    if (sticks_.empty()) return;
    Bytes parcels = sticks_[random.below(sticks_.size())];
    if (plan_.link_fails && random.chance(6)) alter(parcels, random);
    with(device, [&](client::Client& client) { receive(device, client, parcels); });
}

void World::hub_sync(Device& device, test::SeededRandom& random) {
    hub().has_way = random.chance(2);
    with(device, [&](client::Client& client) {
        auto body = client.output();
        if (!body.ok()) return say("    no output: " + body.error().message);
        say_bytes("to the hub", *body);
        watch_.see_parcels(*body);
        app::Request request;
        request.body = std::move(*body);
        const app::Response response = hub().hub.exchange(request);
        say("    the hub answers " + std::to_string(response.status));
        if (response.status != 200) return client.link_failed();
        receive(device, client, std::get<Bytes>(response.body));
    });
}

void World::hub_pass_on(test::SeededRandom& random) {
    hub().has_way = !random.chance(4);
    say("    passed on " + std::to_string(hub().hub.pass_on().parcels));
}

}  // namespace approdo::sim
