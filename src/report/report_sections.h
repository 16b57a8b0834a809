// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "report/study_report.h"

namespace lastmeter {

/// What every section of the report draws on.
struct ReportSource {
  const Results& results;
  const Provenance& provenance;
  const std::vector<MapPicture>& pictures;
  Wording words;

  [[nodiscard]] const StudyArea& area() const { return *results.area; }
  /// The picture of a name; null: the run has none.
  [[nodiscard]] const MapPicture* picture(const std::string& name) const;
  /// The norm of a key; null: the study has none.
  [[nodiscard]] const NormFigure* norm(std::string_view key) const;
};

/// Collects the blocks of one section.
class SectionWriter {
 public:
  explicit SectionWriter(std::string heading) { section_.heading = std::move(heading); }
  void paragraph(std::string text) { add(DocText::Kind::Paragraph, std::move(text)); }
  void lead(std::string text) { add(DocText::Kind::Lead, std::move(text)); }
  void item(std::string text) { add(DocText::Kind::Item, std::move(text)); }
  void numbered(std::string text) { add(DocText::Kind::Numbered, std::move(text)); }
  void small(std::string text) { add(DocText::Kind::Small, std::move(text)); }
  void heading(std::string text) { add(DocText::Kind::Heading, std::move(text)); }
  void table(DocTable table) { section_.blocks.emplace_back(std::move(table)); }
  /// Nothing for null.
  void picture(const MapPicture* picture) {
    if (picture != nullptr) {
      section_.blocks.emplace_back(DocPicture{picture});
    }
  }
  DocSection take() { return std::move(section_); }

 private:
  void add(DocText::Kind kind, std::string text) { section_.blocks.emplace_back(DocText{kind, std::move(text)}); }
  DocSection section_;
};

DocSection short_section(const ReportSource& source);
DocSection question_section(const ReportSource& source);
DocSection data_section(const ReportSource& source);
DocSection figures_section(const ReportSource& source);
DocSection change_section(const ReportSource& source);
/// Norms, shares and the other work of a street office; nothing where none was asked for.
std::optional<DocSection> office_section(const ReportSource& source);
/// Precondition: the run has events.
DocSection event_section(const ReportSource& source);
DocSection first_section(const ReportSource& source);
/// Parts of the office's work: the posts in an emergency; units assigned to communities.
void write_emergency(const ReportSource& source, const EmergencyResult& result, SectionWriter& section);
void write_assignment(const ReportSource& source, const AssignmentResult& result, SectionWriter& section);
DocSection method_section(const ReportSource& source);
DocSection provenance_section(const ReportSource& source);

/// Of the office: investment plans, zones before and after a change, building groups; those that the run has.
void add_office_plans(const ReportSource& source, SectionWriter& section);

/// What each of these comes to, in a sentence.
std::string event_lead(const EventResult& events, const Wording& words);
std::string emergency_lead(const EmergencyResult& result, const Wording& words);
std::string investment_lead(const InvestmentResult& result, const Wording& words);

/// "workers per 10,000 residents (472 too few)": norms that the counts do not meet and what is missing.
std::vector<std::string> broken_norms(const NormScenario& scenario, const Wording& words);

/// A name people know, else the code; never longer than a line.
std::string label_of(const std::string& name, const std::string& code);

/// "A (1,234 of 5,678 people), B (...)": the zones with most uncovered demand; empty where all are covered.
std::string worst_zones(const ReportSource& source, const CoverageResult& coverage, std::size_t at, std::size_t most);

}  // namespace lastmeter
