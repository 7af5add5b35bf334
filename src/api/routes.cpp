#include "api/routes.hpp"

#include "api/access_requests.hpp"
#include "api/channels.hpp"
#include "api/contacts.hpp"
#include "api/coverage.hpp"
#include "api/deliveries.hpp"
#include "api/directory.hpp"
#include "api/drills.hpp"
#include "api/duty.hpp"
#include "api/escalations.hpp"
#include "api/grants.hpp"
#include "api/health.hpp"
#include "api/ledger.hpp"
#include "api/openapi.hpp"
#include "api/pages/pages.hpp"
#include "api/problems.hpp"
#include "api/reconciliations.hpp"
#include "api/reports.hpp"
#include "api/retention.hpp"
#include "api/scope.hpp"
#include "api/session.hpp"
#include "api/uploads.hpp"

namespace varde::api {
namespace {

using http::Method;

constexpr std::uint64_t small = 64 * 1024;
constexpr std::uint64_t report_max = 1024 * 1024;
constexpr std::uint64_t problem_max = 1024 * 1024;
constexpr std::uint64_t list_max = 8 * 1024 * 1024;
/// Ten of the largest files, and room to read past larger ones: too large a film must not cost the
/// text that came with it.
constexpr std::uint64_t form_max = 2ull * 1024 * 1024 * 1024;

constexpr std::array table{
    Route{Method::get, "/", Entry::anyone, 0, see_start, "Start page"},
    Route{Method::get, "/report", Entry::anyone, 0, see_form, "The form for anyone"},
    Route{Method::post, "/report", Entry::anyone, form_max, nullptr, "Send the form for anyone",
          open_posted_form},
    Route{Method::get, "/follow-up", Entry::anyone, 0, ask_follow_up, "Asks for a receipt's code"},
    Route{Method::post, "/follow-up", Entry::anyone, small, see_follow_up,
          "A report's milestones, for who has its code"},
    Route{Method::get, "/receipts", Entry::anyone, 0, ask_for_receipt, "Asks for a receipt"},
    Route{Method::post, "/receipts", Entry::anyone, 256 * 1024, see_receipt_now,
          "What is true of a receipt now"},
    Route{Method::get, "/problem", Entry::anyone, 0, see_problem_form, "Something is wrong here"},
    Route{Method::post, "/problem", Entry::anyone, problem_max, post_problem_form,
          "Say that something is wrong here"},

    Route{Method::post, "/api/v1/public/reports", Entry::anyone, report_max, send_public_report,
          "Raise a report without signing in", open_public_report, form_max},
    Route{Method::post, "/api/v1/public/follow-up", Entry::anyone, small, follow_up,
          "Follow a report by the code on its receipt"},
    Route{Method::post, "/api/v1/receipts/check", Entry::anyone, 128 * 1024, check_receipt,
          "Check a receipt"},

    Route{Method::get, "/api/v1/ledger/checkpoint", Entry::anyone, 0, see_checkpoint,
          "The ledger's newest published checkpoint"},
    Route{Method::get, "/api/v1/ledger/proof", Entry::anyone, 0, see_proof,
          "Where an entry stands in the ledger"},
    Route{Method::get, "/api/v1/ledger/tile/entries/{path}", Entry::anyone, 0, see_entries,
          "256 entries of the ledger, or as many as there are"},
    Route{Method::get, "/api/v1/ledger/tile/{path}", Entry::anyone, 0, see_tile,
          "256 hashes of the ledger's tree, or as many as there are"},

    Route{Method::get, "/api/v1/kinds", Entry::anyone, 0, list_kinds, "Kinds of report"},
    Route{Method::get, "/api/v1/kinds/{kind}", Entry::anyone, 0, see_kind,
          "A kind with its form and schema"},
    Route{Method::get, "/api/v1/units", Entry::anyone, 0, list_units, "Find units"},
    Route{Method::get, "/api/v1/units/{unit}/people", Entry::person, 0, see_people,
          "Colleagues in a unit"},
    Route{Method::get, "/api/v1/units/{unit}/reachability", Entry::signed_in, 0, see_reachability,
          "Who can be reached in a unit now"},

    Route{Method::post, "/api/v1/uploads", Entry::signed_in, acts::upload_bytes_max, nullptr,
          "Send a file ahead of its report", open_upload},
    Route{Method::post, "/api/v1/reports", Entry::signed_in, report_max, send_report,
          "Raise a report"},
    Route{Method::get, "/api/v1/reports", Entry::signed_in, 0, list_reports,
          "Reports of the calling organisation"},
    Route{Method::get, "/api/v1/reports/{id}", Entry::signed_in, 0, see_report,
          "A report's milestones"},
    Route{Method::get, "/api/v1/reports/{id}/receipts", Entry::signed_in, 0, see_receipts,
          "Receipts of a report's milestones"},
    Route{Method::get, "/api/v1/reports/{id}/evidence", Entry::signed_in, 0, see_evidence,
          "What proves a report's history without us"},
    Route{Method::post, "/api/v1/reports/{id}/withdraw", Entry::signed_in, small, withdraw_report,
          "Add that the sender withdraws"},

    Route{Method::post, "/api/v1/session", Entry::anyone, small, begin_session, "Sign in", nullptr,
          0, true},
    Route{Method::get, "/api/v1/session", Entry::anyone, 0, see_session, "Who is signed in"},
    Route{Method::remove, "/api/v1/session", Entry::person, small, end_session, "Sign out"},

    Route{Method::get, "/api/v1/me/contacts", Entry::person, 0, see_contacts,
          "Where the person signed in is told that something waits"},
    Route{Method::put, "/api/v1/me/contacts", Entry::person, small, set_contacts, "Say where"},
    Route{Method::post, "/api/v1/me/contacts/test", Entry::person, small, test_contacts,
          "Send a test message to each"},

    Route{Method::get, "/api/v1/inbox", Entry::person, 0, see_inbox, "A unit's inbox"},
    Route{Method::get, "/api/v1/obligations", Entry::person, 0, see_obligations,
          "What a unit owes, by deadline"},
    Route{Method::get, "/api/v1/escalations", Entry::person, 0, see_escalations,
          "Who was told of what is owed"},
    Route{Method::post, "/api/v1/escalations/{id}/acknowledge", Entry::person, small,
          acknowledge_escalation, "Say that you have seen it"},
    Route{Method::get, "/api/v1/deliveries/{id}", Entry::person, 0, see_delivery, "A delivery"},
    Route{Method::post, "/api/v1/deliveries/{id}/open", Entry::person, small, open_delivery,
          "Open: read the content"},
    Route{Method::post, "/api/v1/deliveries/{id}/take", Entry::person, small, take_delivery,
          "Take: become its owner"},
    Route{Method::post, "/api/v1/deliveries/{id}/file", Entry::person, small, file_delivery,
          "File it on a case"},
    Route{Method::post, "/api/v1/deliveries/{id}/assess", Entry::person, small, assess_delivery,
          "Assess it"},
    Route{Method::post, "/api/v1/deliveries/{id}/answer", Entry::person, small, answer_delivery,
          "Answer the reporter"},
    Route{Method::post, "/api/v1/deliveries/{id}/forward", Entry::person, small, forward_delivery,
          "Offer it to another unit"},
    Route{Method::post, "/api/v1/deliveries/{id}/return", Entry::person, small, return_delivery,
          "Give it back to the unit it came from"},
    Route{Method::post, "/api/v1/deliveries/{id}/assign", Entry::person, small, assign_delivery,
          "Offer it to a colleague"},
    Route{Method::post, "/api/v1/deliveries/{id}/close", Entry::person, small, close_delivery,
          "Close it with a reason"},
    Route{Method::get, "/api/v1/deliveries/{id}/attachments/{number}", Entry::person, 0,
          see_attachment, "An attachment's bytes"},
    Route{Method::get, "/api/v1/deliveries/{id}/access", Entry::person, 0, see_delivery_access,
          "Who has opened it, who could, and who must not"},
    Route{Method::post, "/api/v1/deliveries/{id}/conflicts", Entry::person, small, declare_conflict,
          "Say that somebody must not read it"},
    Route{Method::post, "/api/v1/deliveries/{id}/conflicts/lift", Entry::person, small,
          lift_conflict, "Say that they may after all"},

    Route{Method::get, "/api/v1/channels/{unit}/deliveries", Entry::signed_in, 0, fetch_deliveries,
          "What a unit's case system must fetch"},
    Route{Method::get, "/api/v1/channels/{unit}/deliveries/{id}", Entry::signed_in, 0,
          fetch_delivery, "One of them once more"},
    Route{Method::get, "/api/v1/channels/{unit}/deliveries/{id}/attachments/{number}",
          Entry::signed_in, 0, fetch_attachment, "An attachment's bytes, for a case system"},
    Route{Method::get, "/api/v1/channels/{unit}/challenges", Entry::signed_in, 0, see_challenges,
          "What a case system must prove again"},
    Route{Method::post, "/api/v1/deliveries/{id}/stored", Entry::signed_in, small, prove_stored,
          "Prove that a case system holds it"},
    Route{Method::post, "/api/v1/channels/{unit}/compare", Entry::signed_in, problem_max,
          compare_channels, "Compare what both ends of the channels have"},
    Route{Method::get, "/api/v1/readbacks", Entry::person, 0, see_readbacks,
          "What a unit's case system does not prove to hold"},

    Route{Method::get, "/api/v1/grants", Entry::person, 0, list_grants, "Who has which access"},
    Route{Method::post, "/api/v1/grants", Entry::person, small, give_access,
          "Give access, or pass on one's own role for a time"},
    Route{Method::post, "/api/v1/grants/{id}/end", Entry::person, small, end_access,
          "Take access away"},
    Route{Method::get, "/api/v1/people", Entry::person, 0, find_people,
          "People to whom access can be given"},
    Route{Method::post, "/api/v1/people/{id}/disable", Entry::person, small, disable_person,
          "Disable an account"},
    Route{Method::post, "/api/v1/people/{id}/enable", Entry::person, small, enable_person,
          "Enable it again"},
    Route{Method::get, "/api/v1/people/{id}/access", Entry::person, 0, see_person_access,
          "What somebody can open, and by what"},
    Route{Method::post, "/api/v1/access-requests", Entry::person, small, ask_for_access,
          "Ask for access"},
    Route{Method::get, "/api/v1/access-requests", Entry::person, 0, list_access_requests,
          "Who asks for access, or what one asked for"},
    Route{Method::post, "/api/v1/access-requests/{id}/grant", Entry::person, small,
          grant_access_request, "Give what was asked for"},
    Route{Method::post, "/api/v1/access-requests/{id}/decline", Entry::person, small,
          decline_access_request, "Decline with a reason"},

    Route{Method::post, "/api/v1/problems", Entry::anyone, problem_max, send_problem,
          "Say that something is wrong here"},
    Route{Method::get, "/api/v1/problems", Entry::person, 0, list_problems,
          "Problems that the caller may see"},
    Route{Method::get, "/api/v1/problems/{id}", Entry::person, 0, see_problem, "A problem"},
    Route{Method::post, "/api/v1/problems/{id}/answer", Entry::person, small, answer_problem,
          "Answer a problem"},
    Route{Method::post, "/api/v1/problems/{id}/close", Entry::person, small, close_problem,
          "Close a problem with a reason"},
    Route{Method::post, "/api/v1/problems/follow-up", Entry::anyone, small, follow_problem,
          "Follow a problem by its code"},

    Route{Method::get, "/api/v1/duty", Entry::person, 0, see_duty, "A unit's duty"},
    Route{Method::post, "/api/v1/duty/shifts", Entry::person, small, add_shift, "Enter a shift"},
    Route{Method::remove, "/api/v1/duty/shifts/{id}", Entry::person, small, cancel_shift,
          "Cancel a shift"},
    Route{Method::post, "/api/v1/duty/leave", Entry::person, small, add_leave, "Enter leave"},
    Route{Method::remove, "/api/v1/duty/leave/{id}", Entry::person, small, cancel_leave,
          "Cancel leave"},
    Route{Method::get, "/api/v1/duty/handovers", Entry::person, 0, see_handovers,
          "A unit's hand-over notes"},
    Route{Method::post, "/api/v1/duty/handovers", Entry::person, small, write_handover,
          "Write a hand-over note"},

    Route{Method::get, "/api/v1/coverage", Entry::person, 0, see_coverage,
          "Who could open what comes to a unit"},
    Route{Method::get, "/api/v1/coverage/mine", Entry::person, 0, see_own_coverage,
          "What the person signed in could open"},
    Route{Method::get, "/api/v1/coverage/check", Entry::person, 0, check_coverage,
          "Whether the person signed in could open this, and whom to ask"},
    Route{Method::post, "/api/v1/coverage/what-if", Entry::person, small, ask_what_if,
          "What would follow if somebody were away"},
    Route{Method::post, "/api/v1/coverage/live", Entry::person, small, go_live,
          "Take a kind in a unit from now on"},
    Route{Method::post, "/api/v1/coverage/pause", Entry::person, small, pause_intake,
          "Take no more of a kind for now"},
    Route{Method::get, "/api/v1/drills", Entry::person, 0, see_drills,
          "How a unit's drills came out"},
    Route{Method::post, "/api/v1/drills", Entry::person, small, start_drill, "Start a drill"},
    Route{Method::get, "/api/v1/silence", Entry::person, 0, see_silence,
          "Who has gone silent towards a unit"},
    Route{Method::get, "/api/v1/heartbeat", Entry::anyone, 0, see_heartbeat,
          "The server does by itself what it must"},
    Route{Method::get, "/api/v1/retention", Entry::person, 0, see_retention,
          "What a unit keeps, until when and why"},
    Route{Method::get, "/api/v1/retention/holds", Entry::person, 0, see_holds,
          "What must not be erased in a unit"},
    Route{Method::post, "/api/v1/retention/holds", Entry::person, small, place_hold,
          "Say that something must not be erased"},
    Route{Method::post, "/api/v1/retention/holds/{id}/release", Entry::person, small, release_hold,
          "Say that it may be after all"},
    Route{Method::post, "/api/v1/retention/archive", Entry::person, small, archive_report,
          "Say that the archive has it"},
    Route{Method::post, "/api/v1/retention/proposals", Entry::person, small, propose_erasure,
          "Propose to erase"},
    Route{Method::post, "/api/v1/retention/withdrawals", Entry::person, small, withdraw_proposals,
          "Take a proposal to erase back"},
    Route{Method::post, "/api/v1/retention/approvals", Entry::person, small, approve_erasure,
          "Erase what somebody else has proposed"},

    Route{Method::get, "/api/v1/scope", Entry::signed_in, 0, see_scope,
          "Whom a fault affects, which reports, since when"},
    Route{Method::get, "/api/v1/scope/notice", Entry::person, 0, see_scope_notice,
          "The facts of a breach notice"},
    Route{Method::post, "/api/v1/scope/resend", Entry::person, small, ask_resend,
          "Ask senders to send reports again"},
    Route{Method::get, "/api/v1/resends", Entry::signed_in, 0, list_resends,
          "What the calling organisation was asked to send again"},
    Route{Method::get, "/api/v1/balance", Entry::signed_in, 0, see_balance,
          "Accepted is the sum over what became of it"},
    Route{Method::post, "/api/v1/reconciliations", Entry::signed_in, list_max, make_reconciliation,
          "Hold your own list against what is here"},
    Route{Method::get, "/api/v1/reconciliations", Entry::signed_in, 0, list_reconciliations,
          "What came of earlier comparisons"},

    Route{Method::get, "/openapi.json", Entry::anyone, 0, see_openapi, "This description"},
    Route{Method::get, "/livez", Entry::anyone, 0, see_live, "The process runs"},
    Route{Method::get, "/readyz", Entry::anyone, 0, see_ready, "Commits reach the disk"},
    Route{Method::get, "/metrics", Entry::anyone, 0, see_metrics, "Counters for Prometheus"},
};

/// Takes one segment, slash first, from the front.
std::string_view take_segment(std::string_view& path)
{
    const auto end = path.find('/', 1);
    const auto segment = path.substr(0, end);
    path.remove_prefix(segment.size());
    return segment;
}

bool match(std::string_view pattern, std::string_view path,
           std::map<std::string, std::string, std::less<>>& values)
{
    while (!pattern.empty() && !path.empty()) {
        if (pattern == "/{path}" && path.size() > 1) {
            values.emplace("path", path.substr(1));
            return true;
        }
        const auto want = take_segment(pattern), got = take_segment(path);
        if (want.starts_with("/{") && got.size() > 1)
            values.emplace(want.substr(2, want.size() - 3), got.substr(1));
        else if (want != got)
            return false;
    }
    return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> routes() { return table; }

bool is_streamed(const Route& route, const http::RequestHead& head)
{
    const auto type = head.header("content-type");
    return route.open_sink && (!route.serve || type.starts_with("multipart/form-data"));
}

Match find_route(Method method, std::string_view path)
{
    Match found;
    for (const auto& route : table) {
        found.path_values.clear();
        if (!match(route.path, path, found.path_values))
            continue;
        found.path_known = true;
        const auto asked = method == Method::head ? Method::get : method;
        if (route.method == asked) {
            found.route = &route;
            return found;
        }
    }
    return found;
}

std::string_view name_of(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::remove:
        return "DELETE";
    case Method::other:
        break;
    }
    return "?";
}

}  // namespace varde::api
