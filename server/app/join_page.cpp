#include "server/app/join_page.hpp"

namespace approdo::app {

namespace {

constexpr std::string_view page = R"(<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Invito ai corsi</title>
<style>
body { font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
code { background: #eef1f4; padding: .1rem .3rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>Sei stato invitato a un corso</h1>
<p>Copia l’indirizzo intero di questa pagina, compreso ciò che segue il segno <code>#</code>, e sul
tuo computer scrivi:</p>
<p><code>approdo join INDIRIZZO</code></p>
<p>L’invito vale una volta sola: non inoltrarlo ad altri.</p>
<section lang="en">
<h2>You were invited to a course</h2>
<p>Copy the whole address of this page, with what stands behind the <code>#</code>, and on your
computer write:</p>
<p><code>approdo join ADDRESS</code></p>
<p>The invitation works once: do not pass it on.</p>
</section>
</main>
</body>
</html>
)";

}  // namespace

void add_join_page(Router& router) {
    router.get(
        "/join", Access::open,
        [](const Request&) {
            Response response = bytes_response(copy_of(bytes_of(page)), "text/html; charset=utf-8");
            response.headers.emplace_back("content-security-policy",
                                          "default-src 'none'; style-src 'unsafe-inline'; "
                                          "frame-ancestors 'none'; base-uri 'none'");
            response.headers.emplace_back("referrer-policy", "no-referrer");
            return response;
        },
        Lane::io);
}

}  // namespace approdo::app
