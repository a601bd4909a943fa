#include "tests/system/world.hpp"

#include <fstream>
#include <stdexcept>

#include "server/app/backup.hpp"
#include "server/app/data_folder.hpp"
#include "server/store/sqlite.hpp"

namespace approdo::test {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view passphrase = "quattro parole di prova";
constexpr std::string_view address = "http://localhost:8080";

template <class T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().message);
    return std::move(*result);
}
void must(const Result<void>& result) {
    if (!result.ok()) throw std::runtime_error(result.error().message);
}

class NoFiles final : public package::FileSource {
  public:
    Result<std::size_t> read(const std::string& source, std::uint64_t, MutableByteView) override {
        return fail(ErrorCode::not_found, source);
    }
};

content::AuthoredCourse course_of(int pages, Random& random) {
    content::AuthoredCourse authored;
    content::Course& course = authored.course;
    course.id = random.id<CourseId>();
    course.slug = "prova";
    course.languages = {"it"};
    course.title = content::LocalText("it", "Corso di prova");
    content::Module module;
    module.id = random.id<ModuleId>();
    module.slug = "uno";
    module.title = content::LocalText("it", "Modulo uno");
    for (int i = 0; i < pages; ++i) {
        content::Unit unit;
        unit.id = random.id<UnitId>();
        unit.kind = content::UnitKind::page;
        unit.slug = "p" + std::to_string(i);
        unit.completion.kind = content::CompletionKind::read;
        content::Variant variant;
        variant.language = "it";
        variant.path = "uno/" + unit.slug;
        variant.title = unit.slug;
        unit.variants.push_back(variant);
        module.units.push_back(unit);
        content::AuthoredPage page;
        page.path = variant.path;
        page.module = module.id;
        page.page.unit = unit.id;
        page.page.language = "it";
        page.page.title = unit.slug;
        page.page.blocks = 1;
        page.page.html = "<p id=\"b1\">" + unit.slug + "</p>";
        authored.pages.push_back(page);
    }
    course.modules.push_back(module);
    return authored;
}

}  // namespace

SystemSite::SystemSite(Random& random, ManualClock& clock, std::size_t reply_bytes_max)
    : random_(random), clock_(clock), reply_bytes_max_(reply_bytes_max) {
    const fs::path folder = folder_.path() / "site0";
    must(app::init_site(options(folder), "Comune di prova", address));
    open(folder);
}

app::SiteOptions SystemSite::options(const fs::path& folder) {
    return {folder, clock_, random_, nullptr, app::Turning::by_owner, reply_bytes_max_};
}

void SystemSite::open(const fs::path& path) {
    auto folder = must(app::DataFolder::open(path));
    auto keys = must(app::load_site_keys(folder.keys()));
    auto chunks = std::make_unique<store::FolderChunks>(folder.chunks());
    store::SqliteOptions database;
    database.path = folder.database().string();
    auto store = must(store::open_sqlite(database, *chunks));
    store_ = store.get();
    site_ = std::make_unique<app::LocalSite>(options(path), std::move(folder), std::move(keys),
                                             std::move(chunks), std::move(store));
}

void SystemSite::settle() {
    while (site_->turn()) {
    }
}

Result<Bytes> SystemSite::post(ByteView body, const std::string& peer) {
    Result<Bytes> result{Bytes{}};
    site_->exchange(copy_of(body), peer, [&](Result<Bytes> answer) { result = std::move(answer); });
    settle();
    return result;
}

AccountId SystemSite::add_person(const std::string& name, app::Role role) {
    app::NewAccount wish;
    wish.role = role;
    wish.user_name = name;
    wish.display_name = name;
    wish.organisation = must(site_->find_organisation("Comune di prova"));
    return must(site_->add_account(app::Actor::machine_operator(), wish)).id;
}

std::string SystemSite::invite(const AccountId& account) {
    app::NewInvitation wish;
    wish.account = account;
    wish.address = address;
    return must(site_->invite(app::Actor::machine_operator(), wish)).link;
}

EditionId SystemSite::open_edition(int pages) {
    Laptop trainer(random_, clock_);
    const AccountId account = add_person("formatore");
    trainer.join(*this, invite(account), "formatore");
    NoFiles files;
    const fs::path parcel = folder_.path() / "course.approdo";
    {
        std::ofstream out(parcel, std::ios::binary);
        must(trainer->publish(course_of(pages, random_), files, {}, [&](ByteView piece) {
            out.write(reinterpret_cast<const char*>(piece.data()),
                      static_cast<std::streamsize>(piece.size()));
        }));
    }
    const auto console = app::Actor::machine_operator();
    app::NewEdition wish;
    wish.course = must(site_->take_package(console, parcel)).course;
    wish.organisation = must(site_->find_organisation("Comune di prova"));
    wish.name = "autunno";
    const auto edition = must(site_->add_edition(console, wish));
    settle();
    return edition.id;
}

