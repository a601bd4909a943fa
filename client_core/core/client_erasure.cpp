// Asking the site to erase the person: an event like any other, so that it is asked offline, by
// stick and over a hub, and every device of the person shows where it stands. That it was done is
// in the site's signed record: no event would be left to say so.
#include "client_core/core/client_parts.hpp"
#include "content/model/erasure_wish.hpp"

namespace approdo::client {
namespace {

constexpr std::size_t words_bytes_max = 1'000;

bool is_asked(const ErasureView& view) {
    return view.state == ErasureState::asked || view.state == ErasureState::received;
}

void write(Client::Parts& parts, const content::ErasureRequested& asked) {
    NewEvent event;
    event.type = asked.type;
    event.payload = content::make_payload(asked);
    event.time = parts.host.clock->now();
    parts.progress.append(log::LogKind::record, {&event, 1});
    parts.folding.refresh();
}

}  // namespace

ErasureView Client::Parts::erasure() {
    ErasureView view;
    const auto wish = content::erasure_wish_in(folding.learner());
    if (wish) {
        view.asked = wish->asked.at;
        view.words = wish->asked.words;
    }
    if (const auto erased = progress.erased_at()) {
        view.state = ErasureState::done;
        view.answered = erased;
    } else if (!wish) {
        view.state = ErasureState::none;
    } else if (wish->asked.withdrawn) {
        view.state = ErasureState::withdrawn;
    } else if (wish->refused) {
        view.state = ErasureState::refused;
        view.answered = wish->refused->at;
        view.reason = wish->refused->reason;
    } else {
        const bool waits = progress.own().waits(wish->event);
        view.state = waits ? ErasureState::asked : ErasureState::received;
    }
    return view;
}

Result<ErasureView> Client::erasure() {
    APPRODO_CHECK(parts_->need_joined());
    return parts_->erasure();
}

Result<ErasureView> Client::ask_erasure(std::string_view words) {
    APPRODO_CHECK(parts_->need_joined());
    if (words.size() > words_bytes_max) {
        return fail(ErrorCode::too_large, "say why in at most 1000 bytes");
    }
    const ErasureView now = parts_->erasure();
    if (now.state == ErasureState::done) {
        return fail(ErrorCode::conflict, "the site erased your data already");
    }
    if (is_asked(now)) {
        return fail(ErrorCode::conflict,
                    "you asked for it already: the site decides, and you can take it back");
    }
    content::ErasureRequested asked;
    asked.request = parts_->host.random->id<content::RequestId>();
    asked.at = parts_->host.clock->now().wall;
    asked.words = words;
    write(*parts_, asked);
    return parts_->erasure();
}

Result<ErasureView> Client::withdraw_erasure() {
    APPRODO_CHECK(parts_->need_joined());
    const auto wish = content::erasure_wish_in(parts_->folding.learner());
    if (!wish || !is_asked(parts_->erasure())) {
        return fail(ErrorCode::not_found, "there is no request that could be taken back");
    }
    content::ErasureRequested taken_back;
    taken_back.request = wish->asked.request;
    taken_back.withdrawn = true;
    taken_back.at = wish->asked.at;
    write(*parts_, taken_back);
    return parts_->erasure();
}

}  // namespace approdo::client
