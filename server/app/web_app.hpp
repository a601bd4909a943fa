// The routes that serve the web app (client_core/web/files): its page at every address of the app,
// the rest under its own name. `serve` adds them.
#pragma once

#include <memory>

#include "client_core/web/files/web_app.hpp"
#include "server/app/router.hpp"

namespace approdo::app {

// Also answers at /join, where browsers arrive with an invitation.
void add_web_app(Router& router, std::shared_ptr<const web::WebApp> app);

}  // namespace approdo::app
