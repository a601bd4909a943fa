// `serve`: the web app on this computer, over the profiles of its commands.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/local_app.hpp"
#include "client_core/cli/local_listener.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"

extern char** environ;

namespace approdo::cli {
namespace {

// Where nothing is said: the same each time, so that the browser finds its settings again.
constexpr const char* usual_address = "127.0.0.1:8090";
constexpr const char* any_address = "127.0.0.1:0";

constexpr Text open_it{
    "Apri questo indirizzo nel browser di questo computer. Si apre una volta sola, e solo qui.",
    "Open this address in a browser of this computer. It opens once, and here alone."};
constexpr Text keys{"Invio: un indirizzo nuovo. Ctrl-C: chiudi i profili e finisci.",
                    "Enter: a new address. Ctrl-C: lock the profiles and end."};
constexpr Text ended{"Finito: i profili sono chiusi.", "Ended: the profiles are locked."};

Result<std::unique_ptr<LocalListener>> listen(const std::string& wish) {
    if (!wish.empty()) return LocalListener::open(wish);
    auto usual = LocalListener::open(usual_address);
    if (usual.ok()) return usual;
    return LocalListener::open(any_address);
}

Result<std::shared_ptr<const web::WebApp>> app_in(const std::string& wish) {
    const std::filesystem::path folder =
        wish.empty() ? web::WebApp::folder_beside_program() : std::filesystem::path(wish);
    if (folder.empty()) {
        return fail(ErrorCode::not_found,
                    "the web app is not beside this program: install it, or name its folder with "
                    "--web FOLDER");
    }
    return web::WebApp::read(folder);
}

// A person sits at a terminal of this session and the program does not run behind it: what is read
// from there otherwise stops it.
bool is_in_front(const Console& console) {
    return console.may_ask && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
}

bool has_screen() {
    return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
}

// What the desktop opens addresses with; where it has nothing, the person has the address.
void open_in_browser(const std::string& address) {
    std::string program = "xdg-open";
    std::string argument = address;
    char* words[] = {program.data(), argument.data(), nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        posix_spawn_file_actions_addopen(&files, file, "/dev/null", O_RDWR, 0);
    }
    pid_t child = -1;
    (void)::posix_spawnp(&child, program.c_str(), &files, nullptr, words, environ);
    posix_spawn_file_actions_destroy(&files);
}

void show(const Console& console, const std::string& address, bool opens) {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema);
    json.member("address", address).end_object();
    console.line(address);
    console.object(json.take());
    std::fflush(stdout);
    if (opens) open_in_browser(address);
}

}  // namespace

Result<int> serve(Context& context, const ServeOptions& options) {
    APPRODO_TRY(const auto web, app_in(options.web));
    APPRODO_TRY(const auto listener, listen(options.listen));
    LocalApp::Parts parts{web, context.home, context.options.ca_file, listener->host()};
    APPRODO_TRY(const auto app, LocalApp::make(std::move(parts), context.random));
    const bool in_front = is_in_front(context.console);
    const bool opens = in_front && !options.no_open && has_screen();
    ::signal(SIGCHLD, SIG_IGN);  // nobody waits for the browser
    LocalListener::Service service;
    service.refuse = [&](const LocalHead& head) { return app->refuse(head); };
    service.answer = [&](const LocalRequest& request) { return app->answer(request); };
    service.end = [&] { app->end(); };
    const auto show_address = [&] { show(context.console, app->new_address(), opens); };
    if (in_front) service.line = show_address;
    context.console.note(say(open_it));
    if (in_front) context.console.note(say(keys));
    show_address();
    listener->run(service);
    context.console.note(say(ended));
    return exit_code::ok;
}

}  // namespace approdo::cli
