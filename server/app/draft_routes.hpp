// The routes by which a trainer's file becomes a course: uploaded in parts (upload_routes.hpp), it
// is a draft that is checked, looked at, compared with what is published, and published. A draft
// is its owner's alone; who may publish where is the site's to say.
#pragma once

#include "server/app/draft_folder.hpp"
#include "server/app/router.hpp"
#include "server/app/site.hpp"
#include "server/app/upload_folder.hpp"

namespace approdo::app {

void add_draft_routes(Router& router, Site& site, UploadFolder& uploads, DraftFolder& drafts);

}  // namespace approdo::app
