#include "app/grant.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_person(CLI::App& grant, int& exit_code)
{
    auto* command = grant.add_subcommand(
        "person", "Add a person with access, or give somebody who has an account more");
    auto options = std::make_shared<GrantPersonOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    command->add_option("--login", options->login, "What they sign in with")->required();
    command->add_option("--name", options->name,
                        "Their name, as colleagues see it; makes the account");
    command->add_option("--organisation", options->organisation,
                        "Of a person added here; made when there is none so named");
    command
        ->add_option("--sector", options->sector,
                     "Of an organisation made here: police, child_protection or other")
        ->capture_default_str();
    command
        ->add_option("--role", options->role,
                     "caseworker, unit_leader, director, oversight or sender")
        ->required();
    command->add_option("--unit", options->unit, "Unit for which it holds, such as no.4601.02");
    command->add_option("--kind", options->kinds, "Only for this kind; may be given again");
    command->add_option("--until", options->until,
                        "When it ends, such as 2027-06-30T22:00:00Z; never without it");
    command->add_option("--because", options->because, "Why; kept with the access");
    command->add_option("--email", options->email, "Where they are told that something waits");
    command->add_option("--sms", options->sms, "Number for the same, such as +47 and eight digits");
    command->add_flag("--password-stdin", options->password_stdin,
                      "Read the password from standard input instead of asking");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer(
        "Example:\n  varde grant person --data /var/lib/varde --login kari \\\n"
        "      --name 'Kari Eksempelsen' --organisation 'Eksempel kommune' \\\n"
        "      --sector child_protection --role caseworker --unit no.4601.02\n"
        "  varde grant person --data /var/lib/varde --login kari --role director \\\n"
        "      --unit no.4601.02 --until 2027-06-30T22:00:00Z --because 'Acts for Ola'");
    command->callback([options, &exit_code] { exit_code = grant_person(*options); });
}

void add_end(CLI::App& grant, int& exit_code)
{
    auto* command = grant.add_subcommand("end", "Take a person's access away");
    auto options = std::make_shared<GrantEndOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    command->add_option("--login", options->login, "What they sign in with")->required();
    command->add_option("--unit", options->unit, "In which unit; a sender's without it");
    command->add_option("--role", options->role, "Only this role; all of theirs there without it");
    command->add_option("--at", options->at,
                        "When it ends, such as 2027-06-30T22:00:00Z; at once without it");
    command->add_option("--because", options->because, "Why; kept with the access")->required();
    command->add_option("--although", options->override_reason,
                        "Why, though too few people are left who could open something; oversight "
                        "reads it");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde grant end --data /var/lib/varde --login kari --unit "
                    "no.4601.02 \\\n      --because 'Has left'\n  varde grant end --data "
                    "/var/lib/varde --login kari --unit no.4601.02 \\\n      --role caseworker "
                    "--at 2027-06-30T22:00:00Z --because 'Leads from July'");
    command->callback([options, &exit_code] { exit_code = grant_end(*options); });
}

void add_live(CLI::App& grant, int& exit_code)
{
    auto* command = grant.add_subcommand(
        "live", "Let a unit take reports from now on, whatever it lacks; what comes before goes "
                "past it");
    auto options = std::make_shared<GrantLiveOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    command->add_option("--unit", options->unit, "The unit, such as no.4601.02")->required();
    command->add_option("--kind", options->kinds,
                        "Only this kind; may be given again. Without it: all that it can take");
    command->add_option("--because", options->because, "Why; stands in the record")->required();
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Example:\n  varde grant live --data /var/lib/varde --unit no.4601.02 \\\n"
                    "      --because 'All have been trained and tried'");
    command->callback([options, &exit_code] { exit_code = grant_live(*options); });
}

void add_key(CLI::App& grant, int& exit_code)
{
    auto* command = grant.add_subcommand("key", "Make an API key for an organisation's system");
    auto options = std::make_shared<GrantKeyOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    command->add_option("--organisation", options->organisation, "Made when there is none so named")
        ->required();
    command
        ->add_option("--sector", options->sector,
                     "Of an organisation made here: police, child_protection or other")
        ->capture_default_str();
    command->add_option("--role", options->role, "sender, case_system or auditor")->required();
    command->add_option("--label", options->label, "Which system holds it")->required();
    command->add_option("--unit", options->units,
                        "Of a case system: the unit for which it fetches; may be repeated. From "
                        "then on it must prove what it stored");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde grant key --data /var/lib/varde --role sender \\\n"
                    "      --organisation 'Eksempeldal skole' --label 'School system'\n"
                    "  varde grant key --data /var/lib/varde --role case_system \\\n"
                    "      --organisation 'Eksempeldal kommune' --label 'Case system' \\\n"
                    "      --unit no.4601.02");
    command->callback([options, &exit_code] { exit_code = grant_key(*options); });
}

void add_contact(CLI::App& grant, int& exit_code)
{
    auto* command = grant.add_subcommand(
        "contact", "Say where a person or an organisation is told that something waits; replaces "
                   "what was said before");
    auto options = std::make_shared<GrantContactOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    auto* whom = command->add_option_group("whom");
    whom->add_option("--login", options->login, "A person, by what they sign in with");
    whom->add_option("--organisation", options->organisation, "An organisation, by its name");
    whom->require_option(1);
    command->add_option("--email", options->email, "Mail address; none without it");
    command->add_option("--sms", options->sms, "Number, such as +47 and eight digits");
    command->add_option("--language", options->language, "nb or en")->capture_default_str();
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Example:\n  varde grant contact --data /var/lib/varde --organisation \\\n"
                    "      'Eksempeldal skole' --email kontor@skole.example");
    command->callback([options, &exit_code] { exit_code = grant_contact(*options); });
}

}  // namespace

void add_grant(CLI::App& program, int& exit_code)
{
    auto* command =
        program.add_subcommand("grant", "Give people and systems access, or take it away");
    command->require_subcommand(1);
    command->footer("The server must be stopped. `varde grant person --help`, and the same of "
                    "end, live, key and contact, show examples.");
    add_person(*command, exit_code);
    add_end(*command, exit_code);
    add_live(*command, exit_code);
    add_key(*command, exit_code);
    add_contact(*command, exit_code);
}

}  // namespace varde::app
