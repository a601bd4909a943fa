// What people do on their devices. Whatever a verb says is saved goes into the ledger.
#include "client_core/core/answers.hpp"
#include "tests/simulation/world.hpp"

namespace approdo::sim {

namespace {

constexpr int chunk_rounds_max = 6;
// A type that no program of today knows.
constexpr log::EventType type_of_tomorrow{60'000};

// What a person answered last is what they see, whatever their clock says.
void check_shown(client::Client& client, const content::AttemptId& id, const QuestionId& question,
                 const content::Response& given) {
    const auto shown = client.attempt(id);
    if (!shown.ok()) return;
    for (const client::QuestionView& view : shown->questions) {
        if (view.question.id != question || view.answer == content::canonical(given)) continue;
        throw Violation("an answer that was given last is not the one that shows");
    }
}

}  // namespace

void World::add(Fact fact, Device& device) {
    fact.learner = device.account;
    say("    saved: " + text_of(fact));
    ledger_.add(std::move(fact), device.replica(), now_);
}

void World::read(Device& device, test::SeededRandom& random) {
    with(device, [&](client::Client& client) {
        const auto page = client.read("prova/pagina");
        if (!page.ok()) return say("    not read: " + page.error().message);
        const auto block = static_cast<std::uint32_t>(1 + random.below(page->blocks));
        const auto seconds = static_cast<std::uint32_t>(1 + random.below(60));
        seconds_tried_[{page->enrolment, page->unit}] += seconds;
        const auto turned = client.page_turn("prova/pagina", block, seconds);
        if (!turned.ok()) return;
        Fact fact;
        fact.enrolment = page->enrolment;
        fact.unit = page->unit;
        fact.version = page->version;
        fact.kind = FactKind::read_to;
        fact.value = block;
        add(fact, device);
        fact.kind = FactKind::seconds;
        fact.value = seconds;
        add(fact, device);
        fact.kind = FactKind::completed;
        fact.value = 0;
        if (*turned) add(fact, device);
        if (random.chance(4)) (void)client.record();
    });
}

void World::take_quiz(Device& device, const char* unit, test::SeededRandom& random) {
    with(device, [&](client::Client& client) {
        const auto attempt = client.open_quiz(unit);
        if (!attempt.ok()) return say("    not opened: " + attempt.error().message);
        Fact fact;
        fact.enrolment = attempt->enrolment;
        fact.unit = attempt->unit;
        fact.attempt = attempt->attempt;
        fact.kind = FactKind::attempt_opened;
        add(fact, device);
        for (const client::QuestionView& question : attempt->questions) {
            if (random.chance(3)) continue;
            const auto response = client::read_answer(question.question, question.plan,
                                                      random.chance(3) ? "falso" : "vero");
            const std::uint64_t tag = ++answers_;
            if (!client.answer(attempt->attempt, question.question.id, *response, tag).ok()) return;
            fact.kind = FactKind::answered;
            fact.question = question.question.id;
            fact.value = tag;
            add(fact, device);
            check_shown(client, attempt->attempt, question.question.id, *response);
        }
        if (!random.chance(2) || !client.submit(attempt->attempt).ok()) return;
        fact.kind = FactKind::submitted;
        fact.question = {};
        fact.value = 0;
        add(fact, device);
    });
}

// Hands in an attempt that was opened earlier, here or on the person's other device.
void World::submit(Device& device, test::SeededRandom& random) {
    std::vector<Fact> opened;
    for (const Fact& fact : ledger_.facts()) {
        if (fact.kind == FactKind::attempt_opened && fact.learner == device.account)
            opened.push_back(fact);
    }
    if (opened.empty()) return;
    Fact fact = opened[random.below(opened.size())];
    fact.held_since.clear();
    with(device, [&](client::Client& client) {
        const auto view = client.attempt(fact.attempt);
        if (!view.ok() || view->submitted) return;
        if (!client.submit(fact.attempt).ok()) return;
        fact.kind = FactKind::submitted;
        add(fact, device);
    });
}

void World::download(Device& device) {
    with(device, [&](client::Client& client) {
        const auto plan = client.begin_download("prova", {});
        if (!plan.ok()) return say("    no download: " + plan.error().message);
        for (int round = 0; round < chunk_rounds_max; ++round) {
            (void)client.advance_downloads();
            const auto wanted = client.wanted_chunks(100);
            for (const ChunkId& id : wanted)
                if (const auto sealed = site_.chunks.get(id)) (void)client.put_chunk(id, *sealed);
            say("    " + std::to_string(wanted.size()) + " chunks");
            if (wanted.empty()) return;
        }
    });
}

// A newer version of the program ran on this device for a while and wrote what today's cannot read.
void World::write_newer_event(Device& device, test::SeededRandom& random) {
    device.end_program();
    settle(device.shared_machine());  // closing writes too, so power may have gone
    with(device, [&](client::Client&) {});
    if (!device.runs()) return;
    device.end_program();
    if (device.machine().disk.is_off()) return settle(device.shared_machine());
    client::NewEvent event;
    event.type = type_of_tomorrow;
    event.payload = Bytes(20);
    random.fill(event.payload);
    event.time = device.machine().clock.now();
    try {
        device.append_directly(event);
        Fact fact;
        fact.kind = FactKind::unknown_event;
        fact.payload = event.payload;
        add(std::move(fact), device);
    } catch (const sql::SqlError&) {
        say("    not written");
    }
    settle(device.shared_machine());
}

}  // namespace approdo::sim
