// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace lastmeter {

/// A number with a dimension. Explicit to build, `.value()` to leave; only operations that
/// keep a meaning exist, so metres plus square metres does not compile (tests/misuse).
template <class Dimension>
class Quantity {
 public:
  constexpr Quantity() = default;
  explicit constexpr Quantity(double value) : value_(value) {}

  [[nodiscard]] constexpr double value() const { return value_; }

  constexpr auto operator<=>(const Quantity&) const = default;

  constexpr Quantity& operator+=(Quantity other) {
    value_ += other.value_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value_ -= other.value_;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
  friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value_ * factor); }
  friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity(a.value_ * factor); }
  friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity(a.value_ / divisor); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

 private:
  double value_ = 0.0;
};

using Metres = Quantity<struct LengthDimension>;
using SquareMetres = Quantity<struct AreaDimension>;

constexpr SquareMetres operator*(Metres a, Metres b) { return SquareMetres(a.value() * b.value()); }

namespace literals {
constexpr Metres operator""_m(unsigned long long value) { return Metres(static_cast<double>(value)); }
constexpr Metres operator""_m(long double value) { return Metres(static_cast<double>(value)); }
constexpr SquareMetres operator""_m2(unsigned long long value) { return SquareMetres(static_cast<double>(value)); }
constexpr SquareMetres operator""_m2(long double value) { return SquareMetres(static_cast<double>(value)); }
}  // namespace literals

}  // namespace lastmeter
