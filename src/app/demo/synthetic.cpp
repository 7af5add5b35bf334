#include "app/demo/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace varde::app::demo {
namespace {

constexpr std::array<std::string_view, 42> first_names{
    "Nora",  "Emil",   "Sofie",  "Jakob",  "Aisha", "Jonas",  "Ella",    "Mathias", "Leyla",
    "Oskar", "Ingrid", "Noah",   "Amira",  "Filip", "Maja",   "Isak",    "Zofia",   "Elias",
    "Sara",  "Ravdna", "Aksel",  "Frida",  "Yusuf", "Olivia", "William", "Ida",     "Mikkel",
    "Emma",  "Theo",   "Astrid", "Henrik", "Mina",  "Kasper", "Selma",   "Johan",   "Hedda",
    "Adam",  "Luna",   "Sander", "Vilde",  "Omar",  "Thea"};

constexpr std::array<std::string_view, 40> last_names{
    "Eksempel-Lind", "Eksempel-Berg",   "Eksempel-Moen",    "Eksempel-Strand", "Eksempel-Vik",
    "Eksempelsen",   "Eksempelstad",    "Eksempelhaug",     "Testnes",         "Testrud",
    "Testdal",       "Testbakken",      "Testesen",         "Test-Solheim",    "Test-Haugen",
    "Test-Nilsen",   "Prøvestad",       "Prøvevik",         "Prøvelund",       "Prøvesen",
    "Prøve-Johnsen", "Prøve-Hansen",    "Fiktivsen",        "Fiktivlien",      "Fiktiv-Dahl",
    "Fiktiv-Aas",    "Oppdiktet-Haug",  "Oppdiktet-Lie",    "Oppdiktet-Ruud",  "Påfunnsen",
    "Påfunn-Myhre",  "Demo-Larsen",     "Demo-Kristiansen", "Demones",         "Demostrand",
    "Syntetisk-Bø",  "Syntetisk-Olsen", "Liksomsen",        "Liksom-Eide",     "Mønsterdal"};

/// 11 minus the weighted sum modulo 11; 10 has no digit.
int control_digit(std::string_view digits, std::span<const int> weights)
{
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (digits[i] - '0');
    return (11 - sum % 11) % 11;
}

constexpr std::array first_weights{3, 7, 6, 1, 8, 9, 4, 5, 2};
constexpr std::array second_weights{5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
constexpr int synthetic_months = 80;

}  // namespace

std::string iso(const BirthDate& date)
{
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<std::string> national_number(const BirthDate& born, int individual)
{
    // The century shows in the individual digits: 0 to 499 before 2000, 500 and up after.
    const int first = born.year >= 2000 ? 500 : 0;
    auto digits = fmt::format("{:02}{:02}{:02}{:03}", born.day, born.month + synthetic_months,
                              born.year % 100, first + individual % 400);
    for (const auto& weights :
         {std::span<const int>(first_weights), std::span<const int>(second_weights)}) {
        const int digit = control_digit(digits, weights);
        if (digit == 10)
            return std::nullopt;
        digits += char('0' + digit);
    }
    return digits;
}

bool is_synthetic_number(std::string_view number)
{
    if (number.size() != 11 ||
        !std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    const int month = (number[2] - '0') * 10 + (number[3] - '0');
    return month > synthetic_months && month <= synthetic_months + 12 &&
           control_digit(number, first_weights) == number[9] - '0' &&
           control_digit(number, second_weights) == number[10] - '0';
}

SyntheticPerson make_person(Choice& choice, int from_year, int to_year, std::string last)
{
    SyntheticPerson person{
        .first = "Test-" + std::string(choice.of(std::span<const std::string_view>(first_names))),
        .last = std::move(last),
        .born = {choice.between(from_year, to_year), choice.between(1, 12), choice.between(1, 28)}};
    if (person.last.empty())
        person.last = choice.of(std::span<const std::string_view>(last_names));
    for (int individual = choice.between(0, 399); person.number.empty(); ++individual)
        person.number = national_number(person.born, individual).value_or("");
    return person;
}

}  // namespace varde::app::demo
