#include "app/bench_curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace varde::app {
namespace {

constexpr double width = 720, height = 400, left = 60, right = 190, top = 44, bottom = 52;
struct Look {
    std::string_view colour, dashes;  // Never told apart by colour alone.
};
constexpr std::array<Look, 4> looks{
    {{"#0b5394", "none"}, {"#a64d00", "8 4"}, {"#38761d", "2 3"}, {"#741b47", "10 3 2 3"}}};

struct Scale {
    double first = 0, last = 1, highest = 1;
    double x(double place) const
    {
        const auto share = last > first ? std::log(place / first) / std::log(last / first) : 0.5;
        return left + share * (width - left - right);
    }
    double y(double value) const
    {
        return height - bottom - value / highest * (height - top - bottom);
    }
};

std::string text_at(double x, double y, std::string_view anchor, const std::string& text)
{
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y,
                       anchor, text);
}

std::string rule(double x1, double y1, double x2, double y2, std::string_view dashes)
{
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
                       "stroke=\"#888\" stroke-dasharray=\"{}\"/>\n",
                       x1, y1, x2, y2, dashes);
}

std::string draw_line(const Curve& curve, const Scale& scale, std::size_t number)
{
    const auto& line = curve.lines[number];
    const auto& look = looks[number % looks.size()];
    std::string points, marks;
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        const auto x = scale.x(curve.places[i]), y = scale.y(line.values[i]);
        points += fmt::format("{:.1f},{:.1f} ", x, y);
        marks += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", x, y,
                             look.colour);
    }
    const auto key_y = top + 20 * double(number);
    const auto stroke =
        fmt::format("stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\" fill=\"none\"",
                    look.colour, look.dashes);
    return fmt::format("<polyline points=\"{}\" {}/>\n{}", points, stroke, marks) +
           fmt::format("<path d=\"M{:.0f} {:.0f}h30\" {}/>\n", width - right + 20, key_y - 4,
                       stroke) +
           text_at(width - right + 56, key_y, "start", line.name);
}

}  // namespace

std::string draw(const Curve& curve)
{
    Scale scale{curve.places.front(), curve.places.back(), curve.limit};
    for (const auto& line : curve.lines)
        scale.highest = std::max(scale.highest, std::ranges::max(line.values));
    scale.highest = std::ceil(scale.highest * 4.4) / 4;
    auto svg = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" "
                           "font-family=\"sans-serif\" font-size=\"12\">\n<title>{2}</title>\n"
                           "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
                           width, height, curve.title);
    svg += text_at(left, 22, "start", curve.title) +
           text_at(left, height - 12, "start", curve.below) +
           text_at(left - 8, top - 8, "start", curve.beside);
    for (double value = 0; value <= scale.highest + 1e-9; value += scale.highest / 4)
        svg += rule(left, scale.y(value), width - right, scale.y(value), "1 5") +
               text_at(left - 8, scale.y(value) + 4, "end", fmt::format("{:.2f}", value));
    for (const auto place : curve.places)
        svg +=
            text_at(scale.x(place), height - bottom + 18, "middle", fmt::format("{:.0f}", place));
    if (curve.limit > 0)
        svg += rule(left, scale.y(curve.limit), width - right, scale.y(curve.limit), "6 6");
    for (std::size_t i = 0; i < curve.lines.size(); ++i)
        svg += draw_line(curve, scale, i);
    return svg + "</svg>\n";
}

}  // namespace varde::app
