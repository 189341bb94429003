// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "engine/base/text.h"
#include "engine/check/context.h"

namespace comity {
namespace {

// What a conclusion depends on, and by which line.
struct Edge {
  PredicateId to = 0;
  bool negative = false;  // through `unless`, `none of` or an exception
  std::string_view through;
  Span span;
  std::string text;
  std::string rule;
};

using Graph = std::vector<std::vector<Edge>>;

void AddConditions(const Rule& rule, bool negative, std::string_view through,
                   std::vector<Edge>& edges) {
  for (const Condition& condition : rule.conditions) {
    const bool none = condition.group == Condition::Group::kNoneOf;
    const bool against = negative || condition.unless || none;
    for (const Literal& literal : condition.literals) {
      const auto* atom = std::get_if<Atom>(&literal.what);
      if (atom == nullptr) continue;
      edges.push_back({atom->predicate, against,
                       negative           ? through
                       : condition.unless ? "‘unless’"
                                          : "‘none of’",
                       literal.span, literal.text, rule.name});
    }
  }
}

void AddExceptions(const Program& program, const Rule& rule, std::vector<Edge>& edges) {
  for (RuleId id : rule.exceptions) {
    AddConditions(program.rules[id], true, "exception", edges);
    AddExceptions(program, program.rules[id], edges);
  }
}

Graph MakeGraph(const CheckContext& context) {
  const Program& program = context.program;
  Graph graph(program.predicates.size());
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    const Rule& rule = program.rules[id];
    if (rule.target || context.scopes[id].headless) continue;
    auto& edges = graph[rule.head.predicate];
    AddConditions(rule, false, "", edges);
    AddExceptions(program, rule, edges);
  }
  return graph;
}

// The shortest way from one predicate to another, as edges; empty if there is none.
std::vector<const Edge*> FindWay(const Graph& graph, PredicateId from, PredicateId to) {
  std::map<PredicateId, const Edge*> reached_by;
  std::map<PredicateId, PredicateId> came_from;
  std::vector<PredicateId> open = {from};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const Edge& edge : graph[open[i]]) {
      if (reached_by.contains(edge.to)) continue;
      reached_by[edge.to] = &edge;
      came_from[edge.to] = open[i];
      open.push_back(edge.to);
    }
  }
  std::vector<const Edge*> way;
  if (!reached_by.contains(to)) return way;
  PredicateId at = to;
  do {
    way.insert(way.begin(), reached_by[at]);
    at = came_from[at];
  } while (at != from);
  return way;
}

// The strongly connected components, numbered, by Tarjan's algorithm without recursion.
std::vector<int> Components(const Graph& graph) {
  const auto size = graph.size();
  std::vector<int> component(size, -1), index(size, -1), low(size, 0);
  std::vector<PredicateId> stack;
  std::vector<std::pair<PredicateId, std::size_t>> calls;
  int next_index = 0;
  int next_component = 0;
  for (PredicateId root = 0; root < size; ++root) {
    if (index[root] >= 0) continue;
    calls.emplace_back(root, 0);
    while (!calls.empty()) {
      auto& [node, edge] = calls.back();
      if (edge == 0 && index[node] < 0) {
        index[node] = low[node] = next_index++;
        stack.push_back(node);
      }
      if (edge < graph[node].size()) {
        const PredicateId to = graph[node][edge++].to;
        if (index[to] < 0) {
          calls.emplace_back(to, 0);
        } else if (component[to] < 0) {
          low[node] = std::min(low[node], index[to]);
        }
        continue;
      }
      const PredicateId done = node;
      calls.pop_back();
      if (!calls.empty()) low[calls.back().first] = std::min(low[calls.back().first], low[done]);
      if (low[done] != index[done]) continue;
      while (component[done] < 0) {
        component[stack.back()] = next_component;
        stack.pop_back();
      }
      ++next_component;
    }
  }
  return component;
}

}  // namespace

void CheckStrata(CheckContext& context) {
  const Graph graph = MakeGraph(context);
  const std::vector<int> component = Components(graph);
  std::set<int> reported;
  for (PredicateId from = 0; from < graph.size(); ++from) {
    for (const Edge& edge : graph[from]) {
      if (!edge.negative || component[from] != component[edge.to] ||
          !reported.insert(component[from]).second)
        continue;
      std::vector<std::string> help = {
          Concat({edge.rule, " asks whether not: ", edge.text, " (",
                  PlaceWords(edge.span, edge.span.file, context), ")"})};
      if (edge.to != from) {
        for (const Edge* step : FindWay(graph, edge.to, from)) {
          help.push_back(Concat({"which depends, by ", step->rule, ", on: ", step->text, " (",
                                 PlaceWords(step->span, edge.span.file, context), ")"}));
        }
      }
      help.emplace_back(
          "break the circle: make one of the rules an exception to the other, or split the "
          "conclusion");
      context.sink.Report(DiagnosticKind::kOwnException, edge.span, {std::string(edge.through)},
                          std::move(help));
    }
  }
}

}  // namespace comity
