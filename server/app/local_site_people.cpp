// Organisations, accounts, invitations, sign-in.
#include "server/app/given_names.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

constexpr std::int64_t invitation_ms = 14LL * 24 * 3600 * 1000;
constexpr std::int64_t session_ms = 12LL * 3600 * 1000;

Hash token_hash(std::string_view token) {
    return crypto::hash(crypto::domain::auth, {bytes_of(token)});
}

Error not_allowed(Role role) {
    return fail(ErrorCode::forbidden, "This needs the role of " + std::string(name_of(role)) +
                                          " at that organisation or above it.");
}

// "Comune di Trapani" → "comune-di-trapani".
std::string slug_of(std::string_view name) {
    std::string slug;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool upper = c >= 'A' && c <= 'Z';
        if (plain) slug.push_back(c);
        if (upper) slug.push_back(static_cast<char>(c - 'A' + 'a'));
        if (!plain && !upper && !slug.empty() && slug.back() != '-') slug.push_back('-');
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

}  // namespace

Result<OrganisationId> LocalSite::found(std::string_view name) {
    return queue_->write<OrganisationId>([&](store::Session& session) -> Result<OrganisationId> {
        const store::Organisation root{
            random_.id<OrganisationId>(), {}, std::string(name), slug_of(name)};
        APPRODO_CHECK(session.territory().put(root));
        return root.id;
    });
}

Result<Organisation> LocalSite::add_organisation(const Actor& actor, const NewOrganisation& wish) {
    return queue_->write<Organisation>([&](store::Session& session) -> Result<Organisation> {
        const OrganisationId parent = wish.parent.value_or(root_organisation(session));
        if (!may(session, actor, Role::coordinator, parent)) return not_allowed(Role::coordinator);
        APPRODO_CHECK(check_title(wish.name));
        const store::Organisation made{random_.id<OrganisationId>(), parent, wish.name,
                                       slug_of(wish.name)};
        APPRODO_CHECK(session.territory().put(made));
        note(session, actor, "organisation", made.id.hex());
        const auto depth = session.territory().path_to_root(made.id).size();
        return Organisation{made.id, parent, made.name, static_cast<std::uint32_t>(depth - 1), 0};
    });
}

Result<std::vector<Organisation>> LocalSite::organisations(const Actor&) {
    return store::read_from<std::vector<Organisation>>(*store_, [&](store::Session& session) {
        std::map<OrganisationId, std::uint64_t> people;
        for (const store::Person& person : session.people().list("", SIZE_MAX)) {
            ++people[person.organisation];
        }
        std::vector<Organisation> rows;
        for (const store::Organisation& line : session.territory().list()) {
            const auto depth = session.territory().path_to_root(line.id).size();
            std::optional<OrganisationId> parent;
            if (!line.parent.is_zero()) parent = line.parent;
            rows.push_back({line.id, parent, line.name, static_cast<std::uint32_t>(depth - 1),
                            people[line.id]});
        }
        return rows;
    });
}

Result<OrganisationId> LocalSite::find_organisation(std::string_view text) {
    return store::read_from<Result<OrganisationId>>(
        *store_, [&](store::Session& session) -> Result<OrganisationId> {
            std::vector<OrganisationId> found;
            for (const store::Organisation& line : session.territory().list()) {
                if (line.id.hex() == text) return line.id;
                if (line.name == text || line.slug == text) found.push_back(line.id);
            }
            if (found.size() == 1) return found.front();
            return fail(found.empty() ? ErrorCode::not_found : ErrorCode::invalid_input,
                        found.empty()
                            ? "There is no organisation «" + std::string(text) + "»: see org list."
                            : "Several organisations are called «" + std::string(text) +
                                  "»: name it by its id.");
        });
}

Account LocalSite::account_row(store::Session& session, const store::Person& person) {
    Account row;
    row.id = person.account;
    row.user_name = person.user_name;
    row.display_name = person.display_name;
    for (const store::RoleGrant& grant : session.territory().roles_of(person.account)) {
        row.roles.push_back({grant.organisation, grant.role});
    }
    row.devices = static_cast<std::uint32_t>(session.people().devices_of(person.account).size());
    row.has_joined = session.people().secrets(person.account).has_value();
    row.is_suspended = !person.active;
    return row;
}

