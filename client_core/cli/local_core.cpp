#include "client_core/cli/local_core.hpp"

#include <algorithm>

#include "client_core/cli/local_call.hpp"
#include "client_core/core/views_json.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::cli {
namespace {

struct Function {
    std::string_view name;
    approdo_code (*perform)(LocalCall&);
    bool opens = false;  // makes a client in a folder
};

template <auto Called>
constexpr Function function(std::string_view name, bool opens = false) {
    return {name, [](LocalCall& call) { return call.perform(Called); }, opens};
}

// approdo.h in its order; a test holds the two against each other.
constexpr Function table[] = {
    function<approdo_set_language>("approdo_set_language"),
    function<approdo_speak>("approdo_speak"),
    function<approdo_say>("approdo_say"),
    function<approdo_version>("approdo_version"),
    function<approdo_create>("approdo_create", true),
    function<approdo_unlock>("approdo_unlock", true),
    function<approdo_unlock_with_secret>("approdo_unlock_with_secret", true),
    function<approdo_slots>("approdo_slots"),
    function<approdo_slots_check>("approdo_slots_check"),
    function<approdo_slot_add>("approdo_slot_add"),
    function<approdo_slot_remove>("approdo_slot_remove"),
    function<approdo_passphrase_begin>("approdo_passphrase_begin"),
    function<approdo_passphrase_end>("approdo_passphrase_end"),
    function<approdo_secrets_under>("approdo_secrets_under"),
    function<approdo_sign_in_secret>("approdo_sign_in_secret"),
    function<approdo_site_card>("approdo_site_card"),
    function<approdo_join_request>("approdo_join_request"),
    function<approdo_salt_request>("approdo_salt_request"),
    function<approdo_sign_in_request>("approdo_sign_in_request"),
    function<approdo_join_answer>("approdo_join_answer"),
    function<approdo_pending_join>("approdo_pending_join"),
    function<approdo_person>("approdo_person"),
    function<approdo_output>("approdo_output"),
    function<approdo_receive>("approdo_receive"),
    function<approdo_carried_output>("approdo_carried_output"),
    function<approdo_carried_was_taken>("approdo_carried_was_taken"),
    function<approdo_export>("approdo_export"),
    function<approdo_link_failed>("approdo_link_failed"),
    function<approdo_exchange_due>("approdo_exchange_due"),
    function<approdo_courses>("approdo_courses"),
    function<approdo_course>("approdo_course"),
    function<approdo_download_plan>("approdo_download_plan"),
    function<approdo_download_begin>("approdo_download_begin"),
    function<approdo_downloads>("approdo_downloads"),
    function<approdo_chunks_wanted>("approdo_chunks_wanted"),
    function<approdo_chunk_put>("approdo_chunk_put"),
    function<approdo_chunks_put>("approdo_chunks_put"),
    function<approdo_download_finish>("approdo_download_finish"),
    function<approdo_download_cancel>("approdo_download_cancel"),
    function<approdo_download_remove>("approdo_download_remove"),
    function<approdo_cache_budget>("approdo_cache_budget"),
    function<approdo_file_info>("approdo_file_info"),
    function<approdo_file_part>("approdo_file_part"),
    function<approdo_file>("approdo_file"),
    function<approdo_read>("approdo_read"),
    function<approdo_page_turn>("approdo_page_turn"),
    function<approdo_declare_completed>("approdo_declare_completed"),
    function<approdo_media_seen>("approdo_media_seen"),
    function<approdo_notes>("approdo_notes"),
    function<approdo_note>("approdo_note"),
    function<approdo_quiz>("approdo_quiz"),
    function<approdo_quiz_open>("approdo_quiz_open"),
    function<approdo_quiz_view>("approdo_quiz_view"),
    function<approdo_quiz_answer>("approdo_quiz_answer"),
    function<approdo_quiz_submit>("approdo_quiz_submit"),
    function<approdo_file_choose>("approdo_file_choose"),
    function<approdo_hand_in>("approdo_hand_in"),
    function<approdo_handed_file>("approdo_handed_file"),
    function<approdo_announcements>("approdo_announcements"),
    function<approdo_announcement_read>("approdo_announcement_read"),
    function<approdo_meetings>("approdo_meetings"),
    function<approdo_meeting_calendar>("approdo_meeting_calendar"),
    function<approdo_meeting_attended>("approdo_meeting_attended"),
    function<approdo_reviews>("approdo_reviews"),
    function<approdo_review_answer>("approdo_review_answer"),
    function<approdo_review_rate>("approdo_review_rate"),
    function<approdo_data>("approdo_data"),
    function<approdo_erasure_ask>("approdo_erasure_ask"),
    function<approdo_erasure_withdraw>("approdo_erasure_withdraw"),
    function<approdo_record>("approdo_record"),
    function<approdo_attestation>("approdo_attestation"),
    function<approdo_verify>("approdo_verify"),
    function<approdo_classes>("approdo_classes"),
    function<approdo_status>("approdo_status"),
    function<approdo_devices>("approdo_devices"),
    function<approdo_check>("approdo_check"),
};

const Function* find(std::string_view name) {
    const auto* found = std::find_if(std::begin(table), std::end(table),
                                     [&](const Function& each) { return each.name == name; });
    return found == std::end(table) ? nullptr : found;
}

void put(Bytes& to, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        to.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

Bytes answer_with(std::uint32_t code, std::uint32_t handle, ByteView result) {
    Bytes answer;
    answer.reserve(8 + result.size());
    put(answer, code);
    put(answer, handle);
    append(answer, result);
    return answer;
}

// In the language that the page set for the core's own messages.
Bytes in_words(const Error& error) {
    approdo_buffer* said = nullptr;
    Error spoken = error;
    if (approdo_say(error.message.data(), error.message.size(), &said) == 0) {
        const ByteView text(approdo_buffer_data(said), approdo_buffer_size(said));
        spoken.message = std::string(text_of(text));
    }
    approdo_buffer_free(said);
    return answer_with(static_cast<std::uint32_t>(error.code), 0,
                       bytes_of(client::to_json(spoken)));
}

void tell_time(void* context, std::int64_t* wall_ms, std::uint64_t* boot_ms,
               std::uint8_t* session) {
    const Instant now = static_cast<SystemClock*>(context)->now();
    *wall_ms = now.wall.value;
    *boot_ms = now.boot.value;
    std::copy(now.session.bytes.begin(), now.session.bytes.end(), session);
}

void give_chance(void*, std::uint8_t* to, std::size_t size) {
    crypto::SystemRandom().fill({to, size});
}

}  // namespace

LocalCore::LocalCore(std::filesystem::path home) : home_(std::move(home)) {
    approdo_host host{};
    host.context = &clock_;
    host.now = tell_time;
    host.random = give_chance;
    host.exclusive = 1;  // as every command: the profile is locked for this program
    approdo_set_host(&host);
}

LocalCore::~LocalCore() {
    close_all();
}

std::vector<std::string_view> LocalCore::functions() {
    std::vector<std::string_view> names;
    for (const Function& each : table) names.push_back(each.name);
    return names;
}

void LocalCore::close_all() {
    const std::scoped_lock guard(mutex_);
    for (auto& [handle, open] : open_) approdo_close(open.client);
    open_.clear();
}

bool LocalCore::has_open(std::string_view profile) const {
    const std::scoped_lock guard(mutex_);
    return std::any_of(open_.begin(), open_.end(),
                       [&](const auto& each) { return each.second.profile == profile; });
}

Result<Bytes> LocalCore::call(std::string_view name, ByteView arguments) {
    const std::scoped_lock guard(mutex_);
    return run(name, arguments);
}

// The folder of a profile that nobody else works on.
Result<std::string> LocalCore::enter(std::string_view name,
                                     std::optional<ProfileLock>& lock) const {
    APPRODO_CHECK(check_profile_name(name));
    const Profile profile(home_, std::string(name));
    if (!std::filesystem::exists(profile.folder())) {
        return fail(ErrorCode::not_found, "there is no profile «" + profile.name() + "»");
    }
    APPRODO_TRY(lock, ProfileLock::take(profile));
    return profile.folder().string();
}

// The one function of the interface that answers nothing.
Result<Bytes> LocalCore::close(ByteView arguments) {
    const auto nobody = [](std::uint64_t) -> approdo_client* { return nullptr; };
    LocalCall call(arguments, nobody, {});
    const std::uint64_t handle = call.only_number();
    if (!call.is_fit()) {
        return fail(ErrorCode::malformed, "this function of the core takes other arguments");
    }
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [&](const auto& each) { return each.first == handle; });
    if (found == open_.end()) return answer_with(code_closed, 0, {});
    approdo_close(found->second.client);
    open_.erase(found);
    return answer_with(0, 0, {});
}

