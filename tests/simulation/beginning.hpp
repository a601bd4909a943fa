// What every run begins with, made once a process and then copied: a site with a small course
// published by the production publisher, one edition, two learners who are enrolled, have joined
// from three devices and have downloaded the course. A second version of the course lies ready to
// be published.
#pragma once

#include <array>

#include "tests/simulation/device.hpp"
#include "tests/simulation/site_host.hpp"

namespace approdo::sim {

struct BeginningDevice {
    std::size_t machine;
    std::string user;
};
// Two people share the first laptop; one of them has a second one.
inline const std::array<BeginningDevice, 3> first_devices{{{0, "anna"}, {0, "bruno"}, {1, "anna"}}};
inline constexpr std::size_t first_machines = 2;
// One of the two teaches as well, and sees on every device how both are doing.
inline constexpr std::string_view teacher = "bruno";
inline constexpr std::string_view passphrase = "quattro parole a caso";

struct Beginning {
    test::TempDir folder;  // site/keys and the package of the second version
    std::array<DiskImage, first_machines> machines;
    DiskImage site;
    std::shared_ptr<const SimChunks::Kept> chunks;
    std::map<std::string, AccountId> accounts;
    std::map<std::string, EnrolmentId> enrolments;
    std::array<DeviceId, first_devices.size()> devices;
    CourseId course;
    EditionId edition;
    OrganisationId organisation;
    std::string link;  // of the site, inviting nobody
    Instant end;       // of the beginning, by every clock

    std::filesystem::path keys() const { return folder.path() / "site"; }
    std::string second_version() const { return folder.file("second.parcel"); }
};

const Beginning& beginning();

// What the shells do with a client and a link that works: exchanges until nothing is left to say.
void exchange_all(client::Client& client, SiteHost& site);
// Fetches what is wanted, as POST /chunks does.
void fetch_chunks(client::Client& client, SimChunks& chunks);

}  // namespace approdo::sim
