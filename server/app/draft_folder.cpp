#include "server/app/draft_folder.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "server/app/imported_course.hpp"

namespace approdo::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr const char* card_name = "draft.json";
constexpr std::int64_t stale_after_ms = 30LL * 24 * 3600 * 1000;
constexpr std::size_t name_bytes_max = 200;

// The last part of the name as sent, in a form that every file system takes; its end says of what
// kind it is, and stays.
std::string safe_name(std::string_view given) {
    const auto slash = given.find_last_of("/\\");
    if (slash != std::string_view::npos) given.remove_prefix(slash + 1);
    std::string name;
    for (const char c : given) name += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '_' : c;
    if (name.size() > name_bytes_max) name.erase(0, name.size() - name_bytes_max);
    // Not in the middle of a character.
    while (!name.empty() && (static_cast<unsigned char>(name.front()) & 0xc0) == 0x80)
        name.erase(0, 1);
    if (name.empty() || name.front() == '.') name.insert(0, "file");
    return name;
}

Error still_reading() {
    return fail(ErrorCode::busy, "The file is still being checked: wait a moment.");
}

void clear_away(const fs::path& path) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

}  // namespace

DraftFolder::DraftFolder(fs::path folder, Random& random, Clock& clock, Import import,
                         Limits limits)
    : folder_(std::move(folder)),
      random_(random),
      clock_(clock),
      import_(std::move(import)),
      limits_(limits),
      reader_(1, limits.waiting_max) {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
    const std::lock_guard lock(mutex_);
    for (const auto& one : fs::directory_iterator(folder_)) {
        const auto draft = read(one.path());
        // What has no card never became one: the server ended in between.
        if (!draft) {
            clear_away(one.path());
        } else if (!draft->is_checked) {
            start_reading(*draft);
        }
    }
}

DraftFolder::~DraftFolder() {
    stop();
}

void DraftFolder::stop() {
    reader_.stop();
}

std::optional<Draft> DraftFolder::read(const fs::path& folder) const {
    const auto id = DraftId::from_hex(folder.filename().string());
    std::ifstream in(folder / card_name);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    boost::system::error_code failure;
    const json::value card = json::parse(text, failure);
    if (!id.ok() || failure) return std::nullopt;
    Draft draft;
    draft.id = *id;
    draft.owner = *AccountId::from_hex(std::string(card.at("owner").as_string()));
    draft.file = std::string(card.at("file").as_string());
    draft.bytes = card.at("bytes").to_number<std::uint64_t>();
    draft.brought = {card.at("brought").to_number<std::int64_t>()};
    draft.published = {card.at("published").to_number<std::uint64_t>()};
    draft.folder = folder;
    draft.is_checked = was_imported(folder);
    return draft;
}

void DraftFolder::write(const Draft& draft) const {
    const fs::path unfinished = draft.folder / "draft.unfinished";
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(unfinished);
    out << json::object{{"owner", draft.owner.hex()},
                        {"file", draft.file},
                        {"bytes", draft.bytes},
                        {"brought", draft.brought.value},
                        {"published", draft.published.value}};
    out.close();
    fs::rename(unfinished, draft.folder / card_name);
}

std::vector<Draft> DraftFolder::all() const {
    std::vector<Draft> drafts;
    for (const auto& one : fs::directory_iterator(folder_))
        if (auto draft = read(one.path())) drafts.push_back(std::move(*draft));
    return drafts;
}

Result<void> DraftFolder::has_room(std::uint64_t bytes) const {
    if (fs::space(folder_).available >= 3 * bytes + limits_.spare_bytes) return {};
    return fail(ErrorCode::exhausted,
                "The server has no room to read this file at present: try later, or ask whoever "
                "runs it.");
}

void DraftFolder::remove_stale() {
    const UtcMs now = clock_.now().wall;
    for (const Draft& draft : all()) {
        if (now.value - draft.brought.value > stale_after_ms && !reading_.contains(draft.id))
            clear_away(draft.folder);
    }
}