void SystemSite::enrol(const EditionId& edition, const AccountId& account) {
    must(site_->enrol(app::Actor::machine_operator(), edition, account));
    settle();
}

void SystemSite::back_up(const std::string& name) {
    settle();
    must(site_->back_up(folder_.path() / name));
}

Result<app::BackupReport> SystemSite::archive(const fs::path& name) {
    return site_->archive(folder_.path() / name);
}

void SystemSite::restore(const std::string& name, const fs::path& erased_list) {
    must(try_restore(name, erased_list));
}

Result<void> SystemSite::try_restore(const std::string& name, const fs::path& erased_list) {
    site_.reset();
    ++lives_;
    auto how = options(folder());
    how.erased_list = erased_list;
    APPRODO_CHECK(app::restore_backup(how, folder_.path() / name));
    open(folder());
    return {};
}

fs::path SystemSite::keep_list(const std::string& name) {
    fs::copy_file(folder() / "erased", folder_.path() / name);
    return folder_.path() / name;
}

fs::path SystemSite::folder() const {
    return folder_.path() / ("site" + std::to_string(lives_));
}

std::uint32_t SystemSite::pages_read(const EditionId& edition, const AccountId& account) {
    settle();
    std::uint32_t pages = 0;
    store_->read([&](store::Session& session) {
        const auto enrolment = session.catalogue().enrolment_of(edition, account);
        const auto status = enrolment ? session.projections().status(enrolment->id) : std::nullopt;
        if (status) pages = status->required_completed;
    });
    return pages;
}

std::vector<app::Device> SystemSite::devices_of(const AccountId& account) {
    return must(site_->devices(app::Actor::machine_operator(), account));
}

Laptop::Laptop(Random& random, ManualClock& clock)
    : random_(random), clock_(clock), key_(crypto::SymmetricKey::random(random)) {
    open();
}

void Laptop::open() {
    client::Host host;
    host.clock = &clock_;
    host.random = &random_;
    host.cost = crypto::lowest_accepted_cost();
    host.folder = folder_.path().string();
    host.record_kept_every = 10;
    client_ = must(client::Client::open(host, key_));
}

void Laptop::join(SystemSite& site, const std::string& link, const std::string& name) {
    const Bytes request = must(client_->join_request(link, name, bytes_of(passphrase)));
    must(client_->join_answer(must(site.post(request))));
    sync(site);
}

void Laptop::sign_in(SystemSite& site, const std::string& link, const std::string& name) {
    sign_in_only(site, link, name);
    sync(site);
}

void Laptop::start_again() {
    client_.reset();
    open();
}

void Laptop::become_copy_of(Laptop& other) {
    client_.reset();
    other.client_.reset();
    fs::copy(other.folder_.path(), folder_.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    key_ = other.key_.duplicate();
    other.open();
    open();
}

void Laptop::sign_in_only(SystemSite& site, const std::string& link, const std::string& name) {
    must(client_->join_answer(must(site.post(must(client_->salt_request(link, name))))));
    must(client_->join_answer(
        must(site.post(must(client_->sign_in_request(bytes_of(passphrase)))))));
}

client::SyncReport Laptop::exchange_once(SystemSite& site) {
    const Bytes answer = must(site.post(must(client_->output())));
    bytes_received += answer.size();
    return must(client_->receive(answer));
}

client::SyncReport Laptop::sync(SystemSite& site) {
    client::SyncReport report;
    for (int round = 0; round < 50; ++round) {
        report = exchange_once(site);
        if (!report.again) break;
    }
    // The description of a course comes by itself, its pages when somebody asks for them.
    download(site);
    const auto cards = must(client_->courses());
    for (const client::CourseCard& card : cards) {
        if (card.state == client::CourseState::available) {
            must(client_->begin_download(card.slug, {}));
        }
    }
    download(site);
    return report;
}

void Laptop::download(SystemSite& site) {
    for (int round = 0; round < 50; ++round) {
        (void)must(client_->advance_downloads());
        const auto wanted = client_->wanted_chunks(1000);
        if (wanted.empty()) return;
        for (const ChunkId& id : wanted) {
            if (const auto sealed = site->chunk(id)) must(client_->put_chunk(id, *sealed));
        }
    }
}

void Laptop::read_page(int page) {
    must(client_->page_turn("prova/p" + std::to_string(page), 1, 30));
}

std::uint32_t Laptop::pages_read() {
    const auto courses = must(client_->courses());
    return courses.empty() ? 0 : courses.front().units_completed;
}

}  // namespace approdo::test
