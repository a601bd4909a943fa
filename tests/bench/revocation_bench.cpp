// A laptop is stolen in a class of five thousand: what the others pay for the new key of the scope
// that all of them read, and how long the site takes to make it for them.
#include <span>

#include "tests/bench/bare_course.hpp"
#include "tests/bench/bench.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t class_size = 5'000;
constexpr std::size_t sample_size = 20;

struct Class {
    CourseId course;
    BenchSite site{[this](const std::filesystem::path& folder) { course = add_course(folder); }};
    std::vector<std::unique_ptr<BenchDevice>> devices;

    Class() {
        const EditionId edition = add_edition(site.site(), course);
        for (std::size_t i = 0; i < class_size; ++i) {
            const std::string name = "persona" + std::to_string(i);
            auto device = std::make_unique<BenchDevice>(way_into(site), name, i);
            const AccountId account = device->account();
            site.site().enrol(app::Actor::machine_operator(), edition, account).value();
            if (devices.size() <= sample_size) devices.push_back(std::move(device));
        }
        for (const auto& device : devices) settle(*device);
    }

    void settle(BenchDevice& device) {
        for (int i = 0; i < 4; ++i) device.take(site.exchange(device.output()));
    }
    double exchange_bytes(BenchDevice& device) {
        Connection connection(site.port());
        device.take(connection.post("/sync/v1", device.output()));
        return static_cast<double>(connection.bytes_up + connection.bytes_down);
    }
};

struct Revocation {
    double bytes = 0;  // for each other device, above an exchange without news
    double ms = 0;     // at the site
};

Revocation measure() {
    Class all;
    const auto others = std::span(all.devices).subspan(1);
    double without = 0;
    for (const auto& device : others) without += all.exchange_bytes(*device);
    Revocation result;
    result.ms =
        1000 * seconds_of([&] {
            all.site.site()
                .revoke_device(app::Actor::machine_operator(), all.devices.front()->store().self)
                .value();
        });
    double with = 0;
    for (const auto& device : others) {
        const std::size_t before = device->store().events.size();
        with += all.exchange_bytes(*device);
        APPRODO_ASSERT(device->store().events.size() == before + 1);
    }
    result.bytes = (with - without) / static_cast<double>(others.size());
    return result;
}

const Revocation& measured() {
    static const Revocation once = measure();
    return once;
}

}  // namespace

void add_revocation(std::vector<Metric>& metrics) {
    metrics.push_back({"sync.revocation_5000_bytes", "B", 400, Better::lower,
                       [] { return measured().bytes; }, 1});
    metrics.push_back(
        {"sync.revocation_5000_ms", "ms", 1000, Better::lower, [] { return measured().ms; }, 1});
}

}  // namespace approdo::bench
