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
  RuleId concludes = 0;  // the rule whose conclusion it is about
};

using Graph = std::vector<std::vector<Edge>>;

void AddConditions(const Rule& rule, RuleId concludes, bool negative, std::string_view through,
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
                       literal.span, literal.text, rule.name, concludes});
    }
  }
}

void AddExceptions(const Program& program, const Rule& rule, RuleId concludes,
                   std::vector<Edge>& edges) {
  for (RuleId id : rule.exceptions) {
    AddConditions(program.rules[id], concludes, true, "exception", edges);
    AddExceptions(program, program.rules[id], concludes, edges);
  }
}

Graph MakeGraph(const CheckContext& context) {
  const Program& program = context.program;
  Graph graph(program.predicates.size());
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    const Rule& rule = program.rules[id];
    if (rule.target || context.scopes[id].headless) continue;
    auto& edges = graph[rule.head.predicate];
    AddConditions(rule, id, false, "", edges);
    AddExceptions(program, rule, id, edges);
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

// The circle as sentences: what is concluded, because of what, down to the line that must not be
// so.
std::vector<std::string> SayCircle(const Graph& graph, PredicateId from, const Edge& edge,
                                   const CheckContext& context) {
  const Rule& rule = context.program.rules[edge.concludes];
  const auto place = [&](const Span& span) { return PlaceWords(span, edge.span.file, context); };
  const std::string_view asks =
      edge.through == "exception" ? "unless, by its exception" : "only if not";
  std::vector<std::string> help = {
      Concat({rule.name, " concludes: ", Speaker(context.program).SayIn(rule, rule.head), " (",
              place(rule.span), ")"}),
      edge.rule == rule.name
          ? Concat({asks, ": ", edge.text, " (", place(edge.span), ")"})
          : Concat({asks, " ", edge.rule, ": ", edge.text, " (", place(edge.span), ")"})};
  if (edge.to != from) {
    for (const Edge* step : FindWay(graph, edge.to, from)) {
      help.push_back(Concat(
          {"which depends, by ", step->rule, ", on: ", step->text, " (", place(step->span), ")"}));
    }
  }
  help.emplace_back(
      "break the circle: make one of the rules an exception to the other, or split the "
      "conclusion");
  return help;
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
      context.sink.Report(DiagnosticKind::kOwnException, edge.span, {std::string(edge.through)},
                          SayCircle(graph, from, edge, context));
    }
  }
}

}  // namespace comity