// The old reading goes first: a report is never that of another file.
Result<void> DraftFolder::take_in(Draft& draft, const fs::path& upload) {
    APPRODO_CHECK(has_room(fs::file_size(upload)));
    draft.bytes = fs::file_size(upload);
    draft.brought = clock_.now().wall;
    draft.published = {};
    draft.is_checked = false;
    for (const char* part : {"import.json", "source", "scratch", "values", "course.zip"})
        fs::remove_all(draft.folder / part);
    fs::create_directories(draft.folder / "source");
    fs::rename(upload, draft.folder / "source" / draft.file);
    write(draft);
    start_reading(draft);
    return {};
}

void DraftFolder::start_reading(const Draft& draft) {
    reading_.insert(draft.id);
    const bool taken = reader_.try_post([this, draft] {
        // What a cut reading left is in the way of the next.
        clear_away(draft.folder / "scratch");
        clear_away(draft.folder / "values");
        try {
            import_(draft.folder, draft.file, draft.owner);
        } catch (const std::exception&) {
            write_refusal(draft.folder, draft.file, notice("this file could not be read"),
                          notice("upload it once more"));
        }
        const std::lock_guard lock(mutex_);
        reading_.erase(draft.id);
    });
    if (!taken) reading_.erase(draft.id);
}

Result<Draft> DraftFolder::add(const AccountId& owner, const std::string& file,
                               const fs::path& upload) {
    const std::lock_guard lock(mutex_);
    remove_stale();
    const auto drafts = all();
    const auto own = std::count_if(drafts.begin(), drafts.end(),
                                   [&](const Draft& one) { return one.owner == owner; });
    if (static_cast<std::size_t>(own) >= limits_.per_account_max)
        return fail(ErrorCode::busy, "You have " + std::to_string(own) +
                                         " drafts: throw away those that you do not need.");
    Draft draft;
    draft.id = random_.id<DraftId>();
    draft.owner = owner;
    draft.file = safe_name(file);
    draft.folder = folder_ / draft.id.hex();
    fs::create_directories(draft.folder);
    APPRODO_CHECK(take_in(draft, upload));
    return draft;
}

Result<Draft> DraftFolder::replace(const AccountId& owner, const DraftId& id,
                                   const std::string& file, const fs::path& upload) {
    APPRODO_TRY(Draft draft, checked(owner, id));
    const std::lock_guard lock(mutex_);
    // Another window may have been quicker.
    if (reading_.contains(id)) return still_reading();
    draft.file = safe_name(file);
    APPRODO_CHECK(take_in(draft, upload));
    return draft;
}

Result<Draft> DraftFolder::find(const AccountId& owner, const DraftId& id) {
    const std::lock_guard lock(mutex_);
    auto draft = read(folder_ / id.hex());
    if (!draft || draft->owner != owner)
        return fail(ErrorCode::not_found, "This draft is not known here: upload the file again.");
    // The queue was full, or the disk was: it is tried again when somebody looks.
    if (!draft->is_checked && !reading_.contains(id)) start_reading(*draft);
    return std::move(*draft);
}

Result<Draft> DraftFolder::checked(const AccountId& owner, const DraftId& id) {
    APPRODO_TRY(Draft draft, find(owner, id));
    if (!draft.is_checked) return still_reading();
    return draft;
}

std::vector<Draft> DraftFolder::of(const AccountId& owner) {
    const std::lock_guard lock(mutex_);
    std::vector<Draft> drafts = all();
    std::erase_if(drafts, [&](const Draft& one) { return one.owner != owner; });
    std::sort(drafts.begin(), drafts.end(),
              [](const Draft& a, const Draft& b) { return a.brought > b.brought; });
    return drafts;
}

Result<void> DraftFolder::discard(const AccountId& owner, const DraftId& id) {
    APPRODO_TRY(const Draft draft, checked(owner, id));
    const std::lock_guard lock(mutex_);
    if (reading_.contains(id)) return still_reading();
    // Its card first: half a draft is none.
    fs::remove(draft.folder / card_name);
    clear_away(draft.folder);
    return {};
}

void DraftFolder::note_published(const Draft& draft, ContentVersion version) {
    const std::lock_guard lock(mutex_);
    auto published = read(draft.folder);
    // Thrown away meanwhile, or another file by now.
    if (!published || published->brought != draft.brought) return;
    published->published = version;
    write(*published);
}

}  // namespace approdo::app
