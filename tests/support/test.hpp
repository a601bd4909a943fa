// The one place that knows which version of Catch2 there is.
#pragma once

#include <catch2/catch.hpp>
