// The production site and production clients in one process, without sockets, threads or a clock of
// their own: what is tested here is what people run. A course of many small pages gives learners
// something to do; each page that was read is one fact that must not be lost.
#pragma once

#include <map>

#include "client_core/core/client.hpp"
#include "server/app/local_site.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::test {

// A site in a folder; opened anew it goes on as after an end of the program.
class SystemSite {
  public:
    SystemSite(Random& random, ManualClock& clock,
               std::size_t reply_bytes_max = limits::exchange_reply_segments);

    app::LocalSite& operator*() { return *site_; }
    app::LocalSite* operator->() { return site_.get(); }
    store::Store& store() { return *store_; }

    // The body of POST /sync/v1, in; the answer, with everything folded that it brought.
    Result<Bytes> post(ByteView body, const std::string& peer = "");
    void settle();

    // An account, and the link that its first device joins with.
    AccountId add_person(const std::string& name, app::Role role = app::Role::learner);
    std::string invite(const AccountId& account);
    // Publishes the course of `pages` pages, from a trainer's laptop, and opens an edition of it.
    EditionId open_edition(int pages);
    void enrol(const EditionId& edition, const AccountId& account);

    void back_up(const std::string& name);
    // Verifies the backup as one that lies off the machine.
    Result<app::BackupReport> archive(const std::filesystem::path& name);
    std::filesystem::path backup(const std::string& name) { return folder_.path() / name; }
    // As it was at the backup, and in a new life of the server; with a newer list of what was
    // erased.
    void restore(const std::string& name, const std::filesystem::path& erased_list = {});
    Result<void> try_restore(const std::string& name, const std::filesystem::path& erased_list);
    // The present list, kept apart.
    std::filesystem::path keep_list(const std::string& name);
    std::filesystem::path folder() const;

    // Pages completed by the site's own folds.
    std::uint32_t pages_read(const EditionId& edition, const AccountId& account);
    std::vector<app::Device> devices_of(const AccountId& account);

  private:
    void open(const std::filesystem::path& folder);
    app::SiteOptions options(const std::filesystem::path& folder);

    Random& random_;
    ManualClock& clock_;
    const std::size_t reply_bytes_max_;
    TempDir folder_;
    int lives_ = 0;
    store::Store* store_ = nullptr;
    std::unique_ptr<app::LocalSite> site_;
};

// A person's laptop.
class Laptop {
  public:
    Laptop(Random& random, ManualClock& clock);

    client::Client& operator*() { return *client_; }
    client::Client* operator->() { return client_.get(); }

    void join(SystemSite& site, const std::string& link, const std::string& name);
    // A further device of an account; `sync` it then.
    void sign_in_only(SystemSite& site, const std::string& link, const std::string& name);
    void sign_in(SystemSite& site, const std::string& link, const std::string& name);
    // Exchanges until nothing more is due, and downloads what is wanted.
    client::SyncReport sync(SystemSite& site);
    // One exchange, whatever it leaves to be done.
    client::SyncReport exchange_once(SystemSite& site);
    void start_again();
    // As after copying the other's folder.
    void become_copy_of(Laptop& other);
    void read_page(int page);
    std::uint32_t pages_read();
    std::size_t bytes_received = 0;  // in answers, all of them

  private:
    void open();
    void download(SystemSite& site);

    Random& random_;
    ManualClock& clock_;
    TempDir folder_;
    crypto::SymmetricKey key_;
    std::unique_ptr<client::Client> client_;
};

}  // namespace approdo::test
