// Devices that are revoked, and what a person rules on their later work. A revocation is a fact
// like others: as long as a replica holds it, a restored site hears of it again.
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

const app::Actor the_operator = app::Actor::machine_operator();

}  // namespace

void World::revoke(const Device& device) {
    const auto site = site_.site();
    if (!site.ok()) return;
    const auto done = (*site)->revoke_device(the_operator, device.id);
    const bool is_off = site_.machine.disk.is_off();
    settle_site();
    // It may have been written down, with nobody to hear of it.
    revoked_[device.id] = now_;
    if (!done.ok() || is_off) return say("    not revoked");
    Fact fact;
    fact.kind = FactKind::revoked;
    fact.learner = device.account;
    fact.device = device.id;
    say("    saved: " + text_of(fact));
    ledger_.add(std::move(fact), the_site, now_);
}

void World::rule(test::SeededRandom& random) {
    if (revoked_.empty()) return;
    const auto which =
        std::next(revoked_.begin(), static_cast<std::ptrdiff_t>(random.below(revoked_.size())));
    const auto site = site_.site();
    if (!site.ok()) return;
    const bool counts = random.chance(2);
    has_ruled_ = true;
    const auto ruled = (*site)->rule_on_device(the_operator, which->first, counts);
    settle_site();
    say(std::string("    it counts") + (counts ? "" : " not") + (ruled.ok() ? "" : ", in vain"));
}

void World::rule_on_all() {
    std::set<DeviceId> shut_out;
    for (const auto& [device, step] : revoked_) shut_out.insert(device);
    for (const auto& device : devices_) shut_out.insert(device->id);
    for (const DeviceId& device : shut_out) {
        if (!is_revoked(device)) continue;
        auto& site = *must(site_.site(), "the site does not open");
        must(site.rule_on_device(the_operator, device, true), "no ruling");
    }
    site_.fold_all();
}

// Also under the keys that it had asked for when it was revoked.
bool World::is_shut_out(const DeviceId& device) {
    return revoked_.count(device) > 0 || (site_.runs() && is_revoked(device));
}

bool World::is_revoked(const DeviceId& device) {
    bool revoked = false;
    site_.look([&](store::Session& session) {
        const auto known = session.find_device(device);
        revoked = known && known->revoked;
    });
    return revoked;
}

// Before anybody ruled on everything.
void World::check_revocations() {
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind == FactKind::revoked && fact.is_held() && !is_revoked(fact.device))
            throw Violation("lost at the site: " + text_of(fact));
    }
    if (has_ruled_) return;
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind != FactKind::answered) continue;
        const DeviceId writer = devices_[fact.shown_by - 1]->id;
        const auto revoked = revoked_.find(writer);
        if (revoked == revoked_.end() || fact.shown_at <= revoked->second || !is_revoked(writer))
            continue;
        if (shows(site_.record_of(fact.learner), fact))
            throw Violation("counts without a ruling, of a revoked device: " + text_of(fact));
    }
}

}  // namespace approdo::sim
