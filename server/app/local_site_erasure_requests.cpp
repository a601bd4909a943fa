// People who ask to be erased: who they are, and telling one why not. Granting it is erasing the
// person, which leaves nothing that could say so but the site's signed record.
#include <algorithm>

#include "content/model/erasure_wish.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t reason_bytes_max = 1'000;

std::optional<content::ErasureWish> open_wish(store::Session& session, const AccountId& account) {
    const auto bytes = session.projections().record(learner_scope(account));
    if (!bytes) return std::nullopt;
    const auto record = content::decode_learner_record(*bytes);
    if (!record.ok()) return std::nullopt;
    auto wish = content::erasure_wish_in(*record);
    return wish && wish->is_open() ? std::move(wish) : std::nullopt;
}

}  // namespace

Result<std::vector<ErasureRequest>> LocalSite::erasure_requests(const Actor& actor) {
    using Requests = std::vector<ErasureRequest>;
    return store::read_from<Result<Requests>>(
        *store_, [&](store::Session& session) -> Result<Requests> {
            Requests requests;
            for (const AccountId& account : session.projections().asking_erasure()) {
                const auto person = session.people().find(account);
                const auto wish = open_wish(session, account);
                if (!person || !wish || !may_erase(session, actor, account).ok()) continue;
                requests.push_back({account, person->user_name, person->display_name,
                                    wish->asked.at, wish->asked.words});
            }
            std::stable_sort(
                requests.begin(), requests.end(),
                [](const ErasureRequest& a, const ErasureRequest& b) { return a.asked < b.asked; });
            return requests;
        });
}

Result<void> LocalSite::refuse_erasure(const Actor& actor, const AccountId& account,
                                       const std::string& reason) {
    if (reason.empty() || reason.size() > reason_bytes_max) {
        return fail(ErrorCode::invalid_input,
                    "Say why, in a few words: the person who asked reads it.");
    }
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        APPRODO_CHECK(may_erase(session, actor, account));
        fold_everything(session);
        const auto wish = open_wish(session, account);
        if (!wish) {
            return fail(ErrorCode::not_found,
                        "This person does not ask to be erased: see erasure list.");
        }
        content::ErasureRefused refused;
        refused.request = wish->asked.request;
        refused.at = clock_.now().wall;
        refused.reason = reason;
        scribe_.write(session, learner_scope(account), {site_event(refused, EnrolmentId{})});
        fold_everything(session);
        note(session, actor, "refuse erasure", account.hex());
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return {};
}

}  // namespace approdo::app
