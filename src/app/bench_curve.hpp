// A figure of lines over a logarithmic axis, as SVG.
#pragma once

#include <string>
#include <vector>

namespace varde::app {

struct Line {
    std::string name;
    std::vector<double> values;  ///< One for each place on the axis.
};
struct Curve {
    std::string title, below, beside;  ///< The figure's, and what each axis counts.
    std::vector<double> places;        ///< Above 0, growing.
    std::vector<Line> lines;           ///< At most four.
    double limit = 0;                  ///< A dashed line across; 0: none.
};
std::string draw(const Curve& curve);

}  // namespace varde::app
