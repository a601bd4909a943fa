#include "tests/simulation/beginning.hpp"

#include <fstream>

#include "content/import/folder/folder.hpp"
#include "tests/simulation/violation.hpp"

namespace approdo::sim {

namespace {

namespace fs = std::filesystem;

constexpr int rounds_max = 40;

class DiskFiles final : public package::FileSource {
  public:
    Result<std::size_t> read(const std::string& source, std::uint64_t, MutableByteView) override {
        return fail(ErrorCode::not_found, source);
    }
};

void write_text(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

void write_course(const fs::path& folder, std::string_view words) {
    write_text(folder / "course.toml",
               "id = \"0123456789abcdef0123456789abcdef\"\ntitle = \"Prova\"\nslug = \"prova\"\n"
               "language = \"it\"\n"
               "[[modules]]\ntitle = \"Uno\"\n"
               "[[modules.units]]\nfile = \"pagina.md\"\n"
               "[[modules.units]]\nfile = \"esercizio.gift\"\n"
               "[[modules.units]]\nfile = \"verifica.gift\"\n");
    write_text(folder / "pagina.md",
               "# Pagina\n\n" + std::string(words) + "\n\nDue.\n\nTre.\n\nQuattro.\n");
    write_text(folder / "esercizio.gift",
               "// approdo: mode=practice pass=50%\n\nRoma e la capitale? {T}\n\n"
               "Milano e la capitale? {F}\n");
    write_text(folder / "verifica.gift",
               "// approdo: mode=graded pass=50% attempts=4\n\nPalermo sta in Sicilia? {T}\n\n"
               "Trapani sta in Puglia? {F}\n");
}

void publish(client::Client& trainer, const fs::path& folder, Random& random,
             const std::string& parcel_file) {
    (void)import::check(folder.string(), random);
    const auto course = must(import::load(folder.string()), "the course does not load");
    std::ofstream out(parcel_file, std::ios::binary);
    DiskFiles files;
    must(trainer.publish(course, files, {},
                         [&out](ByteView bytes) {
                             out.write(reinterpret_cast<const char*>(bytes.data()),
                                       static_cast<std::streamsize>(bytes.size()));
                         }),
         "the course is not published");
}

const app::Actor the_operator = app::Actor::machine_operator();

class Maker {
  public:
    explicit Maker(Beginning& made) : made_(made) {}

    void make() {
        make_site();
        make_course();
        for (std::size_t i = 0; i < first_machines; ++i)
            machines_.push_back(std::make_shared<Machine>("laptop" + std::to_string(i)));
        std::size_t replica = 0;
        for (const BeginningDevice& first : first_devices) {
            devices_.push_back(std::make_unique<Device>(++replica, machines_[first.machine],
                                                        first.user, first.user));
            join(*devices_.back());
        }
        // Everybody hears of everybody's beginning.
        for (auto& device : devices_) exchange_all(**device->client(), *site_);
        while (site_->fold()) {
        }
        keep();
    }

  private:
    void make_site() {
        const auto folder = must(app::DataFolder::make(made_.keys()), "no folder");
        must(app::make_site_keys(folder.keys(), "Comune di prova", random_), "no keys");
        site_ = std::make_unique<SiteHost>(folder.path(), std::make_shared<SimChunks::Kept>());
    }
    app::LocalSite& site() { return *must(site_->site(), "the site does not open"); }

    void make_course() {
        // The folder's lock was let go when make_site() returned.
        made_.organisation = must(site().found("Comune di prova"), "no organisation");
        app::NewInvitation wish;
        wish.role = app::Role::trainer;
        wish.address = "http://sito";
        const auto link = must(site().invite(the_operator, wish), "no invitation").link;
        made_.link = link;
        auto laptop = std::make_shared<Machine>("trainer");
        Device trainer(1000, laptop, "docente", "docente");
        join_with(trainer, link);
        const fs::path course = made_.folder.path() / "prova";
        write_course(course, "Prima versione.");
        const std::string first = made_.folder.file("first.parcel");
        publish(**trainer.client(), course, random_, first);
        must(site().take_package(the_operator, first), "the package is refused");
        write_course_again(course);
        publish(**trainer.client(), course, random_, made_.second_version());
        made_.course = must(site().courses(the_operator), "no courses").front().id;
        made_.edition = must(site().add_edition(the_operator, {made_.course, made_.organisation,
                                                               "Autunno", "Europe/Rome", "", ""}),
                             "no edition")
                            .id;
    }
    // Only the page: ids that were written into the sources stay.
    void write_course_again(const fs::path& course) {
        std::ifstream in(course / "pagina.md");
        std::string text(std::istreambuf_iterator<char>(in), {});
        text.replace(text.find("Prima"), 5, "Seconda");
        write_text(course / "pagina.md", text);
    }

    void join(Device& device) {
        if (const auto known = made_.accounts.find(device.user()); known != made_.accounts.end()) {
            device.account = known->second;
            sign_in(device);
        } else {
            const auto role = device.user() == teacher ? app::Role::trainer : app::Role::learner;
            const auto account =
                must(site().add_account(the_operator,
                                        {device.user(), device.user(), role, made_.organisation}),
                     "no account")
                    .id;
            app::NewInvitation wish;
            wish.organisation = made_.organisation;
            wish.account = account;
            wish.address = "http://sito";
            join_with(device, must(site().invite(the_operator, wish), "no invitation").link);
            made_.accounts[device.user()] = account;
            made_.enrolments[device.user()] =
                must(site().enrol(the_operator, made_.edition, account), "not enrolled").id;
        }
        client::Client& client = **device.client();
        exchange_all(client, *site_);
        fetch_chunks(client, site_->chunks);  // what describes it
        must(client.begin_download("prova", {}), "the course cannot be downloaded");
        fetch_chunks(client, site_->chunks);
    }
    void join_with(Device& device, const std::string& link) {
        client::Client& client = *must(device.client(), "the client does not open");
        const Bytes request =
            must(client.join_request(link, device.user(), bytes_of(passphrase)), "no join request");
        must(client.join_answer(must(site_->exchange(request), "no answer")), "not joined");
    }
    void sign_in(Device& device) {
        client::Client& client = *must(device.client(), "the client does not open");
        Bytes request = must(client.salt_request(made_.link, device.user()), "no salt request");
        must(client.join_answer(must(site_->exchange(request), "no answer")), "no salt");
        request = must(client.sign_in_request(bytes_of(passphrase)), "no sign-in");
        must(client.join_answer(must(site_->exchange(request), "no answer")), "not joined");
    }

    void keep() {
        made_.end = site_->machine.clock.now();
        for (std::size_t i = 0; i < devices_.size(); ++i) made_.devices[i] = devices_[i]->ask_id();
        for (auto& device : devices_) device->end_program();
        site_->stop();
        for (std::size_t i = 0; i < first_machines; ++i)
            made_.machines[i] = machines_[i]->disk.image();
        made_.site = site_->machine.disk.image();
        made_.chunks = site_->chunks.all();
    }

    Beginning& made_;
    test::SeededRandom random_{4711};
    std::unique_ptr<SiteHost> site_;
    std::vector<std::shared_ptr<Machine>> machines_;
    std::vector<std::unique_ptr<Device>> devices_;
};

}  // namespace

const Beginning& beginning() {
    static const std::unique_ptr<Beginning> made = [] {
        auto beginning = std::make_unique<Beginning>();
        Maker(*beginning).make();
        return beginning;
    }();
    return *made;
}

void exchange_all(client::Client& client, SiteHost& site) {
    for (int round = 0; round < rounds_max; ++round) {
        const Bytes body = must(client.output(), "no output");
        const Bytes answer = must(site.exchange(body), "no answer");
        const auto report = must(client.receive(answer), "an answer is not received");
        if (!report.faults.empty()) throw Violation("a fault: " + report.faults.front().message);
        if (!report.again && must(client.status(), "no status").events_unsent == 0) return;
    }
    throw Violation("an exchange without faults does not come to an end");
}

void fetch_chunks(client::Client& client, SimChunks& chunks) {
    for (int round = 0; round < rounds_max; ++round) {
        must(client.advance_downloads(), "a download does not advance");
        const auto wanted = client.wanted_chunks(1000);
        if (wanted.empty()) return;
        for (const ChunkId& id : wanted)
            if (const auto sealed = chunks.get(id))
                must(client.put_chunk(id, *sealed), "a chunk is refused");
    }
    throw Violation("a download does not come to an end");
}

}  // namespace approdo::sim
