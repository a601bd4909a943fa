// The world of one run: the site, machines with devices, messages under way, sticks, a hub, and the
// ledger of what people were shown as saved. step() does one step of a plan; finish() heals
// everything, lets the replicas exchange until nothing moves, and asserts the invariants. Broken
// promises come out as a Violation.
#pragma once

#include <functional>
#include <set>

#include "sync/crypto/hash.hpp"
#include "tests/simulation/beginning.hpp"
#include "tests/simulation/hub_place.hpp"
#include "tests/simulation/parcel_watch.hpp"
#include "tests/simulation/plan.hpp"

namespace approdo::sim {

class World {
  public:
    // `print` gets each line of the trace.
    World(const Plan& plan, std::function<void(const std::string&)> print);

    void step(const Step& step);
    void finish();
    // Of everything that happened, bytes on the way included.
    Hash trace_hash() { return trace_.finish(); }

  private:
    struct Message {
        bool to_site = false;
        std::size_t device = 0;  // index of its sender, or of whom it is for
        Bytes bytes;
    };
    struct Copy {
        DiskImage image;
        std::size_t step = 0;
    };

    // world.cpp
    void say(const std::string& line);
    void say_bytes(const char* what, ByteView bytes);
    Device* some_device(test::SeededRandom& random);
    // Runs a verb of the client; failures of the disk end it, and a machine without power restarts.
    void with(Device& device, const std::function<void(client::Client&)>& verb);
    void settle(const std::shared_ptr<Machine>& machine);
    void settle_site();
    void pass_time();

    // world_study.cpp
    void read(Device& device, test::SeededRandom& random);
    void take_quiz(Device& device, const char* unit, test::SeededRandom& random);
    void submit(Device& device, test::SeededRandom& random);
    void download(Device& device);
    void write_newer_event(Device& device, test::SeededRandom& random);
    void add(Fact fact, Device& device);

    // world_exchange.cpp
    void sync(Device& device, test::SeededRandom& random);
    std::optional<Bytes> post(Device& device, const Bytes& body, test::SeededRandom& random);
    std::optional<Bytes> on_the_way(Message message, test::SeededRandom& random);
    Result<Bytes> ask_site(ByteView body);
    void receive(Device& device, client::Client& client, ByteView bytes);
    void note_exchange(Device& device, client::Client& client, const client::SyncReport& report,
                       bool is_own_answer);
    bool is_known(const DeviceId& device);
    void check_cursor(const Device& device, const client::Status& status);
    void note_marks(Device& device, client::Client& client);
    void late_message(test::SeededRandom& random);
    void stick_from_device(Device& device);
    void stick_to_site(test::SeededRandom& random);
    void stick_from_site();
    void stick_to_device(Device& device, test::SeededRandom& random);
    void hub_sync(Device& device, test::SeededRandom& random);
    void hub_pass_on(test::SeededRandom& random);
    HubPlace& hub();

    // world_trouble.cpp
    void trouble(const Step& step, test::SeededRandom& random);
    void enrol(test::SeededRandom& random);
    void publish();
    void new_device(test::SeededRandom& random);
    void clone(Device& device, test::SeededRandom& random);
    void keep_copy(Device& device);
    void put_back(Device& device);
    void lose(Device& device);
    void lose_hub();
    void restore_site();
    void change_root();
    void archive_site();
    void jump(Machine& machine, test::SeededRandom& random);

    // world_revocation.cpp
    void revoke(const Device& device);
    void rule(test::SeededRandom& random);
    void rule_on_all();
    bool is_revoked(const DeviceId& device);
    bool is_shut_out(const DeviceId& device);
    void check_revocations();

    // world_erasure.cpp
    void erase_answer(test::SeededRandom& random);
    void check_erased();

    // world_end.cpp
    void heal();
    void quiesce();
    bool exchange_cleanly(Device& device);

    // world_checks.cpp
    bool is_due(const Fact& fact);
    void check_site();
    void check_learner(const AccountId& learner, const content::LearnerRecord& record);
    void check_effects(const content::EnrolmentRecord& enrolled);
    void check_seconds(const EnrolmentId& enrolment, const UnitId& unit,
                       const content::UnitRecord& learned);
    void check_enrolments();
    void check_devices();
    void check_device(Device& device, bool starts_anew);
    void check_class(Device& device, client::Client& client);
    void check_copies();
    void check_roots();
    void check_archived();

    // world_log_checks.cpp
    void check_logs();

    const Plan& plan_;
    std::function<void(const std::string&)> print_;
    crypto::Hasher trace_{crypto::domain::fold};
    std::size_t now_ = 0;  // the step under way
    test::SeededRandom chance_{1};

    SiteHost site_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::vector<Message> flying_;
    std::vector<Bytes> sticks_;
    std::unique_ptr<HubPlace> hub_;
    std::map<const Machine*, Copy> copies_;
    std::optional<Copy> site_backup_;
    bool is_published_ = false;
    bool has_forks_ = false;
    bool has_ruled_ = false;
    std::set<ReplicaId> met_;  // who had an answer of the site since it was restored last
    std::map<DeviceId, std::size_t> revoked_;  // ever, and at which step last
    std::map<std::pair<EnrolmentId, UnitId>, std::uint64_t> seconds_tried_;
    // Tags of answers that somebody asked to erase; true: they were told that it is done.
    std::map<std::uint64_t, bool> erased_;

    Ledger ledger_;
    ParcelWatch watch_;
    std::uint64_t answers_ = 0;  // tags of answers
};

}  // namespace approdo::sim
