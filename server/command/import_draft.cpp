// `import-draft`: what `serve` runs in a process of its own for each file that a trainer uploads.
#include "server/app/importing.hpp"
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

struct Wish {
    std::string folder;
    std::string file;
    std::string owner;
};

ExitCode import(Context& context, const Wish& wish) {
    const std::filesystem::path folder = context.path(wish.folder);
    const auto owner = AccountId::from_hex(wish.owner);
    if (!owner.ok()) return context.out.error(owner.error());
    app::confine_import(folder);
    const auto done = app::import_draft(folder, wish.file, *owner);
    return done.ok() ? ExitCode::ok : context.out.error(done.error());
}

}  // namespace

void add_import_draft_command(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command command = tree.leaf(tree.root(), "import-draft",
                                "read one uploaded file, confined; serve runs it by itself",
                                [wish](Context& context) { return import(context, *wish); });
    command.required("file", wish->file, "name of the file in DIR/source");
    command.required("--for", wish->owner, "the account of the draft's owner");
    command.required("--in", wish->folder, "the draft's folder, where all of it goes");
}

}  // namespace approdo::server
