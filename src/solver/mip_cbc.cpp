// SPDX-License-Identifier: Apache-2.0
#include "solver/mip_cbc.h"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <string>

namespace lastmeter {

namespace {

double as_coin(double limit) {
  return limit == MipModel::kNoLimit ? COIN_DBL_MAX : limit == -MipModel::kNoLimit ? -COIN_DBL_MAX : limit;
}

CoinPackedMatrix matrix_of(const MipModel& model) {
  CoinPackedMatrix matrix(false, 0.0, 0.0);
  matrix.setDimensions(0, static_cast<int>(model.columns.size()));
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> columns;
  std::vector<double> coefficients;
  for (const MipModel::Row& row : model.rows) {
    for (std::size_t k = 0; k < row.columns.size(); ++k) {
      if (row.coefficients[k] != 0.0) {
        columns.push_back(row.columns[k]);
        coefficients.push_back(row.coefficients[k]);
      }
    }
    starts.push_back(static_cast<CoinBigIndex>(columns.size()));
  }
  matrix.appendRows(static_cast<int>(model.rows.size()), starts.data(), columns.data(), coefficients.data());
  return matrix;
}

void load(const MipModel& model, OsiClpSolverInterface& solver) {
  std::vector<double> cost;
  std::vector<double> low;
  std::vector<double> high;
  for (const MipModel::Column& column : model.columns) {
    cost.push_back(column.cost);
    low.push_back(as_coin(column.low));
    high.push_back(as_coin(column.high));
  }
  std::vector<double> row_low;
  std::vector<double> row_high;
  for (const MipModel::Row& row : model.rows) {
    row_low.push_back(as_coin(row.low));
    row_high.push_back(as_coin(row.high));
  }
  solver.loadProblem(matrix_of(model), low.data(), high.data(), cost.data(), row_low.data(), row_high.data());
  for (std::size_t j = 0; j < model.columns.size(); ++j) {
    if (model.columns[j].integer) {
      solver.setInteger(static_cast<int>(j));
    }
  }
}

/// Clp's solver that looks for crossed limits first. CBC may fix a column by its cost and branch it the other way; Clp
/// 1.17 should then say infeasible, but can end the process instead.
class WaryClp final : public OsiClpSolverInterface {
 public:
  WaryClp() = default;
  [[nodiscard]] OsiSolverInterface* clone(bool copy_data) const override {
    return copy_data ? new WaryClp(*this) : new WaryClp();
  }
  void resolve() override {
    if (crossed(getColLower(), getColUpper(), getNumCols()) || crossed(getRowLower(), getRowUpper(), getNumRows())) {
      constexpr int infeasible = 1;
      constexpr int bad_bounds = 6;
      getModelPtr()->setProblemStatus(infeasible);
      getModelPtr()->setSecondaryStatus(bad_bounds);
      return;
    }
    OsiClpSolverInterface::resolve();
  }

