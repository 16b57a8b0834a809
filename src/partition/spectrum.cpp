// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "partition/cut_bound.h"

namespace lastmeter {

namespace {

constexpr int kSweeps = 30;

double off_diagonal(const std::vector<double>& a, std::size_t n) {
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      sum += a[i * n + j] * a[i * n + j];
    }
  }
  return sum;
}

void turn(double* x, double* y, std::size_t n, double c, double s) {
  for (std::size_t k = 0; k < n; ++k) {
    const double first = x[k];
    x[k] = c * first - s * y[k];
    y[k] = s * first + c * y[k];
  }
}

/// Makes a[p][q] zero. Rows are turned as stored, columns are copied from them: the matrix stays symmetric.
void rotate(std::vector<double>& a, std::vector<double>& vectors, std::size_t n, std::size_t p, std::size_t q) {
  const double apq = a[p * n + q];
  const double theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
  const double t = (theta >= 0.0 ? 1.0 : -1.0) / (std::abs(theta) + std::sqrt(theta * theta + 1.0));
  const double c = 1.0 / std::sqrt(t * t + 1.0);
  const double s = t * c;
  const double app = a[p * n + p] - t * apq;
  const double aqq = a[q * n + q] + t * apq;
  turn(&a[p * n], &a[q * n], n, c, s);
  a[p * n + p] = app;
  a[q * n + q] = aqq;
  a[p * n + q] = a[q * n + p] = 0.0;
  for (std::size_t k = 0; k < n; ++k) {
    a[k * n + p] = a[p * n + k];
    a[k * n + q] = a[q * n + k];
  }
  turn(&vectors[p * n], &vectors[q * n], n, c, s);
}

}  // namespace

Spectrum spectrum_of(std::vector<double> matrix, std::size_t n) {
  std::vector<double> vectors(n * n, 0.0);
  double size = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    vectors[i * n + i] = 1.0;
    size += matrix[i * n + i] * matrix[i * n + i];
  }
  size += 2.0 * off_diagonal(matrix, n);
  for (int sweep = 0; sweep < kSweeps && off_diagonal(matrix, n) > 1e-26 * size; ++sweep) {
    const double small = 1e-32 * size / static_cast<double>(n * n);
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (matrix[p * n + q] * matrix[p * n + q] > small) {
          rotate(matrix, vectors, n, p, q);
        }
      }
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return matrix[i * n + i] < matrix[j * n + j]; });
  Spectrum spectrum;
  for (const std::size_t i : order) {
    spectrum.values.push_back(matrix[i * n + i]);
    spectrum.vectors.insert(spectrum.vectors.end(), vectors.begin() + static_cast<std::ptrdiff_t>(i * n),
                            vectors.begin() + static_cast<std::ptrdiff_t>((i + 1) * n));
  }
  return spectrum;
}

}  // namespace lastmeter
