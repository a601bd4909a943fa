// What a browser shows at the address of an invitation link: the code behind '#' never leaves the
// browser, so the page is the same for everybody and says how to go on with the program.
#pragma once

#include "server/app/router.hpp"

namespace approdo::app {

void add_join_page(Router& router);

}  // namespace approdo::app
