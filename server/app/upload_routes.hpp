// Resumable uploads of packages: begin with the length, send parts in order at their offset, ask
// where it stands after a broken line, finish. What is uploaded is a parcel file; taking it in is
// the publishing service's, which is given as a function.
#pragma once

#include "server/app/json.hpp"
#include "server/app/router.hpp"
#include "server/app/upload_folder.hpp"

namespace approdo::app {

// Takes the whole file in or refuses it; the file is removed when it was taken or can never be.
using TakeUpload =
    std::function<Result<boost::json::value>(const Caller&, const std::filesystem::path&)>;

void add_upload_routes(Router& router, UploadFolder& folder, TakeUpload take);

}  // namespace approdo::app
