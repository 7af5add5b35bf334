#include "app/node.hpp"

#include "acts/keep_upload.hpp"
#include "app/embedded.hpp"
#include "app/repeating.hpp"
#include "base/log.hpp"
#include "jobs/rounds.hpp"

namespace varde::app {
namespace {

constexpr unsigned worker_threads = 4;

std::vector<packs::PackFile> embedded_pack(const std::string& id)
{
    const auto prefix = "packs/" + id + "/";
    std::vector<packs::PackFile> files;
    for (const auto& file : embedded_files())
        if (file.path.starts_with(prefix))
            files.push_back(
                {std::string(file.path.substr(prefix.size())), std::string(file.bytes)});
    return files;
}

void add_static_files(http::StaticFiles& files)
{
    constexpr std::string_view prefix = "ui/";
    for (const auto& file : embedded_files())
        if (file.path.starts_with(prefix))
            files.add("app/" + std::string(file.path.substr(prefix.size())), file.bytes, file.gzip);
}

}  // namespace

Node::Node(FolderLock lock) : lock_(std::move(lock)) {}

Node::~Node()
{
    posting_ = nullptr;
    store_.reset();
}

void Node::post(std::move_only_function<void()> work)
{
    if (auto* server = posting_.load())
        server->post(std::move(work));
    else
        work();
}

Result<std::unique_ptr<Node>> Node::open(const std::string& folder)
{
    crypto::start();
    const auto settings = TRY(read_settings(folder));
    TRY(check_file_system(folder));
    auto lock = TRY(FolderLock::take(folder));
    std::unique_ptr<Node> node(new Node(std::move(lock)));
    const auto pack = embedded_pack(settings.pack);
    node->pack_ = std::make_unique<packs::Pack>(TRY(packs::load_pack(settings.pack, pack)));
    TRY(remember_pack(folder, node->pack_->label(),
                      crypto::sha256(bytes_of(packs::digest_input(pack)))));
    node->vault_ = TRY(vault::Vault::open(folder + "/keys", node->random_));
    node->store_ = TRY(store::Store::open(
        {.folder = folder,
         .lock = lock_path(folder, settings),
         .origin = settings.origin,
         .readers = worker_threads + 2,
         .post = [node = node.get()](auto work) { node->post(std::move(work)); }},
        *node->vault_, node->clock_));
    TRY(node->coverage_.refresh(*node->store_));
    add_static_files(node->files_);
    node->services_.reset(new acts::Services{node->clock_, node->random_, *node->store_,
                                             *node->vault_, *node->pack_, node->coverage_});
    TRY(acts::sweep_orphans(*node->services_));
    node->api_ = std::make_unique<api::Api>(*node->services_, node->files_);
    return node;
}

Status Node::listen(http::ServerOptions options)
{
    options.worker_threads = worker_threads;
    server_ = TRY(http::Server::listen(std::move(options), *api_));
    return ok();
}

void Node::run()
{
    CHECK(server_);
    posting_ = server_.get();
    {
        const Repeating rounds(std::chrono::minutes(10), [this, begun = false]() mutable {
            if (!std::exchange(begun, true))
                jobs::begin_rounds(*services_);
            jobs::make_round(*services_);
        });
        const Repeating keeping(std::chrono::seconds(1), [this] { keep(); });
        server_->run();
    }
    posting_ = nullptr;
}

void Node::keep()
{
    if (const auto kept = store_->bring_up_lock(); !kept)
        log::error("the checkpoint lock was not brought up", {{"reason", kept.error().message}});
    if (store_->failed())
        server_->stop();  // What is under way is still answered: as unknown.
}

void Node::stop() { server_->stop(); }
std::uint16_t Node::port() const { return server_->port(); }
bool Node::failed() const { return store_->failed(); }

}  // namespace varde::app