Result<Account> LocalSite::add_account(const Actor& actor, const NewAccount& wish) {
    return queue_->write<Account>([&](store::Session& session) -> Result<Account> {
        if (!may(session, actor, Role::coordinator, wish.organisation) ||
            !may(session, actor, wish.role, wish.organisation)) {
            return not_allowed(std::max(Role::coordinator, wish.role));
        }
        store::Person person;
        person.account = random_.id<AccountId>();
        person.user_name = wish.user_name;
        person.display_name = wish.display_name.empty() ? wish.user_name : wish.display_name;
        person.organisation = wish.organisation;
        person.created = clock_.now().wall;
        APPRODO_CHECK(check_user_name(person.user_name));
        APPRODO_CHECK(check_title(person.display_name));
        APPRODO_CHECK(session.people().put(person));
        session.territory().grant({person.account, wish.role, wish.organisation});
        note(session, actor, "account", person.account.hex());
        return account_row(session, person);
    });
}

Result<std::vector<Account>> LocalSite::accounts(const Actor& actor,
                                                 std::optional<OrganisationId> organisation) {
    return store::read_from<Result<std::vector<Account>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<Account>> {
            const OrganisationId top = organisation.value_or(root_organisation(session));
            if (!may(session, actor, Role::coordinator, top)) return not_allowed(Role::coordinator);
            const auto below = session.territory().subtree(top);
            std::vector<Account> rows;
            for (const store::Person& person : session.people().list("", SIZE_MAX)) {
                if (std::find(below.begin(), below.end(), person.organisation) == below.end())
                    continue;
                rows.push_back(account_row(session, person));
            }
            return rows;
        });
}

Result<AccountId> LocalSite::find_account(std::string_view text) {
    return store::read_from<Result<AccountId>>(
        *store_, [&](store::Session& session) -> Result<AccountId> {
            if (const auto person = session.people().find_named(std::string(text))) {
                return person->account;
            }
            const auto id = AccountId::from_hex(text);
            if (id.ok() && session.people().find(*id)) return *id;
            return fail(ErrorCode::not_found,
                        "There is nobody called «" + std::string(text) + "»: see user list.");
        });
}

// A coordinator acts within a subtree, and there for nobody whose roles are above the
// coordinator's: whoever holds a link for an account becomes that person.
Result<void> LocalSite::may_act_for(store::Session& session, const Actor& actor,
                                    const AccountId& account) {
    const auto person = session.people().find(account);
    const OrganisationId at = person ? person->organisation : root_organisation(session);
    if (!may(session, actor, Role::coordinator, at)) return not_allowed(Role::coordinator);
    for (const store::RoleGrant& grant : session.territory().roles_of(account))
        if (!may(session, actor, grant.role, grant.organisation)) return not_allowed(grant.role);
    return {};
}

// The newest edition of the course into which the actor may enrol.
Result<EditionId> LocalSite::edition_to_join(store::Session& session, const Actor& actor,
                                             const CourseId& course) {
    std::optional<EditionId> chosen;
    bool has_edition = false;
    for (const store::Edition& edition : session.catalogue().editions()) {
        if (edition.course != course) continue;
        has_edition = true;
        if (may(session, actor, Role::coordinator, edition.organisation)) chosen = edition.id;
    }
    if (chosen) return *chosen;
    if (has_edition) return not_allowed(Role::coordinator);
    return fail(ErrorCode::missing, "The course has no edition yet: make one with edition add.");
}

Result<InvitationLink> LocalSite::invite(const Actor& actor, const NewInvitation& wish) {
    return queue_->write<InvitationLink>([&](store::Session& session) -> Result<InvitationLink> {
        const OrganisationId at =
            wish.organisation.is_zero() ? root_organisation(session) : wish.organisation;
        const Role needed = std::max(Role::coordinator, wish.role);
        if (!may(session, actor, needed, at)) return not_allowed(needed);
        if (wish.account) {
            if (!session.people().find(*wish.account))
                return fail(ErrorCode::not_found, "There is no such person: see user list.");
            APPRODO_CHECK(may_act_for(session, actor, *wish.account));
        }
        store::Invitation invitation;
        if (wish.course) {
            APPRODO_TRY(invitation.edition, edition_to_join(session, actor, *wish.course));
        }
        const auto code = random_.id<exchange::InvitationCode>();
        invitation.code = code_hash_of(code);
        if (wish.account) invitation.account = *wish.account;
        invitation.role = wish.role;
        invitation.organisation = at;
        invitation.created = clock_.now().wall;
        invitation.expires = UtcMs{invitation.created.value + invitation_ms};
        session.doors().put_invitation(invitation);
        note(session, actor, "invite", invitation.code.hex().substr(0, 16));
        return InvitationLink{exchange::link_of(wish.address, keys_.invitation(code)),
                              invitation.expires};
    });
}

