// What administrators do, and what goes wrong with machines.
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr std::uint64_t steps_to_fault_max = 100;
constexpr std::uint64_t space_left_max = 96 * 1024;
constexpr std::size_t devices_max = 5;
constexpr std::size_t sessions_apart = 16;
constexpr std::uint64_t day_ms = 24ULL * 3600 * 1000;

const app::Actor the_operator = app::Actor::machine_operator();

}  // namespace

void World::trouble(const Step& step, test::SeededRandom& random) {
    Device* device = some_device(random);
    Disk& site_disk = site_.machine.disk;
    switch (step.kind) {
        case StepKind::enrol:
            return enrol(random);
        case StepKind::publish:
            return publish();
        case StepKind::new_device:
            return new_device(random);
        case StepKind::restart_site:
            site_.stop();
            return settle_site();
        case StepKind::site_power_cut:
            return site_disk.plan(DiskFault::power_cut, random.below(steps_to_fault_max));
        case StepKind::site_disk_error:
            return site_disk.plan(random.chance(2) ? DiskFault::io_error : DiskFault::no_space,
                                  random.below(steps_to_fault_max));
        case StepKind::back_up_site:
            site_backup_ = {site_disk.image(), now_};
            site_.keep_keys();
            return;
        case StepKind::archive_site:
            return archive_site();
        case StepKind::restore_site:
            return restore_site();
        case StepKind::lose_hub:
            return lose_hub();
        case StepKind::rule_on_device:
            return rule(random);
        case StepKind::site_clock_jump:
            return jump(site_.machine, random);
        case StepKind::change_root:
            return change_root();
        case StepKind::erase_answer:
            return erase_answer(random);
        default:
            break;
    }
    if (device == nullptr) return;
    Disk& disk = device->machine().disk;
    say("    " + device->name());
    switch (step.kind) {
        case StepKind::restart:
            device->end_program();
            return settle(device->shared_machine());
        case StepKind::power_cut:
            return disk.plan(DiskFault::power_cut, random.below(steps_to_fault_max));
        case StepKind::disk_error:
            return disk.plan(random.chance(2) ? DiskFault::io_error : DiskFault::no_space,
                             random.below(steps_to_fault_max));
        case StepKind::disk_full:
            return disk.set_capacity(disk.bytes_used() + random.below(space_left_max));
        case StepKind::disk_freed:
            return disk.set_capacity(std::numeric_limits<std::uint64_t>::max());
        case StepKind::clone_device:
            return clone(*device, random);
        case StepKind::keep_copy:
            return keep_copy(*device);
        case StepKind::put_back_copy:
            return put_back(*device);
        case StepKind::lose_device:
            return lose(*device);
        case StepKind::revoke_device:
            return revoke(*device);
        case StepKind::clock_jump:
            return jump(device->machine(), random);
        default:
            return;
    }
}

void World::enrol(test::SeededRandom& random) {
    const Beginning& from = beginning();
    const std::string user = random.chance(2) ? "anna" : "bruno";
    const auto site = site_.site();
    if (!site.ok()) return;
    const auto edition = (*site)->add_edition(
        the_operator, {from.course, from.organisation, "Altra", "Europe/Rome", "", ""});
    const auto enrolment = edition.ok()
                               ? (*site)->enrol(the_operator, edition->id, from.accounts.at(user))
                               : Result<app::Enrolment>(edition.error());
    const bool is_off = site_.machine.disk.is_off();
    settle_site();
    if (!enrolment.ok() || is_off) return say("    not enrolled");
    Fact fact;
    fact.kind = FactKind::enrolled;
    fact.learner = from.accounts.at(user);
    fact.enrolment = enrolment->id;
    say("    saved: " + text_of(fact));
    ledger_.add(std::move(fact), the_site, now_);
}

void World::publish() {
    const auto site = site_.site();
    if (!site.ok() || is_published_) return;
    const auto taken = (*site)->take_package(the_operator, beginning().second_version());
    const bool is_off = site_.machine.disk.is_off();
    settle_site();
    is_published_ = taken.ok() && !is_off;
    say(is_published_ ? "    published" : "    not published");
}

