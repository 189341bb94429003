// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tao/pegtl.hpp>

// The frame of a rule file, line by line, in the order of docs/language.md. Every text is accepted:
// a line that fits nothing is a loose or stray line, and the parser says what is wrong with it.
// Phrases are not read here, since they are declared in the files themselves.
namespace comity::grammar {

namespace p = tao::pegtl;

// clang-format off
// NOLINTBEGIN(readability-identifier-naming): rules are named as the reference names them
struct space             : p::one< ' ', '\t' > {};
struct gap               : p::plus< space > {};
struct line_end          : p::at< p::eol > {};
struct word_end          : p::at< p::sor< space, p::eol > > {};
struct rest              : p::until< line_end > {};

#define COMITY_STATEMENT( words ) TAO_PEGTL_STRING( words ),
struct statement_word    : p::seq< p::sor<
#include "engine/syntax/keywords.def"
                           p::failure >, word_end > {};
#undef COMITY_STATEMENT
#define COMITY_CLAUSE( words ) TAO_PEGTL_STRING( words ),
struct clause_word       : p::seq< p::sor<
#include "engine/syntax/keywords.def"
                           p::failure >, word_end > {};
#undef COMITY_CLAUSE

struct bullet_mark       : p::seq< p::one< '-' >, word_end > {};
struct row_mark          : p::at< p::one< '|' > > {};
struct quiet_mark        : p::sor< p::string< '-', '-' >, p::one< '#' >, p::one< '>' > > {};

struct blank_line        : p::seq< p::star< space >, line_end > {};
struct quiet_line        : p::seq< p::star< space >, quiet_mark, rest > {};
struct row_line          : p::seq< p::star< space >, row_mark, rest > {};
struct statement_line    : p::seq< statement_word, rest > {};
struct bullet_line       : p::seq< gap, bullet_mark, rest > {};
struct clause_line       : p::seq< gap, clause_word, rest > {};
struct stray_line        : p::seq< gap, rest > {};
struct loose_line        : rest {};

struct line              : p::sor< blank_line, quiet_line, row_line, statement_line, bullet_line, clause_line,
                                   stray_line, loose_line > {};
struct file              : p::seq< p::opt< p::utf8::bom >, p::star< line, p::eol >, p::eof > {};
// NOLINTEND(readability-identifier-naming)
// clang-format on

}  // namespace comity::grammar
