#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr std::uint64_t pause_ms_max = 10 * 60'000;

std::string code_of(const sql::SqlError& error) {
    return "disk failed (" + std::to_string(error.code()) + ")";
}

}  // namespace

World::World(const Plan& plan, std::function<void(const std::string&)> print)
    : plan_(plan), print_(std::move(print)), site_(beginning().keys(), beginning().chunks) {
    const Beginning& from = beginning();
    site_.machine.disk.restore(from.site);
    site_.machine.clock.set_wall(from.end.wall);
    std::vector<std::shared_ptr<Machine>> machines;
    for (std::size_t i = 0; i < first_machines; ++i) {
        machines.push_back(std::make_shared<Machine>("laptop" + std::to_string(i)));
        machines.back()->disk.restore(from.machines[i]);
        machines.back()->clock.set_wall(from.end.wall);
    }
    for (const BeginningDevice& first : first_devices) {
        devices_.push_back(std::make_unique<Device>(devices_.size() + 1, machines[first.machine],
                                                    first.user, first.user));
        devices_.back()->account = from.accounts.at(first.user);
        devices_.back()->prunes = plan.prunes;
        devices_.back()->id = from.devices[devices_.size() - 1];
    }
    for (const auto& [user, enrolment] : from.enrolments) {
        Fact fact;
        fact.kind = FactKind::enrolled;
        fact.learner = from.accounts.at(user);
        fact.enrolment = enrolment;
        ledger_.add(std::move(fact), the_site, 0);
    }
}

void World::say(const std::string& line) {
    trace_.update(bytes_of(line));
    if (print_) print_(line);
}

void World::say_bytes(const char* what, ByteView bytes) {
    say("    " + std::string(what) + ", " + std::to_string(bytes.size()) + " bytes, " +
        crypto::hash16(crypto::domain::parcel, {bytes}).hex().substr(0, 8));
}

Device* World::some_device(test::SeededRandom& random) {
    Device* device = devices_[random.below(devices_.size())].get();
    return device->is_lost ? nullptr : device;
}

void World::with(Device& device, const std::function<void(client::Client&)>& verb) {
    if (device.is_lost) return;
    const std::uint64_t faults_before = device.machine().disk.faults();
    try {
        const auto client = device.client();
        if (client.ok()) {
            device.id = (*client)->person().device;
            verb(**client);
        } else if (device.machine().disk.faults() == faults_before) {
            throw Violation(device.name() + " does not open: " + client.error().message);
        }
    } catch (const sql::SqlError& error) {
        say("    " + device.name() + ": " + code_of(error));
        if (device.machine().disk.faults() == faults_before)
            throw Violation(device.name() + " failed without a fault: " + error.what());
        // The command ends and is started again; a page in a browser goes on.
        if (chance_.chance(2)) device.end_program();
    }
    settle(device.shared_machine());
}

void World::settle(const std::shared_ptr<Machine>& machine) {
    if (!machine->disk.is_off()) return;
    for (auto& device : devices_)
        if (device->shared_machine() == machine) device->end_program();
    const bool is_kill = chance_.chance(3);
    machine->disk.power_on(is_kill ? nullptr : &chance_);
    machine->clock.restart();
    say("    " + machine->folder() + (is_kill ? " was killed" : " lost power"));
}

void World::settle_site() {
    if (!site_.machine.disk.is_off()) return;
    const bool is_kill = chance_.chance(3);
    site_.power_on(is_kill ? nullptr : &chance_);
    say(std::string("    the site ") + (is_kill ? "was killed" : "lost power"));
}

void World::pass_time() {
    const std::uint64_t pause = 1000 + chance_.below(pause_ms_max);
    site_.machine.clock.advance_ms(pause);
    std::set<Machine*> machines;
    for (auto& device : devices_) machines.insert(&device->machine());
    for (Machine* machine : machines) machine->clock.advance_ms(pause);
}

void World::step(const Step& step) {
    now_ = step.number;
    chance_ = test::SeededRandom(step.chance);
    pass_time();
    // Machines draw from this step's chance alone, so that leaving out another changes nothing
    // here.
    site_.machine.chance = test::SeededRandom(chance_.next());
    for (auto& device : devices_) device->machine().chance = test::SeededRandom(chance_.next());
    test::SeededRandom random(chance_.next());
    say(std::to_string(step.number) + " " + std::string(name_of(step.kind)));
    Device* device = some_device(random);
    if (step.kind >= StepKind::restart || step.kind == StepKind::enrol ||
        step.kind == StepKind::publish || step.kind == StepKind::new_device)
        return trouble(step, random);
    switch (step.kind) {
        case StepKind::late_message:
            return late_message(random);
        case StepKind::stick_to_site:
            return stick_to_site(random);
        case StepKind::stick_from_site:
            return stick_from_site();
        case StepKind::hub_pass_on:
            return hub_pass_on(random);
        case StepKind::fold:
            site_.fold();
            return settle_site();
        default:
            break;
    }
    if (device == nullptr) return;
    switch (step.kind) {
        case StepKind::read:
            return read(*device, random);
        case StepKind::practise:
            return take_quiz(*device, "prova/esercizio", random);
        case StepKind::be_graded:
            return take_quiz(*device, "prova/verifica", random);
        case StepKind::submit:
            return submit(*device, random);
        case StepKind::download:
            return download(*device);
        case StepKind::newer_event:
            return write_newer_event(*device, random);
        case StepKind::sync:
            return sync(*device, random);
        case StepKind::stick_from_device:
            return stick_from_device(*device);
        case StepKind::stick_to_device:
            return stick_to_device(*device, random);
        case StepKind::hub_sync:
            return hub_sync(*device, random);
        default:
            return;
    }
}

}  // namespace approdo::sim
