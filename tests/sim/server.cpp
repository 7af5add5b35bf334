#include "sim/server.hpp"

namespace varde::sim {

const packs::Pack& hasty_norway()
{
    static const auto pack = [] {
        auto files = packs::read_pack_folder(SOURCE_ROOT "/packs", "no");
        CHECK(files);
        const std::string long_time = "kept_for = \"2 years\"";
        for (auto& file : files.value())
            for (auto at = file.text.find(long_time); at != std::string::npos;
                 at = file.text.find(long_time))
                file.text.replace(at, long_time.size(), "kept_for = \"5 weeks\"");
        auto loaded = packs::load_pack("no", files.value());
        CHECK(loaded);
        return std::move(loaded).value();
    }();
    return pack;
}

Server::Jobs::Jobs(acts::Services& services, Mail& mail)
    : clock(services),
      outbox(services, domain::NoticeChannel::email, mail, "https://varde.example", stopping)
{
}

Server::Server(std::uint64_t seed, Draw& draw, Rates rates)
    : mail(draw), draw_(draw), rates_(rates), product_(std::make_unique<test::Product>(seed))
{
    product_->close();
    product_->pack = &hasty_norway();
    product_->adjust = [this](store::StoreOptions& options) {
        options.writer.own_thread = false;
        options.through = [this](std::unique_ptr<sql::Connection> inner) {
            return std::make_unique<FaultyConnection>(std::move(inner), faults_);
        };
    };
    if (rates_.journal)
        product_->journal = product_->folder.path() + "/journal";
    product_->open();
    jobs_ = std::make_unique<Jobs>(product_->services(), mail);
}

void Server::watch()
{
    run([this] { jobs_->clock.make_round(); });
}

void Server::send_notices()
{
    run([this] {
        constexpr int rounds_max = 20;
        for (int i = 0; i < rounds_max && jobs_->outbox.make_round(); ++i)
            continue;
    });
}

Fault Server::draw_fault()
{
    constexpr std::size_t calls_max = 40;  // More than an act makes: some strike nothing.
    if (!draw_.chance(rates_.fault))
        return {};
    const auto kind = FaultKind(1 + draw_.below(8));
    return {kind, int(draw_.below(calls_max))};
}

void Server::note(const Fault& fault)
{
    if (fault.kind != FaultKind::none)
        last_fault =
            std::string(name_of(fault.kind)) + " after " + std::to_string(fault.calls_before);
}

Outcome Server::ask(const std::function<test::Answer()>& request)
{
    last_fault.clear();
    if (!up_)
        return {};
    const auto fault = draw_fault();
    faults_.arm(fault);
    Outcome outcome{Came::answered, request()};
    faults_.disarm();
    if (faults_.dead() || draw_.chance(rates_.lost))
        outcome = {Came::lost, {}};
    note(fault);
    restart_if_dead();
    return outcome;
}

void Server::run(const std::function<void()>& job)
{
    last_fault.clear();
    if (!up_)
        return;
    const auto fault = draw_fault();
    faults_.arm(fault);
    job();
    faults_.disarm();
    note(fault);
    restart_if_dead();
}

void Server::restart_if_dead()
{
    if (!faults_.dead() && !product_->store().failed())
        return;
    ++faults_seen;
    stop();
    start();
}

void Server::stop()
{
    product_->close();
    up_ = false;
}

void Server::start()
{
    // A start may die as well, now and then, but somebody starts it again.
    for (int attempt = 0;; ++attempt) {
        ++starts;
        faults_.revive();
        if (attempt < 3 && draw_.chance(rates_.fault * 5))
            faults_.arm({FaultKind::dies, int(draw_.below(30))});
        const auto opened = product_->try_open();
        faults_.disarm();
        if (opened && !faults_.dead())
            break;
        product_->close();
        CHECK(attempt < 3);
    }
    jobs_ = std::make_unique<Jobs>(product_->services(), mail);
    up_ = true;
}

}  // namespace varde::sim