void World::new_device(test::SeededRandom& random) {
    if (devices_.size() >= devices_max) return;
    const std::string user = random.chance(2) ? "anna" : "bruno";
    auto machine = std::make_shared<Machine>("laptop" + std::to_string(devices_.size() + 10));
    machine->clock.set_wall(site_.machine.clock.now().wall);
    machine->chance = test::SeededRandom(random.next());
    auto device = std::make_unique<Device>(devices_.size() + 1, machine, user, user);
    device->account = beginning().accounts.at(user);
    device->prunes = plan_.prunes;
    client::Client& client = **device->client();
    const auto ask = [&](Result<Bytes> request) {
        if (!request.ok()) return false;
        const auto answer = ask_site(*request);
        return answer.ok() && client.join_answer(*answer).ok();
    };
    if (!ask(client.salt_request(beginning().link, user)) ||
        !ask(client.sign_in_request(bytes_of(passphrase))))
        return say("    not joined");
    device->id = device->ask_id();
    devices_.push_back(std::move(device));
    say("    joined " + devices_.back()->name());
}

// The folder is copied to another laptop while the program runs or not; both go on with it.
void World::clone(Device& device, test::SeededRandom& random) {
    if (devices_.size() >= devices_max) return;
    if (random.chance(2)) device.end_program();
    settle(device.shared_machine());
    DiskImage image;
    for (const auto& [name, bytes] : device.machine().disk.image())
        if (name.rfind(device.profile() + "/", 0) == 0) image[name] = bytes;
    auto machine = std::make_shared<Machine>("laptop" + std::to_string(devices_.size() + 10));
    machine->disk.restore(image);
    machine->clock = device.machine().clock;
    // No two machines share a clock session: this one's are far from those of its origin.
    for (std::size_t i = 0; i < sessions_apart * devices_.size(); ++i) machine->clock.restart();
    machine->chance = test::SeededRandom(random.next());
    auto copy =
        std::make_unique<Device>(devices_.size() + 1, machine, device.profile(), device.user());
    copy->account = device.account;
    copy->prunes = plan_.prunes;
    copy->id = device.id;
    ledger_.pass(device.replica(), copy->replica(), now_, device.account);
    has_forks_ = true;
    watch_.expect_copies();
    say("    copied to " + copy->name());
    devices_.push_back(std::move(copy));
}

void World::keep_copy(Device& device) {
    copies_[&device.machine()] = {device.machine().disk.image(), now_};
}

// The whole machine goes back to what it was, with everybody's profile on it.
void World::put_back(Device& device) {
    const auto copy = copies_.find(&device.machine());
    if (copy == copies_.end()) return;
    const auto machine = device.shared_machine();
    for (auto& other : devices_) {
        if (other->shared_machine() != machine) continue;
        other->end_program();
        ledger_.put_back(other->replica(), copy->second.step);
    }
    machine->disk.restore(copy->second.image);
    machine->clock.restart();
    has_forks_ = true;
    watch_.expect_copies();
    say("    back to step " + std::to_string(copy->second.step));
}

void World::lose(Device& device) {
    device.end_program();
    settle(device.shared_machine());
    device.is_lost = true;
    ledger_.put_back(device.replica(), 0);
}

// With all that it kept for others: nobody believed it more than to carry.
void World::lose_hub() {
    hub_.reset();
}

// A copy is made and brought away, where somebody verifies it.
void World::archive_site() {
    site_backup_ = {site_.machine.disk.image(), now_};
    site_.keep_keys();
    const bool is_told = site_.archive();
    settle_site();
    ledger_.archive(now_, now_);
    say(is_told ? "    archived" : "    archived, and nobody told");
}

void World::restore_site() {
    if (!site_backup_) return;
    site_.stop();
    site_.restore(site_backup_->image);
    ledger_.put_back(the_site, site_backup_->step);
    is_published_ = false;
    met_.clear();
    say("    back to step " + std::to_string(site_backup_->step));
}

void World::change_root() {
    const auto changed = site_.change_root();
    settle_site();
    say(changed.ok() ? "    changed" : "    not changed");
}

void World::jump(Machine& machine, test::SeededRandom& random) {
    const auto by = static_cast<std::int64_t>(random.below(400 * day_ms));
    const std::int64_t now = machine.clock.now().wall.value;
    machine.clock.set_wall(UtcMs{random.chance(2) ? now + by : now - by});
}

}  // namespace approdo::sim
