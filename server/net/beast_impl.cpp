// The compiled parts of Asio and Beast, once for all programs: every other file that includes them
// sees declarations only, which halves what it costs to build.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
