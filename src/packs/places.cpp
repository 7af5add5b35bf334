#include "packs/places.hpp"

#include "packs/csv.hpp"

#include <set>

namespace varde::packs {
namespace {

using Numbers = std::set<std::string, std::less<>>;

/// Reads one file row by row and says what is wrong with a row's cells.
class Rows {
public:
    Rows(const std::vector<PackFile>& files, std::string_view path,
         std::span<const std::string_view> columns, Faults& faults)
        : path_(path), columns_(columns), faults_(faults)
    {
        if (const PackFile* file = find_file(files, path, faults))
            rows_ = read_csv(*file, columns, faults);
    }
    const std::vector<CsvRow>& all() const { return rows_; }

    void fault(const CsvRow& row, std::size_t column, const std::string& detail)
    {
        faults_.add(path_, row.line,
                    std::string(columns_[column]) + ": \"" + row.cells[column] + "\" " + detail);
    }
    void need_digits(const CsvRow& row, std::size_t column, std::size_t count)
    {
        const std::string& text = row.cells[column];
        if (text.size() != count || text.find_first_not_of("0123456789") != std::string::npos)
            fault(row, column, "is not a number of " + std::to_string(count) + " digits");
    }
    void need_text(const CsvRow& row, std::size_t column)
    {
        if (row.cells[column].empty())
            fault(row, column, "is empty");
    }

private:
    std::string path_;
    std::span<const std::string_view> columns_;
    Faults& faults_;
    std::vector<CsvRow> rows_;
};

/// Nothing is unknown where nothing could be read: that has been told already.
bool is_unknown(const std::string& number, const Numbers& known)
{
    return !known.empty() && !known.contains(number);
}

constexpr std::string_view county_columns[] = {"number", "name", "oversight"};
constexpr std::string_view municipality_columns[] = {"number", "name", "county"};
constexpr std::string_view district_columns[] = {"municipality", "number", "name"};
constexpr std::string_view guard_columns[] = {"id", "name", "phone", "counties", "municipalities"};

void read_counties(const std::vector<PackFile>& files, Places& places, Numbers& known,
                   Faults& faults)
{
    Rows rows(files, "counties.csv", county_columns, faults);
    for (const CsvRow& row : rows.all()) {
        rows.need_digits(row, 0, 2);
        rows.need_text(row, 1);
        rows.need_text(row, 2);
        if (known.insert(row.cells[0]).second)
            places.counties.push_back({row.cells[0], row.cells[1], row.cells[2]});
        else
            rows.fault(row, 0, "stands twice");
    }
}

void read_municipalities(const std::vector<PackFile>& files, Places& places,
                         const Numbers& counties, Numbers& known, Faults& faults)
{
    Rows rows(files, "municipalities.csv", municipality_columns, faults);
    for (const CsvRow& row : rows.all()) {
        rows.need_digits(row, 0, 4);
        rows.need_text(row, 1);
        if (is_unknown(row.cells[2], counties))
            rows.fault(row, 2, "is not a county of counties.csv");
        if (known.insert(row.cells[0]).second)
            places.municipalities.push_back({row.cells[0], row.cells[1], row.cells[2]});
        else
            rows.fault(row, 0, "stands twice");
    }
}

void read_districts(const std::vector<PackFile>& files, Places& places,
                    const Numbers& municipalities, Faults& faults)
{
    Rows rows(files, "districts.csv", district_columns, faults);
    std::set<std::pair<std::string, std::string>> known;
    for (const CsvRow& row : rows.all()) {
        rows.need_digits(row, 1, 2);
        rows.need_text(row, 2);
        if (is_unknown(row.cells[0], municipalities))
            rows.fault(row, 0, "is not a municipality of municipalities.csv");
        if (known.emplace(row.cells[0], row.cells[1]).second)
            places.districts.push_back({row.cells[0], row.cells[1], row.cells[2]});
        else
            rows.fault(row, 1, "stands twice in this municipality");
    }
}

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto space = text.find(' ');
        if (const auto word = text.substr(0, space); !word.empty())
            words.emplace_back(word);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return words;
}

bool is_slug(std::string_view text)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Enters the guard of each number that `row` lists in `column`.
void cover(Rows& rows, const CsvRow& row, std::size_t column, const Numbers& known,
           std::map<std::string, std::string>& guard_of)
{
    for (const std::string& number : words_of(row.cells[column])) {
        if (is_unknown(number, known))
            rows.fault(row, column, "names " + number + ", which is not known");
        else if (!guard_of.emplace(number, row.cells[0]).second)
            rows.fault(row, column, "names " + number + ", which has a guard already");
    }
}

void read_guards(const std::vector<PackFile>& files, Places& places, const Numbers& counties,
                 const Numbers& municipalities, Faults& faults)
{
    Rows rows(files, "guards.csv", guard_columns, faults);
    Numbers known;
    for (const CsvRow& row : rows.all()) {
        if (!is_slug(row.cells[0]))
            rows.fault(row, 0, "is not made of a-z, 0-9 and hyphens");
        rows.need_text(row, 1);
        if (!known.insert(row.cells[0]).second) {
            rows.fault(row, 0, "stands twice");
            continue;
        }
        places.guards.push_back({row.cells[0], row.cells[1], row.cells[2]});
        cover(rows, row, 3, counties, places.guard_of_county);
        cover(rows, row, 4, municipalities, places.guard_of_municipality);
    }
    if (rows.all().empty())
        return;  // The file is missing or unreadable, which has been told.
    for (const County& county : places.counties) {
        if (!places.guard_of_county.contains(county.number))
            faults.add("guards.csv", 1,
                       "counties: no guard covers county " + county.number + " " + county.name);
    }
}

}  // namespace

const std::string& Places::guard_of(const Municipality& municipality) const
{
    const auto own = guard_of_municipality.find(municipality.number);
    return own != guard_of_municipality.end() ? own->second
                                              : guard_of_county.at(municipality.county);
}

const PackFile* find_file(const std::vector<PackFile>& files, std::string_view path, Faults& faults)
{
    for (const PackFile& file : files) {
        if (file.path == path)
            return &file;
    }
    faults.add(path, 1, "the file is missing");
    return nullptr;
}

Places read_places(const std::vector<PackFile>& files, Faults& faults)
{
    Places places;
    Numbers counties, municipalities;
    read_counties(files, places, counties, faults);
    read_municipalities(files, places, counties, municipalities, faults);
    read_districts(files, places, municipalities, faults);
    read_guards(files, places, counties, municipalities, faults);
    return places;
}

}  // namespace varde::packs
