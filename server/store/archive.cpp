#include "server/store/archive.hpp"

#include "sync/wire/archive.hpp"

namespace approdo::store {

namespace {

constexpr const char* archived_setting = "archived_to";

}  // namespace

Position archived_to(Session& session) {
    const auto held = session.site_logs().setting(archived_setting);
    if (!held) return {};
    const auto position = wire::decode<Position>(*held);
    return position.ok() ? *position : Position{};
}

void put_archived_to(Session& session, Position position) {
    session.site_logs().put_setting(archived_setting, wire::encode(position));
}

CopyMark mark_of(Session& session) {
    CopyMark mark{session.segments().newest(), session.server_epoch(), {}};
    for (const Organisation& node : session.territory().list()) {
        if (node.parent.is_zero()) mark.site = node.id;
    }
    return mark;
}

}  // namespace approdo::store
