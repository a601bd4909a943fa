#include "client_core/cli/local_profiles.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "client_core/cli/key_keeper.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/key_slots.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t label_bytes_max = 1024;
constexpr std::size_t settings_bytes_max = 16 * 1024;
constexpr int names_tried_max = 1000;

Error no_such(std::string_view name) {
    return fail(ErrorCode::not_found, "there is no profile «" + std::string(name) + "»");
}

std::string done_json() {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).end_object();
    return json.take();
}

std::uint64_t bytes_below(const fs::path& folder) {
    std::uint64_t total = 0;
    std::error_code failure;
    for (const auto& entry : fs::recursive_directory_iterator(folder, failure)) {
        const auto size = entry.is_regular_file(failure) ? entry.file_size(failure) : 0;
        // A journal may go while it is looked at.
        if (!failure) total += size;
    }
    return total;
}

// Files of a profile that was never finished open with no key any more.
void clear_unfinished(const Profile& profile) {
    for (const char* name : {"progress.db", "cache.db"}) {
        for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
            fs::remove(profile.folder() / (std::string(name) + tail));
        }
    }
}

}  // namespace

LocalAnswer json_answer(std::string json) {
    LocalAnswer answer;
    answer.type = "application/json";
    answer.body = copy_of(bytes_of(json));
    answer.headers.emplace_back("cache-control", "no-store");
    return answer;
}

LocalAnswer bytes_answer(Bytes bytes) {
    LocalAnswer answer;
    answer.type = "application/octet-stream";
    answer.body = std::move(bytes);
    answer.headers.emplace_back("cache-control", "no-store");
    return answer;
}

Result<Profile> LocalProfiles::named(std::string_view name) const {
    APPRODO_CHECK(check_profile_name(name));
    Profile profile(home_, std::string(name));
    if (!fs::exists(profile.folder())) return no_such(name);
    return profile;
}

// A person who joined at the terminal has no label yet: the profile's name tells two apart.
std::string LocalProfiles::label_of(const std::string& name) const {
    const Profile profile(home_, name);
    const auto kept = read_file(profile.folder() / "label", label_bytes_max);
    return kept.ok() && !kept->empty() ? std::string(text_of(*kept)) : name;
}

Result<LocalAnswer> LocalProfiles::answer(std::string_view path, ByteView body) const {
    if (path.empty()) return list();
    if (path.front() != '/') return fail(ErrorCode::not_found, "there is no such page here");
    path.remove_prefix(1);
    if (path == "make") return make();
    const std::size_t slash = path.find('/');
    APPRODO_TRY(const Profile profile, named(path.substr(0, slash)));
    return about(profile, slash == std::string_view::npos ? "" : path.substr(slash + 1), body);
}

Result<LocalAnswer> LocalProfiles::list() const {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).name("profiles").begin_list();
    for (const std::string& name : profiles_in(home_)) {
        json.begin_object().member("profile", name).member("label", label_of(name)).end_object();
    }
    json.end_list().end_object();
    return json_answer(json.take());
}

// The first is called as every command calls it when none is named.
Result<LocalAnswer> LocalProfiles::make() const {
    for (int number = 1; number <= names_tried_max; ++number) {
        const std::string tail = number == 1 ? "" : "-" + std::to_string(number);
        const Profile profile(home_, "default" + tail);
        if (profile.exists()) continue;
        profile.make_folder();
        APPRODO_TRY(const ProfileLock lock, ProfileLock::take(profile));
        clear_unfinished(profile);
        fs::remove(profile.folder() / "label");
        client::JsonWriter json;
        json.begin_object().member("schema", client::json_schema);
        json.member("profile", profile.name()).end_object();
        return json_answer(json.take());
    }
    return fail(ErrorCode::exhausted, "there are too many profiles here: remove some");
}

Result<LocalAnswer> LocalProfiles::about(const Profile& profile, std::string_view verb,
                                         ByteView body) const {
    if (verb == "slots") {
        auto slots = profile.slots();
        if (!slots) return no_such(profile.name());
        return bytes_answer(std::move(*slots));
    }
    if (verb == "keep-slots") {
        // Slots that cannot be read would lock the person out for good.
        APPRODO_CHECK(client::KeySlots::read(body));
        profile.put_slots(body);
        return json_answer(done_json());
    }
    if (verb == "label") return bytes_answer(copy_of(bytes_of(label_of(profile.name()))));
    if (verb == "keep-label") {
        APPRODO_CHECK(write_file(profile.folder() / "label",
                                 body.first(std::min(body.size(), label_bytes_max))));
        return json_answer(done_json());
    }
    if (verb == "remove") return remove(profile);
    return fail(ErrorCode::not_found, "nothing of this name can be done with a profile");
}

Result<LocalAnswer> LocalProfiles::remove(const Profile& profile) const {
    APPRODO_TRY(const ProfileLock lock, ProfileLock::take(profile));
    KeyKeeper(fs::absolute(profile.folder()).string()).forget();
    fs::remove_all(profile.folder());
    return json_answer(done_json());
}

Result<LocalAnswer> LocalProfiles::settings() const {
    auto kept = read_file(home_ / "page-settings", settings_bytes_max);
    if (!kept.ok() && kept.error().code == ErrorCode::not_found) return bytes_answer({});
    if (!kept.ok()) return kept.error();
    return bytes_answer(std::move(*kept));
}

Result<LocalAnswer> LocalProfiles::keep_settings(ByteView text) const {
    if (text.size() > settings_bytes_max) {
        return fail(ErrorCode::too_large, "these settings are larger than settings can be");
    }
    ::umask(0077);
    fs::create_directories(home_);
    APPRODO_CHECK(write_file(home_ / "page-settings", text));
    return json_answer(done_json());
}

Result<LocalAnswer> LocalProfiles::room() const {
    std::error_code failure;
    const std::uint64_t used = bytes_below(home_ / "profiles");
    const auto disk = fs::space(home_, failure);
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).member("used", used);
    json.member("free", failure ? std::uint64_t{0} : std::uint64_t{disk.available}).end_object();
    return json_answer(json.take());
}

}  // namespace approdo::cli
