#include "server/store/territory.hpp"

namespace approdo::store {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::learner:
            return "learner";
        case Role::trainer:
            return "trainer";
        case Role::coordinator:
            return "coordinator";
        case Role::administrator:
            return "administrator";
    }
    return "unknown";
}

Result<Role> role_from(std::string_view name) {
    for (const Role role : {Role::learner, Role::trainer, Role::coordinator, Role::administrator}) {
        if (name_of(role) == name) return role;
    }
    return fail(ErrorCode::invalid_input,
                "«" + std::string(name) +
                    "» is no role: use learner, trainer, coordinator or administrator");
}

}  // namespace approdo::store