Result<void> LocalSite::suspend(const Actor& actor, const AccountId& account) {
    return set_active(actor, account, false);
}

Result<void> LocalSite::resume(const Actor& actor, const AccountId& account) {
    return set_active(actor, account, true);
}

Result<void> LocalSite::set_active(const Actor& actor, const AccountId& account, bool is_active) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        APPRODO_CHECK(may_act_for(session, actor, account));
        auto person = session.people().find(account);
        if (!person) return fail(ErrorCode::not_found, "There is no such person: see user list.");
        if (person->active == is_active) {
            return fail(ErrorCode::conflict, is_active ? "This person is not suspended."
                                                       : "This person is suspended already.");
        }
        person->active = is_active;
        APPRODO_CHECK(session.people().put(*person));
        if (!is_active) session.doors().end_sessions_of(account);
        note(session, actor, is_active ? "resume" : "suspend", account.hex());
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return {};
}

Result<SaltAnswer> LocalSite::salt(std::string_view user_name, std::string_view) {
    return store::read_from<SaltAnswer>(*store_, [&](store::Session& session) {
        const auto secrets = joining_.salt_of(session, user_name);
        return SaltAnswer{copy_of(secrets.salt.view()), secrets.cost_passes,
                          secrets.cost_memory_kib};
    });
}

Result<Session> LocalSite::sign_in(std::string_view user_name, ByteView auth_secret,
                                   std::string_view peer) {
    // The refusal is the result and not an error of the write: a failed attempt has to stay
    // counted.
    auto outcome = queue_->write<Result<Session>>([&](store::Session& session) {
        return Result<Result<Session>>([&]() -> Result<Session> {
            APPRODO_TRY(const auto person,
                        joining_.check_secret(session, user_name, auth_secret, peer));
            const auto secret = random_.id<Hash>();
            const std::string token = to_base64url(secret.view());
            const UtcMs now = clock_.now().wall;
            const UtcMs expires{now.value + session_ms};
            session.doors().forget_expired(now);
            session.doors().put_session({token_hash(token), person.account, now, expires});
            return Session{token, person.account, person.display_name, expires};
        }());
    });
    if (!outcome.ok()) return std::move(outcome).error();
    return std::move(*outcome);
}

Result<void> LocalSite::change_secrets(const Caller& caller, ByteView auth_secret,
                                       const exchange::AccountSecrets& fresh,
                                       std::string_view peer) {
    // As above: the refusal is the result, so that the failed attempt stays counted.
    auto outcome = queue_->write<Result<void>>([&](store::Session& session) {
        return Result<Result<void>>(
            joining_.change_secrets(session, caller.account, auth_secret, fresh, peer));
    });
    if (!outcome.ok()) return std::move(outcome).error();
    return std::move(*outcome);
}

Result<Caller> LocalSite::authenticate(std::string_view token) {
    return store::read_from<Result<Caller>>(
        *store_, [&](store::Session& session) -> Result<Caller> {
            const auto known = session.doors().session(token_hash(token));
            const auto person = known ? session.people().find(known->account) : std::nullopt;
            if (!person || !person->active || known->expires < clock_.now().wall) {
                return fail(ErrorCode::forbidden,
                            "You are not signed in, or not any more: sign in again.");
            }
            Caller caller;
            caller.account = known->account;
            caller.session_token = token;
            for (const store::RoleGrant& grant : session.territory().roles_of(known->account)) {
                const auto access = grant.role == Role::administrator ? Access::administrator
                                    : grant.role == Role::coordinator ? Access::coordinator
                                    : grant.role == Role::trainer     ? Access::trainer
                                                                      : Access::signed_in;
                caller.access = std::max(caller.access, access);
            }
            return caller;
        });
}

void LocalSite::sign_out(std::string_view token) {
    (void)queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        session.doors().end_session(token_hash(token));
        return true;
    });
}

Result<Account> LocalSite::who(const Caller& caller) {
    return store::read_from<Result<Account>>(
        *store_, [&](store::Session& session) -> Result<Account> {
            const auto person = session.people().find(caller.account);
            if (!person) return fail(ErrorCode::not_found, "This account is not here any more.");
            return account_row(session, *person);
        });
}

}  // namespace approdo::app
