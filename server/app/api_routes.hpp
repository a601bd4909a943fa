// The routes of /api/v1 and /sync/v1 over a Site. docs/openapi.json describes each of them; a test
// keeps the two together. Handlers translate and nothing else: who may do what is the site's to
// say.
#pragma once

#include "server/app/router.hpp"
#include "server/app/site.hpp"

namespace approdo::app {

struct ApiOptions {
    // What invitation links begin with when a request does not say otherwise; empty: its Host.
    std::string public_address;
    bool uses_tls = true;  // here or at the proxy in front
};

// Without a setting, the address that the asker itself came to.
std::string address_for(const Request& request, const ApiOptions& options);

void add_sync_route(Router& router, Site& site);
void add_session_routes(Router& router, Site& site);
void add_people_routes(Router& router, Site& site, const ApiOptions& options);
void add_course_routes(Router& router, Site& site);
void add_teaching_routes(Router& router, Site& site);
void add_meeting_routes(Router& router, Site& site);
void add_attestation_routes(Router& router, Site& site, const ApiOptions& options);

}  // namespace approdo::app
