// What `doctor` sees from the outside of a site's folder: who may read it, how full the disk is,
// whether the database is whole. Reads only, beside a server at work.
#pragma once

#include <vector>

#include "server/app/data_folder.hpp"
#include "server/app/site_rows.hpp"

namespace approdo::app {

std::vector<Finding> check_folder(const DataFolder& folder);

}  // namespace approdo::app