Result<Bytes> LocalCore::run(std::string_view name, ByteView arguments) {
    if (name == "approdo_close") return close(arguments);
    const Function* function = find(name);
    if (function == nullptr) {
        return fail(ErrorCode::not_found, "the core has no function of this name");
    }
    std::optional<ProfileLock> lock;
    std::optional<Error> failure;
    std::string profile;
    const auto client_of = [&](std::uint64_t handle) {
        const auto found =
            handle > UINT32_MAX ? open_.end() : open_.find(static_cast<std::uint32_t>(handle));
        return found == open_.end() ? nullptr : found->second.client;
    };
    const auto folder_of = [&](std::string_view wanted) {
        profile = wanted;
        auto folder = enter(wanted, lock);
        if (folder.ok()) return std::move(*folder);
        failure = folder.error();
        return std::string();
    };
    LocalCall call(arguments, client_of,
                   function->opens ? LocalCall::Folders(folder_of) : LocalCall::Folders());
    const approdo_code code = function->perform(call);
    if (failure) return in_words(*failure);
    if (call.lacks_client()) return answer_with(code_closed, 0, {});
    if (!call.is_fit()) {
        return fail(ErrorCode::malformed, "this function of the core takes other arguments");
    }
    if (!function->opens || code != 0) {
        return answer_with(static_cast<std::uint32_t>(code), 0, call.take_result());
    }
    open_.emplace(++last_handle_, Open{profile, std::move(*lock), call.made()});
    return answer_with(0, last_handle_, call.take_result());
}

}  // namespace approdo::cli