 private:
  static bool crossed(const double* low, const double* high, int count) {
    constexpr double rounding = 1e-6;
    return !std::equal(low, low + count, high, [](double a, double b) { return a <= b + rounding; });
  }
};

/// Clp reports on its sprint, whatever it is told, to where results go.
void refuse_sprint(OsiClpSolverInterface& solver) {
  constexpr int start_of_primal = 1;
  constexpr int initiative_without_sprint = 6;
  ClpSolve options;
  options.setSpecialOption(start_of_primal, initiative_without_sprint);
  solver.setSolveOptions(options);
}

void silence(OsiClpSolverInterface& solver) {
  refuse_sprint(solver);
  solver.messageHandler()->setLogLevel(0);
  solver.setHintParam(OsiDoReducePrint, true, OsiHintTry);
  solver.getModelPtr()->setLogLevel(0);
}

std::vector<double> solution_of(const OsiClpSolverInterface& solver) {
  return {solver.getColSolution(), solver.getColSolution() + solver.getNumCols()};
}

/// The linear relaxation, which settles what has no integer columns, no solution or no end.
CbcAnswer solve_relaxation(OsiClpSolverInterface& solver, const CbcLimits& limits) {
  if (limits.seconds) {
    solver.getModelPtr()->setMaximumSeconds(*limits.seconds);
  }
  solver.initialSolve();
  CbcAnswer answer;
  if (solver.isProvenPrimalInfeasible()) {
    answer.end = CbcEnd::Infeasible;
  } else if (solver.isProvenDualInfeasible()) {
    answer.end = CbcEnd::Unbounded;
  } else if (solver.isProvenOptimal()) {
    answer.end = CbcEnd::Finished;
    answer.values = solution_of(solver);
    answer.bound = solver.getObjValue();
  } else {
    answer.out_of_time = limits.seconds.has_value();
  }
  return answer;
}

/// Two parts of CBC 2.10.8 stay off: its integer preprocessing, which cuts optimal solutions off where whole columns go
/// beyond 0 and 1, and its probing, after which Clp may end the process over a column whose limits cross.
std::vector<std::string> arguments(const CbcLimits& limits) {
  std::vector<std::string> words = {"lastmeter", "-log", "0", "-timeMode", "elapsed"};
  words.insert(words.end(), {"-preprocess", "off", "-probing", "off"});
  words.insert(words.end(), {"-ratioGap", fmt::format("{}", limits.gap), "-allowableGap", "0"});
  words.insert(words.end(), {"-increment", fmt::format("{}", limits.increment)});
  if (limits.nodes) {
    words.insert(words.end(), {"-maxNodes", fmt::format("{}", std::min<std::size_t>(*limits.nodes, 2'000'000'000))});
  }
  if (limits.seconds) {
    words.insert(words.end(), {"-seconds", fmt::format("{}", *limits.seconds)});
  }
  if (limits.cutoff < MipModel::kNoLimit) {
    words.insert(words.end(), {"-cutoff", fmt::format("{}", limits.cutoff)});
  }
  words.insert(words.end(), {"-solve", "-quit"});
  return words;
}

/// CBC reads its arguments through variables of the whole process: one search at a time.
std::mutex& only_one() {
  static std::mutex mutex;
  return mutex;
}

CbcAnswer branch(const OsiClpSolverInterface& solver, const CbcLimits& limits) {
  const std::scoped_lock lock(only_one());
  CbcModel model(solver);
  model.setLogLevel(0);
  CbcSolverUsefulData data;
  data.noPrinting_ = true;
  data.useSignalHandler_ = false;
  CbcMain0(model, data);
  data.noPrinting_ = true;
  data.useSignalHandler_ = false;
  model.setLogLevel(0);
  const std::vector<std::string> words = arguments(limits);
  std::vector<const char*> texts;
  for (const std::string& word : words) {
    texts.push_back(word.c_str());
  }
  const auto go_on = [](CbcModel* /*model*/, int /*where*/) { return 0; };
  CbcMain1(static_cast<int>(texts.size()), texts.data(), model, go_on, data);
  CbcAnswer answer;
  answer.nodes = static_cast<std::size_t>(std::max(0, model.getNodeCount()));
  answer.out_of_time = model.isSecondsLimitReached();
  answer.bound = model.getBestPossibleObjValue();
  if (model.bestSolution() != nullptr) {
    answer.values.assign(model.bestSolution(), model.bestSolution() + solver.getNumCols());
  }
  if (model.isProvenOptimal()) {
    answer.end = CbcEnd::Finished;
  } else if (model.isProvenInfeasible()) {
    answer.end = CbcEnd::Infeasible;
  }
  return answer;
}

bool may_be_endless(const MipModel& model) {
  return std::any_of(model.columns.begin(), model.columns.end(), [](const MipModel::Column& column) {
    return column.cost != 0.0 && (column.low == -MipModel::kNoLimit || column.high == MipModel::kNoLimit);
  });
}

/// Clp may call a linear program infeasible that has no end: without costs it has one, and any solution will do.
CbcEnd end_of_endless(MipModel model, const CbcLimits& limits) {
  std::for_each(model.columns.begin(), model.columns.end(), [](MipModel::Column& column) { column.cost = 0.0; });
  CbcLimits any = limits;
  any.cutoff = MipModel::kNoLimit;
  const CbcEnd end = solve_with_cbc(model, any).end;
  return end == CbcEnd::Finished ? CbcEnd::Unbounded : end;
}

}  // namespace

CbcAnswer solve_with_cbc(const MipModel& model, const CbcLimits& limits) {
  WaryClp solver;
  silence(solver);
  load(model, solver);
  CbcAnswer relaxed = solve_relaxation(solver, limits);
  if (relaxed.end == CbcEnd::Infeasible || relaxed.end == CbcEnd::Unbounded) {
    relaxed.end = may_be_endless(model) ? end_of_endless(model, limits) : CbcEnd::Infeasible;
    return relaxed;
  }
  const bool has_integers = std::any_of(model.columns.begin(), model.columns.end(),
                                        [](const MipModel::Column& column) { return column.integer; });
  if (relaxed.end == CbcEnd::Stopped || !has_integers) {
    return relaxed;
  }
  CbcAnswer answer = branch(solver, limits);
  answer.bound = std::max(answer.bound, relaxed.bound);
  return answer;
}

}  // namespace lastmeter
