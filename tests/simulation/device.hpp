// One profile of one person on a machine: the production client over the machine's disk. The
// program runs or does not; a verb on one that does not run starts it.
#pragma once

#include <functional>
#include <memory>

#include "client_core/core/client.hpp"
#include "client_core/core/progress_store.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/machine.hpp"

namespace approdo::sim {

// The least that libsodium takes: a simulation stretches passphrases by the hundred.
inline constexpr crypto::PasswordCost cheap_cost{1, 8};

class Device {
  public:
    Device(ReplicaId replica, std::shared_ptr<Machine> machine, std::string profile,
           std::string user);

    ReplicaId replica() const { return replica_; }
    const std::string& user() const { return user_; }
    const std::string& profile() const { return profile_; }
    Machine& machine() { return *machine_; }
    std::shared_ptr<Machine> shared_machine() { return machine_; }
    std::string name() const;

    // Starts the program if it does not run. An SqlError passes through.
    Result<client::Client*> client();
    void end_program() { client_.reset(); }
    // As a program would whose events today's does not know; ours must not run meanwhile.
    void append_directly(const client::NewEvent& event);
    // The logs that it would append to and has appended to already, with their heads; it must not
    // run either.
    std::map<LogId, Hash> logs_under_way();
    // Of its own logs, up to where it was told that they are archived.
    std::map<LogId, Seq> archived();
    // Its id, once it has joined.
    DeviceId ask_id();
    bool runs() const { return client_ != nullptr; }

    bool prunes = false;   // as soon as it may
    bool is_lost = false;  // stolen, broken: nobody starts it again
    AccountId account;
    DeviceId id;  // copies share it

  private:
    void with_progress(const std::function<void(client::ProgressStore&)>& use);

    ReplicaId replica_;
    std::shared_ptr<Machine> machine_;
    std::string profile_;
    std::string user_;
    std::unique_ptr<client::Client> client_;
};

}  // namespace approdo::sim
